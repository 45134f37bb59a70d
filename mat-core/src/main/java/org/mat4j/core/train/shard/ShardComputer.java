package org.mat4j.core.train.shard;

import java.util.List;

/**
 * Computes shards. What it gives depends on what it is given alone, so that a shard can be computed again, and anywhere; on the
 * same kind of processor and build of ND4J bit for bit. Not for several threads at once.
 */
public interface ShardComputer {

    /** Latents and logits before the first update. */
    CleanOutputs cleanPass(ShardState state, ShardBatch batch);

    /** Loss, gradient, latents and states of an update. */
    SentResult update(ShardState state, ShardBatch batch, Compression compression);

    /**
     * Makes the updates of a {@linkplain Averaging.Parameters round}, by an updater of its own.
     *
     * @param batches one for each, at least one
     * @throws org.mat4j.core.train.TrainingDivergedException if anything becomes infinite or NaN
     */
    RoundResult round(RoundState state, List<ShardBatch> batches);
}
