package org.mat4j.spark.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.spark.internal.ExecutorWatch;
import org.mat4j.spark.internal.Executors;
import org.mat4j.spark.internal.Packed;
import org.mat4j.spark.internal.Sent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes many runs on a Spark cluster. Each is a job of one task: when its executor dies, Spark gives the task to another, which
 * resumes the run from the checkpoint that it finds in the run's folder. As many run at once on an executor as it has cores,
 * over {@code spark.task.cpus}.
 *
 * <p>The folder of the runs must be on a file system that the driver and all executors see at the same place, unless they {@linkplain
 * #sharing share another}.
 *
 * <pre>{@code
 * try (JavaSparkContext context = new SparkMaster("spark://head:7077").connect("search")) {
 *     ResultsTable table = SearchRunner.runIn(new SparkRuns(context), recipe, examples, directory, stop, listener);
 * }
 * }</pre>
 */
public final class SparkRuns implements RunPlace {

    private static final Logger LOG = LoggerFactory.getLogger(SparkRuns.class);

    /** Within which executors that are told to stop have written a checkpoint. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final long POLL_MILLISECONDS = 100;

    private final JavaSparkContext context;
    private final Optional<SharedFolder> shared;

    /** @param context of the cluster; it is not closed */
    public SparkRuns(JavaSparkContext context) {
        this(context, Optional.empty());
    }

    private SparkRuns(JavaSparkContext context, Optional<SharedFolder> shared) {
        this.context = context;
        this.shared = shared;
    }

    /**
     * With the files of runs kept in a folder of a Hadoop file system, where the machines share no other: executors copy what
     * changes there, and the driver copies what a run has left to the folder of the runs, which it alone sees then.
     */
    public SparkRuns sharing(SharedFolder folder) {
        return new SparkRuns(context, Optional.of(folder));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException naming the machine, if an executor does not see the folder, has no backend, or cannot get
     *     ready; or if the application ended
     */
    @Override
    public void make(RunMaker maker, Path root, List<String> names, StopSignal stop, Listener listener) {
        if (names.isEmpty()) {
            return;
        }
        try {
            makeThere(maker, root, names, stop, listener);
        } catch (RuntimeException e) {
            if (context.sc().isStopped()) {
                throw new IllegalStateException(
                        "the cluster has ended the application " + context.sc().applicationId()
                                + ", see the logs of its master and workers; what the runs have left can be resumed",
                        e);
            }
            throw e;
        }
    }

    private void makeThere(RunMaker maker, Path root, List<String> names, StopSignal stop, Listener listener) {
        RunStorage storage = storage(root, names);
        Broadcast<Sent<RunMaker>> sent = context.broadcast(new Sent<>(maker));
        RunCall call = new RunCall(sent, storage);
        Map<String, JavaFutureAction<List<byte[]>>> running = new LinkedHashMap<>();
        ExecutorWatch watch = new ExecutorWatch(context, LOG::warn);
        try {
            if (!Executors.await(context, stop::isRequested)) {
                return;
            }
            check(call);
            for (String name : names) {
                running.put(
                        name, context.parallelize(List.of(name), 1).map(call).collectAsync());
            }
            while (!running.isEmpty() && !stop.isRequested()) {
                tell(running, name -> fetch(storage, name, root), listener);
                watch.look();
                Thread.sleep(POLL_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cancel(running.values());
            running.keySet().forEach(name -> fetch(storage, name, root));
            storage.remove();
            if (!context.sc().isStopped()) {
                sent.destroy();
            }
        }
    }

    private RunStorage storage(Path root, List<String> names) {
        try {
            return shared.isEmpty()
                    ? MountedFolder.of(root)
                    : HadoopFolder.of(shared.get().uri(), context.hadoopConfiguration(), root, names);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write to " + shared.map(SharedFolder::toString).orElse("the folder " + root) + ": "
                            + HadoopFolder.reason(e) + "; choose another one",
                    e);
        }
    }

    private static void fetch(RunStorage storage, String name, Path root) {
        try {
            storage.fetch(name, root);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot bring the files of " + name + " from " + storage.place() + ": " + HadoopFolder.reason(e),
                    e);
        }
    }

    /** On each executor that is there now, unless the tasks are dealt unevenly; each checks itself again before its first run. */
    private void check(RunCall call) {
        int tasks = context.defaultParallelism();
        List<String> faults = context.parallelize(Collections.nCopies(tasks, 0), tasks)
                .map(call::fault)
                .collect();
        faults.stream().filter(fault -> !fault.isEmpty()).findFirst().ifPresent(fault -> {
            throw new IllegalStateException(fault);
        });
    }

    private void tell(Map<String, JavaFutureAction<List<byte[]>>> running, Consumer<String> fetching, Listener listener)
            throws InterruptedException {
        Iterator<Map.Entry<String, JavaFutureAction<List<byte[]>>>> runs =
                running.entrySet().iterator();
        while (runs.hasNext()) {
            Map.Entry<String, JavaFutureAction<List<byte[]>>> run = runs.next();
            if (run.getValue().isDone()) {
                runs.remove();
                fetching.accept(run.getKey());
                tell(run.getKey(), run.getValue(), listener);
            }
        }
    }

    private void tell(String name, JavaFutureAction<List<byte[]>> done, Listener listener) throws InterruptedException {
        try {
            Packed.<Outcome>unpack(done.get().get(0))
                    .failure()
                    .ifPresentOrElse(e -> listener.onFailure(name, e), () -> listener.onEnd(name));
        } catch (ExecutionException e) {
            if (context.sc().isStopped()) {
                throw new IllegalStateException(e);
            }
            listener.onFailure(
                    name, new RunFailedException("no executor could make it: " + Executors.reason(e.getCause()), e));
        }
    }

    /** And waits for what they write on being told. */
    private void cancel(Iterable<JavaFutureAction<List<byte[]>>> running) {
        if (!running.iterator().hasNext() || context.sc().isStopped()) {
            return;
        }
        running.forEach(run -> run.cancel(true));
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            do {
                Thread.sleep(POLL_MILLISECONDS);
            } while (tasks() > 0 && System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int tasks() {
        return Stream.of(context.sc().statusTracker().getExecutorInfos())
                .mapToInt(SparkExecutorInfo::numRunningTasks)
                .sum();
    }
}
