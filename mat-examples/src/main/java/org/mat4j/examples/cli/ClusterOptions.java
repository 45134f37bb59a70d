package org.mat4j.examples.cli;

import java.util.Optional;
import java.util.function.Function;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.lab.signal.StopOnSignal;
import org.mat4j.spark.runs.SharedFolder;
import org.mat4j.spark.runs.SparkMaster;
import picocli.CommandLine.Option;

/** Where the runs of a command are made: one after another here, or on a cluster. */
final class ClusterOptions {

    /** What is missing where Spark is. */
    static final String SPARK = "org.apache.spark.SparkContext";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Make the runs on Apache Spark, each a task: local[N] for N at once in this process, spark://HOST:PORT, "
                            + "yarn or k8s://URL. All machines must see --out, and the data, at the same place; the program is started "
                            + "by spark-submit (docs/distributed.md).")
    private SparkMaster master;

    @Option(
            names = "--shared",
            paramLabel = "URI",
            description =
                    "With --master, a folder of a Hadoop file system, such as hdfs://HOST:PORT/FOLDER, that keeps the files of "
                            + "runs where the machines do not share --out; what a run leaves is copied to --out too.")
    private SharedFolder shared;

    /** The master, where runs are to be made on a cluster. */
    Optional<SparkMaster> master() {
        return Optional.ofNullable(master);
    }

    /**
     * Makes sure that Spark is there where it is asked for.
     *
     * @param needed name of a class of it
     * @return this
     * @throws IllegalArgumentException if an option has no effect
     * @throws IllegalStateException if it is not
     */
    ClusterOptions check(String needed, String command, Given given) {
        given.require(master != null, "without --master", "--shared");
        if (master == null) {
            return this;
        }
        try {
            Class.forName(needed);
            return this;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "--master is " + master.url()
                            + ", but Apache Spark is not on the class path; start with: spark-submit " + "--class "
                            + Main.class.getName() + " mat-examples.jar " + command + " ...",
                    e);
        }
    }

    /** Makes runs on the cluster, until a signal. */
    <T> T make(String command, StopOnSignal signals, Function<RunPlace, T> work) {
        return signals.during(() -> master.during(Program.NAME + " " + command, Optional.ofNullable(shared), work));
    }
}
