package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.Map;

/**
 * What all shards of a {@linkplain Averaging.Parameters round} start from.
 *
 * @param start before the round's first update
 * @param epoch counted from 0
 * @param updater its state, by name
 * @param largestDecays the largest decay of the network's states in each update of the round
 */
public record RoundState(ShardState start, int epoch, Map<String, ArrayBytes> updater, double[] largestDecays)
        implements Serializable {}
