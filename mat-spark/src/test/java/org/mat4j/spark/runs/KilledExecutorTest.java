package org.mat4j.spark.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.spark.testing.StandaloneCluster;

/** Trainings on a cluster of processes, one of which is killed. */
class KilledExecutorTest {

    private static final long UPDATES = 40;

    @TempDir
    Path folder;

    /** Trains with the name as seed, and waits in between until an executor was killed. */
    private record Training() implements RunMaker {

        private static final int LAST_BEFORE = 20;

        @Override
        public void prepare(Path root) {
            // The data is made of nothing.
        }

        private static Path killed(Path root) {
            return root.resolve("killed");
        }

        private static boolean waits(Path root, String name) {
            return Files.exists(root.resolve(name).resolve("checkpoints/latest-0000000" + LAST_BEFORE + ".checkpoint"));
        }

        @Override
        public void make(Path root, String name, StopSignal stop) {
            Path run = root.resolve(name);
            TrainingListener waiting = new TrainingListener() {
                @Override
                public void onUpdate(UpdateReport report) {
                    await(() -> report.update() != LAST_BEFORE + 1 || Files.exists(killed(root)));
                }

                @Override
                public void onResume(long update, int epoch) {
                    create(run.resolve("resumed-at-" + update));
                }
            };
            try (TrainedModel model = Trainer.builder(TestNetwork.dense(4, 3, 2))
                    .config(TrainingConfig.builder()
                            .method(Methods.mat(0.5))
                            .updates(UPDATES)
                            .seed(Long.parseLong(name))
                            .build())
                    .checkpoints(CheckpointConfig.builder(run.resolve("checkpoints"))
                            .everyUpdates(5)
                            .build())
                    .resume(Resume.IF_PRESENT)
                    .stopSignal(stop)
                    .listener(waiting)
                    .build()
                    .fit(Blobs.batches(4, 16, 4, 2, 1))) {
                model.save(run.resolve("model.zip"));
            }
        }
    }

    private static void await(BooleanSupplier time) {
        try {
            while (!time.getAsBoolean()) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all runs, those that were resumed. */
    private static long resumed(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith("resumed-at-"))
                    .map(Path::getParent)
                    .distinct()
                    .count();
        }
    }

    private static List<String> parameters(Path run) {
        try (TrainedModel model = TrainedModel.load(run.resolve("model.zip"))) {
            return model.parameters().values().stream()
                    .map(values -> Arrays.toString(values.data().asFloat()))
                    .toList();
        }
    }

    @Test
    @Timeout(240)
    void itsRunIsResumedByAnotherAndEndsWithTheSameModel() throws Exception {
        List<String> names = List.of("1", "2");
        Path here = Files.createDirectory(folder.resolve("here"));
        Path there = Files.createDirectory(folder.resolve("there"));
        create(Training.killed(here));
        for (String name : names) {
            Files.createDirectory(here.resolve(name));
            new Training().make(here, name, new StopSignal());
        }
        List<String> ended = new ArrayList<>();
        try (StandaloneCluster cluster = new StandaloneCluster(folder.resolve("cluster"), 2);
                JavaSparkContext context = cluster.connect()) {
            Thread killer = new Thread(() -> {
                await(() -> names.stream().allMatch(name -> Training.waits(there, name)));
                cluster.executor().orElseThrow().destroyForcibly();
                create(Training.killed(there));
            });
            killer.setDaemon(true);
            killer.start();
            new SparkRuns(context).make(new Training(), there, names, new StopSignal(), new RunPlace.Listener() {
                @Override
                public void onEnd(String name) {
                    ended.add(name);
                }

                @Override
                public void onFailure(String name, RuntimeException error) {
                    throw error;
                }
            });
        }

        assertEquals(names, ended.stream().sorted().toList());
        assertEquals(0, resumed(here));
        assertEquals(1, resumed(there));
        for (String name : names) {
            assertEquals(parameters(here.resolve(name)), parameters(there.resolve(name)), name);
        }
    }
}
