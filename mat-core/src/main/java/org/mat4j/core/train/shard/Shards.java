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
     * @param <B> what each is given of its own
     * @param <T> result
     */
    @FunctionalInterface
    interface Task<S extends Serializable, B extends Serializable, T extends Serializable> extends Serializable {
        T on(ShardComputer computer, S state, B batch);
    }

    /** In how many shards a batch is divided; the same for the whole training. */
    int count();

    /**
     * Computes shards.
     *
     * @param stop asked now and then, whether to break off
     * @return a result for each, in their order
     * @throws java.util.concurrent.CancellationException if it was broken off
     */
    <S extends Serializable, B extends Serializable, T extends Serializable> List<T> run(
            S state, List<B> batches, Task<S, B, T> task, BooleanSupplier stop);
}
