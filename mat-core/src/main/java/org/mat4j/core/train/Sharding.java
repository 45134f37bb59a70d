package org.mat4j.core.train;

import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.Shards;

/** Who computes a training's shards, and how these are brought together. */
record Sharding(Shards shards, Averaging averaging) {}
