package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Has the shards of updates computed by several {@linkplain ShardComputer computers}, such as the executors of a cluster. */
public interface Shards {

    /** What a computer does with a shard; sent to it. */
    @FunctionalInterface
    interface Task<T extends Serializable> extends Serializable {
        T on(ShardComputer computer, ShardState state, ShardBatch batch);
    }

    /** In how many shards an update is divided; the same for the whole training. */
    int count();

    /**
     * Computes shards.
     *
     * @param stop asked now and then, whether to break off
     * @return a result for each, in their order
     * @throws java.util.concurrent.CancellationException if it was broken off
     */
    <T extends Serializable> List<T> run(
            ShardState state, List<ShardBatch> batches, Task<T> task, BooleanSupplier stop);
}
