package org.mat4j.spark.train;

import java.io.Serializable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.mat4j.core.train.ShardWorker;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardState;
import org.mat4j.core.train.shard.Shards;

/**
 * Computes a shard on an executor. An error of the training is an answer; what else is thrown is the executor's fault, and Spark
 * tries again elsewhere.
 *
 * @param training identifies it
 * @param recipe of it
 * @param kind of the machines that may compute; null if any may
 * @param state packed
 * @param task packed
 */
record ShardCall(String training, byte[] recipe, String kind, Broadcast<byte[]> state, byte[] task)
        implements Function<byte[], ShardCall.Answer> {

    /** The packed result, or the error that there is instead; and what the computation took. */
    record Answer(byte[] result, RuntimeException error, long nanoseconds) implements Serializable {}

    @Override
    public Answer call(byte[] batch) {
        requireAlike();
        ShardWorker worker = ShardWorkers.take(training, Packed.unpack(recipe));
        try {
            ShardState shared = Packed.unpack(state.value());
            ShardBatch own = Packed.unpack(batch);
            Shards.Task<?> wanted = Packed.unpack(task);
            long start = System.nanoTime();
            Serializable result = wanted.on(worker, shared, own);
            return new Answer(Packed.of(result), null, System.nanoTime() - start);
        } catch (RuntimeException e) {
            return new Answer(null, e, 0);
        } finally {
            ShardWorkers.giveBack(training, worker);
        }
    }

    private void requireAlike() {
        if (kind == null) {
            return;
        }
        Machine here = Machine.here();
        if (!kind.equals(here.kind())) {
            throw new IllegalStateException(here.host() + " has " + here.kind() + ", the others " + kind
                    + ", so that it would give other bits");
        }
    }
}
