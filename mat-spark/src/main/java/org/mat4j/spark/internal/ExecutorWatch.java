package org.mat4j.spark.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Tells that a cluster gives no executor, for which Spark waits without an end: a queue may be full for hours, but the program may
 * also ask for more than any worker has. Whoever waits for a job asks it to {@link #look} again and again.
 */
public final class ExecutorWatch {

    /** The setting of how long a program is without executors before that is told, and told again; such as {@code 5min}. */
    public static final String PATIENCE = "spark.mat4j.executorPatience";

    private static final String DEFAULT_PATIENCE = "60s";

    /** The settings of what each executor takes of a machine. */
    private static final List<String> SIZE =
            List.of("spark.executor.memory", "spark.executor.memoryOverhead", "spark.executor.cores");

    private final JavaSparkContext context;
    private final Consumer<String> warnings;
    private final Duration patience;
    private Instant since;
    private long told;

    /** @param warnings is told, on the thread that looks */
    public ExecutorWatch(JavaSparkContext context, Consumer<String> warnings) {
        this.context = context;
        this.warnings = warnings;
        patience = Duration.ofMillis(context.getConf().getTimeAsMs(PATIENCE, DEFAULT_PATIENCE));
    }

    /** Tells, each time that there has been no executor for another {@link #PATIENCE} of looks. */
    public void look() {
        if (isServed()) {
            since = null;
            return;
        }
        if (since == null) {
            since = Instant.now();
            told = 0;
        }
        Duration without = Duration.between(since, Instant.now());
        if (without.compareTo(patience.multipliedBy(told + 1)) >= 0) {
            told++;
            warnings.accept(message(without));
        }
    }

    /** Whether there is somebody beside the driver, or need be nobody. */
    private boolean isServed() {
        return context.isLocal()
                || context.sc().isStopped()
                || context.sc().statusTracker().getExecutorInfos().length > 1;
    }

    private String message(Duration without) {
        SparkConf conf = context.getConf().setIfMissing("spark.executor.memory", "1g");
        String size = SIZE.stream()
                .filter(conf::contains)
                .map(setting -> setting + "=" + conf.get(setting))
                .collect(Collectors.joining(", "));
        return "the application " + context.sc().applicationId() + " has had no executor for " + without.toSeconds()
                + " s: it asks " + context.master() + " for executors of " + size
                + ", expected a worker, or a queue, with as"
                + " much free; see the cluster's web page, ask for less, or wait";
    }
}
