package org.mat4j.spark.runs;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.spark.internal.Executors;

/**
 * The master of a cluster by its URL, as Spark writes it: {@code local[2]}, {@code spark://HOST:7077}, {@code yarn}, {@code
 * k8s://https://HOST:PORT}.
 *
 * @param url such a one
 */
public record SparkMaster(String url) {

    private static final Pattern FORM = Pattern.compile(
            "local(\\[(\\d{1,4}|\\*)(,\\d{1,4})?])?|spark://[\\w.-]+:\\d{1,5}(,[\\w.-]+:\\d{1,5})*|yarn|k8s://\\S+");

    private static final String STANDALONE = "spark://";
    /** How Spark numbers an application that has got no number from a master. */
    private static final String UNREGISTERED = "spark-application-";

    /** Checks the form. */
    public SparkMaster {
        Checks.require(
                FORM.matcher(url).matches(),
                "master",
                "'" + url + "'",
                "local[N] with N threads, spark://HOST:PORT, yarn or k8s://URL");
    }

    /**
     * Starts an application there; other settings are those of Spark's own properties and of {@code spark-submit}.
     *
     * @param name of the application
     * @throws IllegalStateException if nothing answers there within seconds, or something that is no master, or Spark cannot start
     */
    public JavaSparkContext connect(String name) {
        requireAnswer();
        SparkConf conf = new SparkConf().setMaster(url).setAppName(name);
        if (!url.startsWith("local")) {
            conf.setJars(ProgramJars.of(conf));
        }
        conf.setIfMissing("spark.log.level", "WARN");
        JavaSparkContext context = start(conf);
        if (url.startsWith(STANDALONE) && context.sc().applicationId().startsWith(UNREGISTERED)) {
            context.close();
            throw new IllegalStateException("what answers at " + url
                    + " takes no application; expected the URL of a Spark master, which its web page shows");
        }
        return context;
    }

    private JavaSparkContext start(SparkConf conf) {
        try {
            return new JavaSparkContext(conf);
        } catch (Exception e) { // not only what it declares
            String why = Executors.text(e);
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                why = cause.getCause() == null ? why + ": " + Executors.text(cause) : why;
            }
            throw new IllegalStateException("cannot start an application at " + url + ": " + why, e);
        }
    }

    /**
     * Starts an application for some runs, and ends it; for callers that are compiled without Spark.
     *
     * @param shared where files of runs are kept, if not in the folder of the runs
     * @param work is given the place of the runs
     * @return what the work returns
     * @throws IllegalStateException as {@link #connect}
     */
    public <T> T during(String name, Optional<SharedFolder> shared, Function<RunPlace, T> work) {
        try (JavaSparkContext context = connect(name)) {
            SparkRuns runs = new SparkRuns(context);
            return work.apply(shared.map(runs::sharing).orElse(runs));
        }
    }

    /** Spark itself tries for minutes. */
    private void requireAnswer() {
        if (!url.startsWith(STANDALONE)) {
            return;
        }
        IOException last = null;
        for (String address : url.substring(STANDALONE.length()).split(",")) {
            int colon = address.lastIndexOf(':');
            try {
                Answer.require(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
                return;
            } catch (IOException | IllegalArgumentException e) {
                last = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
            }
        }
        throw new IllegalStateException(
                "no Spark master answers at " + url + ": " + last.getMessage()
                        + "; expected the URL that its web page shows",
                last);
    }
}
