package org.mat4j.core.train.shard;

import java.io.Serializable;

/**
 * Which examples of a stream, labeled or unlabeled, a shard takes of those that are held for it.
 *
 * @param rows counted from 0, in their order; one may be there more than once
 * @param seed of what is changed at random in the inputs
 * @param checksum of all that are held of the stream, so that no others are taken in their place
 */
public record Positions(int[] rows, long seed, long checksum) implements Serializable {}
