package org.mat4j.spark.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.mat4j.core.engine.backend.Backend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for executors, starts ND4J on them, and names them and their errors in messages. */
public final class Executors {

    private static final Logger LOG = LoggerFactory.getLogger(Executors.class);
    private static final long POLL_MILLISECONDS = 20;
    private static final String DRIVER = "driver"; // as Spark calls it where it computes itself

    private Executors() {}

    /**
     * Starts ND4J in this process. An executor keeps native memory, as a program of its own should; a driver's process is its
     * program's affair.
     *
     * @throws IllegalStateException if there is no build for this machine
     */
    public static void startNd4j() {
        Backend.select();
        SparkEnv spark = SparkEnv.get();
        if (spark != null && !spark.executorId().equals(DRIVER)) {
            Backend.keepNativeMemory();
        }
        Backend.prepare();
    }

    /** What Spark calls this process, within a task. */
    public static String id() {
        return SparkEnv.get().executorId();
    }

    /** The name of this process's machine. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "a machine without a name";
        }
    }

    /** The message of an error; the name of one that has none. */
    public static String text(Throwable error) {
        return error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    }

    /** What Spark says of a failed job begins with where it failed how often; this is the rest of its first line. */
    public static String reason(Throwable error) {
        String first = text(error).lines().findFirst().orElse("");
        return first.replaceFirst("^Job aborted .*?\\(TID \\d+\\) \\(.*?\\): ", "");
    }

    /**
     * As below, without a stop.
     *
     * @throws IllegalStateException if it cannot run the program
     */
    public static void await(JavaSparkContext context) {
        await(context, () -> false);
    }

    /**
     * Waits until there is one, and {@linkplain ExecutorWatch tells} while there is none.
     *
     * @param stop ends the waiting
     * @return false if it was stopped
     * @throws IllegalStateException if it cannot run the program
     */
    public static boolean await(JavaSparkContext context, BooleanSupplier stop) {
        ExecutorWatch watch = new ExecutorWatch(context, LOG::warn);
        JavaFutureAction<?> job =
                context.parallelize(List.of(0), 1).map(number -> number).collectAsync();
        try {
            while (!job.isDone() && !stop.getAsBoolean()) {
                Thread.sleep(POLL_MILLISECONDS);
                watch.look();
            }
            if (!job.isDone()) {
                job.cancel(true);
                return false;
            }
            job.get();
            return true;
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the executors cannot run this program, expected its jars and a Java of at least 17 there: "
                            + reason(e.getCause()),
                    e);
        }
    }
}
