package org.mat4j.spark.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.spark.testing.LocalSpark;

/** Runs without trainings, on two threads of a Spark in this process that tries a task twice. */
class SparkRunsTest {

    @RegisterExtension
    static final LocalSpark SPARK = new LocalSpark("local[2,2]");

    @TempDir
    Path folder;

    /** Counts to its number in a file, as a training counts its updates in checkpoints. */
    private record Counter(Fault fault) implements RunMaker {

        private enum Fault {
            NONE,
            ERROR_OF_THE_RUN,
            DEATH_AFTER_THREE,
            NO_DATA
        }

        @Override
        public void prepare(Path root) {
            if (fault == Fault.NO_DATA) {
                throw new IllegalStateException("there is no file digits.csv");
            }
        }

        @Override
        public void make(Path root, String name, StopSignal stop) {
            try {
                Path file = Files.createDirectories(root.resolve(name)).resolve("count");
                int count = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
                Files.writeString(file.resolveSibling("began-at-" + count), "");
                while (count < Integer.parseInt(name) && !stop.isRequested()) {
                    Files.writeString(file, Integer.toString(++count));
                    if (name.equals("5") && fault == Fault.ERROR_OF_THE_RUN) {
                        throw new IllegalStateException("the loss is NaN");
                    }
                    if (name.equals("5")
                            && fault == Fault.DEATH_AFTER_THREE
                            && count == 3
                            && !Files.exists(file.resolveSibling("began-at-3"))) {
                        throw new AssertionError("not an error of the run, as when an executor dies");
                    }
                    if (count > 100) {
                        Thread.sleep(10);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What was told of each run: "end", or the message of its failure. */
    private Map<String, String> make(Counter.Fault fault, List<String> names, StopSignal stop) {
        Map<String, String> told = new TreeMap<>();
        new SparkRuns(SPARK.context()).make(new Counter(fault), folder, names, stop, new RunPlace.Listener() {
            @Override
            public void onEnd(String name) {
                told.put(name, "end");
            }

            @Override
            public void onFailure(String name, RuntimeException error) {
                told.put(name, error.getMessage());
            }
        });
        return told;
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void makesEachOnceAndLeavesNothingElse() throws IOException {
        List<String> names = IntStream.range(0, 20).mapToObj(Integer::toString).toList();

        Map<String, String> told = make(Counter.Fault.NONE, names, new StopSignal());

        assertEquals(
                new ArrayList<>(new TreeMap<>(told).keySet()),
                names.stream().sorted().toList());
        assertEquals(List.of("end"), told.values().stream().distinct().toList());
        for (String name : names.subList(1, 20)) {
            assertEquals(name, Files.readString(folder.resolve(name).resolve("count")));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(20, files.count());
        }
    }

    @Test
    void aRunThatFailsIsToldOnceAndTheOthersGoOn() throws IOException {
        Map<String, String> told = make(Counter.Fault.ERROR_OF_THE_RUN, List.of("5", "6", "7"), new StopSignal());

        assertEquals(Map.of("5", "the loss is NaN", "6", "end", "7", "end"), told);
        assertEquals(List.of("began-at-0", "count"), files("5"));
    }

    @Test
    void aRunWhoseExecutorDiesIsResumedFromWhatItLeft() throws IOException {
        Map<String, String> told = make(Counter.Fault.DEATH_AFTER_THREE, List.of("5", "6"), new StopSignal());

        assertEquals(Map.of("5", "end", "6", "end"), told);
        assertEquals(List.of("began-at-0", "began-at-3", "count"), files("5"));
    }

    @Test
    void aMachineWithoutTheDataIsToldBeforeAnyRun() {
        IllegalStateException error = assertThrows(
                IllegalStateException.class, () -> make(Counter.Fault.NO_DATA, List.of("5"), new StopSignal()));

        assertTrue(
                error.getMessage().matches("the executor on \\S+ cannot make the runs: there is no file digits[.]csv"),
                error.getMessage());
        assertTrue(Files.notExists(folder.resolve("5")));
    }

    @Test
    void aStopEndsRunsWithinSecondsAndTheyCanBeResumed() throws IOException, InterruptedException {
        StopSignal stop = new StopSignal();
        Thread signal = new Thread(() -> {
            while (Files.notExists(folder.resolve("1000000/count"))
                    || Files.notExists(folder.resolve("1000001/count"))) {
                Thread.onSpinWait();
            }
            stop.request();
        });
        signal.start();
        long start = System.nanoTime();

        Map<String, String> told = make(Counter.Fault.NONE, List.of("1000000", "1000001", "1000002"), stop);

        signal.join();
        assertTrue(System.nanoTime() - start < 20e9);
        assertEquals(Map.of(), told);
        assertTrue(Files.notExists(folder.resolve("1000002")));
        int count = Integer.parseInt(Files.readString(folder.resolve("1000000/count")));
        Thread.sleep(200);
        assertEquals(Integer.toString(count), Files.readString(folder.resolve("1000000/count")));
    }
}
