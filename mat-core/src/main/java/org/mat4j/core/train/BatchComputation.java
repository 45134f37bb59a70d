package org.mat4j.core.train;

import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.train.shard.CleanOutputs;
import org.mat4j.core.train.shard.ShardResult;
import org.mat4j.core.train.shard.UpdateBatch;

/** Computes what an update follows from its batch: by one program here, or by several on shards of it. */
interface BatchComputation extends AutoCloseable {

    /** What the labeled examples give before the first update. */
    CleanOutputs cleanPass(UpdateBatch batch);

    /**
     * Loss, gradient, latents and states, in memory that the next run overwrites.
     *
     * @param update counted from 0
     */
    ShardResult run(UpdateBatch batch, GaussianMixture mixture, long update);

    /** Measures where the time of later runs goes; null to measure none. */
    void measure(OperationTimes times);

    /** Frees what is kept from run to run; a later run takes it again. */
    void freeMemory();

    @Override
    void close();
}
