package org.mat4j.spark.train;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.mat4j.core.train.ShardWorker;
import org.mat4j.core.train.shard.HeldExamples;
import org.mat4j.core.train.shard.SentRound;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.Shards;
import org.mat4j.spark.internal.Executors;
import org.mat4j.spark.internal.Packed;
import org.mat4j.spark.internal.Sent;

/**
 * Computes a shard on an executor. An error of the training is an answer; what else is thrown is the executor's fault, and Spark
 * tries again elsewhere.
 *
 * @param training identifies it
 * @param recipe of it
 * @param kind of the machines that may compute; null if any may
 * @param state of the training
 * @param task packed
 */
record ShardCall<S extends Serializable>(
        String training, byte[] recipe, String kind, Broadcast<Sent<S>> state, byte[] task)
        implements Function<byte[], byte[]>, Function2<byte[], HeldExamples, byte[]> {

    /** The result, or the error that there is instead; what the computation took, and which executor made it. */
    record Answer(Serializable result, RuntimeException error, long nanoseconds, String executor)
            implements Serializable {}

    @Override
    public byte[] call(byte[] round) {
        return call(round, HeldExamples.NONE);
    }

    @Override
    public byte[] call(byte[] round, HeldExamples held) {
        requireAlike();
        ShardWorker worker = ShardWorkers.take(training, Packed.unpack(recipe));
        try {
            S shared = state.value().get();
            SentRound own = Packed.unpack(round);
            List<ShardBatch> batches = own.examples(held);
            Shards.Task<S, ?> wanted = Packed.unpack(task);
            long start = System.nanoTime();
            Serializable result = wanted.on(worker, shared, batches);
            return Packed.of(new Answer(result, null, System.nanoTime() - start, Executors.id()));
        } catch (RuntimeException e) {
            return Packed.of(new Answer(null, e, 0, Executors.id()));
        } finally {
            ShardWorkers.giveBack(training, worker);
        }
    }

    private void requireAlike() {
        Machine.HERE.requireFit();
        if (kind != null && !kind.equals(Machine.HERE.kind())) {
            throw new IllegalStateException(Machine.HERE.host() + " has " + Machine.HERE.kind() + ", the others " + kind
                    + ", so that it would give other bits");
        }
    }
}
