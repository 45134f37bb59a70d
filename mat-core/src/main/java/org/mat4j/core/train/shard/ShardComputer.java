package org.mat4j.core.train.shard;

/**
 * Computes shards. What it gives depends on what it is given alone, so that a shard can be computed again, and anywhere; on the
 * same kind of processor and build of ND4J bit for bit. Not for several threads at once.
 */
public interface ShardComputer {

    /** Latents and logits before the first update. */
    CleanOutputs cleanPass(ShardState state, ShardBatch batch);

    /** Loss, gradient, latents and states of an update. */
    ShardResult update(ShardState state, ShardBatch batch);

    /**
     * Makes the updates of a {@linkplain Averaging.Parameters round}, by an updater of its own.
     *
     * @throws org.mat4j.core.train.TrainingDivergedException if anything becomes infinite or NaN
     */
    RoundResult round(RoundState state, RoundBatches batches);
}
