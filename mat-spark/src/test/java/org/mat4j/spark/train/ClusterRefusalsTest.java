package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.spark.internal.ExecutorWatch;
import org.mat4j.spark.runs.SparkRuns;
import org.mat4j.spark.testing.StandaloneCluster;

/** What a cluster of processes lacks is told in a sentence before anything begins; a master that ends later is not missed. */
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
class ClusterRefusalsTest {

    private static final String EXECUTORS = "spark.executor.extraJavaOptions=" + StandaloneCluster.SHORT_LIVED;
    private static final TrainingRecipe RECIPE = new Recipes.Mat(10);

    @TempDir
    static Path home;

    private static StandaloneCluster cluster;
    private static JavaSparkContext connected;

    @TempDir
    Path folder;

    /** Leaves a file. */
    private record Touch() implements RunMaker {

        @Override
        public void prepare(Path root) {
            // Nothing is read.
        }

        @Override
        public void make(Path root, String name, StopSignal stop) {
            try {
                Files.createFile(root.resolve(name));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeAll
    static void start() throws Exception {
        cluster = new StandaloneCluster(home, 1);
    }

    @AfterAll
    static void end() {
        if (connected != null) {
            connected.close();
        }
        cluster.close();
    }

    /** One connection for the last tests, since each starts an executor of its own; there cannot be two at a time. */
    private static JavaSparkContext connected() {
        if (connected == null) {
            connected = cluster.connect(EXECUTORS);
        }
        return connected;
    }

    private static void run(JavaSparkContext context, Path root) {
        run(context, root, new StopSignal());
    }

    private static void run(JavaSparkContext context, Path root, StopSignal stop) {
        new SparkRuns(context).make(new Touch(), root, List.of("1"), stop, new RunPlace.Listener() {
            @Override
            public void onEnd(String name) {}

            @Override
            public void onFailure(String name, RuntimeException error) {
                throw error;
            }
        });
    }

    @Test
    void executorsWithoutABuildOfNd4jAreRefused() {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("nd4j-native"))
                .collect(Collectors.joining(File.pathSeparator));
        try (JavaSparkContext context = cluster.connect(EXECUTORS, "spark.executor.extraClassPath=" + classPath)) {
            String training = assertThrows(
                            IllegalStateException.class, () -> new SparkShards(context, RECIPE, 1, Machines.MIXED))
                    .getMessage();
            assertTrue(
                    training.matches(
                            "the executor on \\S+ cannot compute: ND4J cannot start .*expected a build of org.nd4j:nd4j-native.*"),
                    training);
            String runs = assertThrows(IllegalStateException.class, () -> run(context, folder))
                    .getMessage();
            assertTrue(
                    runs.matches(
                            "the executor on \\S+ cannot make the runs: ND4J cannot start .*expected a build of org.nd4j:nd4j-native.*"),
                    runs);
        }
        assertFalse(Files.exists(folder.resolve("1")));
    }

    @Test
    void aClusterThatGivesNoExecutorIsToldAndAStopEndsTheWaiting() throws InterruptedException {
        try (JavaSparkContext context = cluster.connect(
                "spark.executor.memory=64g", "spark.executor.cores=4", ExecutorWatch.PATIENCE + "=100ms")) {
            StopSignal stop = new StopSignal();
            List<String> told = new ArrayList<>();
            ExecutorWatch watch = new ExecutorWatch(context, told::add);
            Thread watcher = new Thread(() -> {
                while (told.size() < 2) {
                    watch.look();
                    LockSupport.parkNanos(10_000_000);
                }
                stop.request();
            });
            watcher.start();
            run(context, folder, stop);
            watcher.join();
            assertEquals(
                    "the application " + context.sc().applicationId() + " has had no executor for N s: it asks "
                            + context.master()
                            + " for executors of spark.executor.memory=64g, spark.executor.cores=4, expected a worker, or a"
                            + " queue, with as much free; see the cluster's web page, ask for less, or wait",
                    told.get(1).replaceFirst("for \\d+ s", "for N s"));
        }
        assertFalse(Files.exists(folder.resolve("1")));
    }

    /** A path that leads each process to its own folder stands for one that is not shared. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void aFolderThatExecutorsDoNotSeeIsRefused() throws IOException {
        Path own = Path.of("/proc/self/cwd");
        assumeTrue(Files.isDirectory(own), "needs /proc, as Linux has it");
        Path root = Files.createDirectories(own.resolve("target/unshared"));
        String message = assertThrows(IllegalStateException.class, () -> run(connected(), root))
                .getMessage();
        assertTrue(
                message.matches("the executor on \\S+ cannot make the runs: it does not see in the folder " + root
                        + " what the driver wrote there, expected a folder that is the same on all machines;.*"),
                message);
        try (Stream<Path> left = Files.list(root)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aTrainingEndsWithoutItsMaster() {
        Trainer.Builder orphaned = SparkTrainer.builder(connected(), RECIPE, 1).listener(new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                if (report.update() == 2) {
                    cluster.endMaster();
                }
            }
        });
        assertEquals(
                SparkTrainerTest.result(Trainer.builder(RECIPE.network())
                        .config(RECIPE.config())
                        .build()),
                SparkTrainerTest.result(orphaned.build()));
    }
}
