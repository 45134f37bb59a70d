package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Has the shards of updates computed by several {@linkplain ShardComputer computers}, such as the executors of a cluster. */
public interface Shards {

    /**
     * What a computer does with a shard; sent to it.
     *
     * @param <S> what all shards are given
     * @param <T> result
     */
    @FunctionalInterface
    interface Task<S extends Serializable, T extends Serializable> extends Serializable {

        /**
         * Does it.
         *
         * @param batches of a {@link SentRound}
         */
        T on(ShardComputer computer, S state, List<ShardBatch> batches);
    }

    /** In how many shards a batch is divided; the same for the whole training. */
    int count();

    /**
     * Computes shards.
     *
     * @param rounds one for each
     * @param stop asked now and then, whether to break off
     * @return a result for each, in their order
     * @throws java.util.concurrent.CancellationException if it was broken off
     */
    <S extends Serializable, T extends Serializable> List<T> run(
            S state, List<SentRound> rounds, Task<S, T> task, BooleanSupplier stop);

    /** As above, of what they get of some batches. */
    default <S extends Serializable, T extends Serializable> List<T> deal(
            S state, List<? extends UpdateBatch> batches, Task<S, T> task, BooleanSupplier stop) {
        return run(state, SentRound.dealt(batches, count()), task, stop);
    }
}
