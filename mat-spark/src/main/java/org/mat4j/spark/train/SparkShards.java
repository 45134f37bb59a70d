package org.mat4j.spark.train;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.shard.SentRound;
import org.mat4j.core.train.shard.Shards;
import org.mat4j.spark.data.SparkExamples;
import org.mat4j.spark.internal.ExecutorWatch;
import org.mat4j.spark.internal.Executors;
import org.mat4j.spark.internal.Packed;
import org.mat4j.spark.internal.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shards on a Spark cluster, a task each. Parameters, states and mixture are broadcast in each update, each shard's examples go
 * with its task, or the positions of those that the executors hold. Which executor computes a shard, and how often, is of no consequence. Of an application one training at a time: its
 * graphs are kept on the executors until the next one begins.
 */
public final class SparkShards implements Shards {

    private static final Logger LOG = LoggerFactory.getLogger(SparkShards.class);
    private static final long POLL_MILLISECONDS = 100;
    private static final int UPDATES_PER_LINE = 100;
    private static final double NANOSECONDS = 1e6; // of a millisecond

    private final JavaSparkContext context;
    private final String training = UUID.randomUUID().toString();
    private final byte[] recipe;
    private final int count;
    private final Optional<SparkExamples> held;
    private final String kind;
    private final ExecutorWatch watch;
    private long updates;
    private double broadcast;
    private double compute;
    private double schedule;
    private double aggregate;

    /**
     * Shards of a recipe's training, whose examples are sent to them.
     *
     * @param context of the cluster; it is not closed
     * @param count at least 1
     * @throws IllegalStateException naming the executor, if one has no backend, or differs from the others where that is not
     *     allowed
     */
    public SparkShards(JavaSparkContext context, TrainingRecipe recipe, int count, Machines machines) {
        this(context, recipe, count, Optional.empty(), machines);
    }

    /** As above, of examples that the executors hold. */
    public SparkShards(JavaSparkContext context, TrainingRecipe recipe, SparkExamples examples, Machines machines) {
        this(context, recipe, examples.shards(), Optional.of(examples), machines);
    }

    private SparkShards(
            JavaSparkContext context,
            TrainingRecipe recipe,
            int count,
            Optional<SparkExamples> held,
            Machines machines) {
        held.ifPresent(examples -> examples.requireFor(recipe.network()));
        this.context = context;
        this.held = held;
        this.count = Math.toIntExact(Checks.atLeast(1, "number of shards", count));
        this.recipe = Packed.of(recipe);
        watch = new ExecutorWatch(context, LOG::warn);
        String found = kindOfMachines(machines);
        kind = machines == Machines.ALIKE ? found : null;
    }

    /** Looks at executors before hours are spent; one that comes later is looked at with its first shard. */
    private String kindOfMachines(Machines machines) {
        Executors.await(context);
        int tasks = Math.max(count, context.defaultParallelism());
        List<Machine> all = context
                .parallelize(Collections.nCopies(tasks, 0), tasks)
                .map(task -> {
                    Thread.sleep(POLL_MILLISECONDS); // so that the tasks spread
                    return Packed.of(Machine.HERE);
                })
                .collect()
                .stream()
                .map(Packed::<Machine>unpack)
                .toList();
        return Machine.kindOf(all, machines);
    }

    /** The examples that the executors hold for it. */
    Optional<SparkExamples> held() {
        return held;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public <S extends Serializable, T extends Serializable> List<T> run(
            S state, List<SentRound> rounds, Task<S, T> task, BooleanSupplier stop) {
        long start = System.nanoTime();
        Broadcast<Sent<S>> sent = context.broadcast(new Sent<>(state));
        List<byte[]> packed = rounds.stream().map(Packed::of).toList();
        ShardCall<S> call = new ShardCall<>(training, recipe, kind, sent, Packed.of(task));
        long ready = System.nanoTime();
        try {
            JavaRDD<byte[]> sentRounds = context.parallelize(packed, packed.size());
            JavaRDD<byte[]> computed =
                    held.map(examples -> examples.beside(sentRounds, call)).orElseGet(() -> sentRounds.map(call));
            List<byte[]> packedAnswers = await(computed.collectAsync(), stop);
            long done = System.nanoTime();
            List<ShardCall.Answer> answers =
                    packedAnswers.stream().map(Packed::<ShardCall.Answer>unpack).toList();
            for (ShardCall.Answer answer : answers) {
                if (answer.error() != null) {
                    throw answer.error();
                }
            }
            count(answers, start, ready, done);
            held.ifPresent(examples -> examples.spread(
                    answers.stream().map(ShardCall.Answer::executor).toList()));
            return results(answers);
        } finally {
            if (!context.sc().isStopped()) {
                sent.destroy();
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> results(List<ShardCall.Answer> answers) {
        return answers.stream().map(answer -> (T) answer.result()).toList();
    }

    private <T> T await(JavaFutureAction<T> job, BooleanSupplier stop) {
        try {
            while (true) {
                if (stop.getAsBoolean()) {
                    job.cancel(true);
                    throw new CancellationException("the shards of an update were told to stop");
                }
                try {
                    return job.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    LOG.trace("an update takes long", e);
                    watch.look();
                }
            }
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while the shards of an update were computed");
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    context.sc().isStopped()
                            ? "the connection to the cluster is lost; resume the training from its checkpoint"
                            : "no executor could compute a shard: " + Executors.reason(e.getCause()),
                    e);
        }
    }

    private void count(List<ShardCall.Answer> answers, long start, long ready, long done) {
        double slowest =
                answers.stream().mapToLong(ShardCall.Answer::nanoseconds).max().orElseThrow();
        updates++;
        broadcast += ready - start;
        compute += slowest;
        schedule += done - ready - slowest;
        aggregate += System.nanoTime() - done;
        if (updates % UPDATES_PER_LINE == 0) {
            LOG.info("{} shards, milliseconds per update: {}", count, times());
        }
    }

    /** Where the time of the updates so far went. */
    public RoundTimes times() {
        double scale = NANOSECONDS * Math.max(1, updates);
        return new RoundTimes(updates, broadcast / scale, compute / scale, schedule / scale, aggregate / scale);
    }
}
