package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that is really killed, again and again at random moments, ends as one that never was. */
class KilledTrainingTest {

    private static final Logger LOG = LoggerFactory.getLogger(KilledTrainingTest.class);

    private static final int KILLS = 10;
    private static final int UPDATES = 400;
    private static final int LONGEST_START_MILLISECONDS = 1200;
    private static final int LONGEST_TRAINING_MILLISECONDS = 100;
    private static final int KILLED = 128 + 9;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void endChildren() {
        children.forEach(Process::destroyForcibly);
    }

    @Test
    void tenKillsLeaveNoTrace() throws Exception {
        long seed = System.nanoTime();
        LOG.info("seed of the random moments: {}", seed);
        Random random = new Random(seed);
        Process undisturbed = start("undisturbed");
        List<String> results = new ArrayList<>();
        int kills = 0;
        while (kills < KILLS) {
            Process child = start("killed");
            if (kills % 2 == 0) {
                awaitCheckpoint(child, checkpoints("killed"));
                Thread.sleep(random.nextInt(LONGEST_TRAINING_MILLISECONDS));
            } else {
                Thread.sleep(random.nextInt(LONGEST_START_MILLISECONDS));
            }
            child.destroyForcibly();
            int code = end(child);
            assertTrue(code == KILLED || code == 0, () -> output("killed"));
            kills += code == KILLED ? 1 : 0;
            if (Files.exists(result("killed"))) {
                // On a fast machine it may get to its end between two kills: the next one starts from scratch.
                results.add(Files.readString(result("killed")));
                Files.delete(result("killed"));
                CheckpointStore.clear(folder.resolve("killed"));
            }
        }
        assertEquals(0, end(start("killed")), () -> output("killed"));
        results.add(Files.readString(result("killed")));
        assertEquals(0, end(undisturbed), () -> output("undisturbed"));

        String expected = Files.readString(result("undisturbed"));
        assertTrue(expected.contains("UpdateReport[update=" + UPDATES + ","));
        for (String actual : results) {
            assertEquals(expected, actual, "seed of the random moments: " + seed);
        }
        assertTrue(output("killed").contains("resuming after update"), output("killed"));
    }

    private Process start(String name) throws IOException {
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                KilledTraining.class.getName(),
                folder.resolve(name).toString(),
                result(name).toString(),
                Integer.toString(UPDATES));
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        child.environment().put("OMP_NUM_THREADS", "1");
        child.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
        Process process = child.start();
        children.add(process);
        return process;
    }

    private static int end(Process child) throws InterruptedException {
        assertTrue(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the child hangs");
        return child.exitValue();
    }

    private void awaitCheckpoint(Process child, Set<String> before) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (checkpoints("killed").equals(before) && child.isAlive()) {
            assertTrue(System.nanoTime() < end, () -> "no checkpoint: " + output("killed"));
            Thread.sleep(2);
        }
    }

    private Set<String> checkpoints(String name) throws IOException {
        Path kept = folder.resolve(name);
        if (!Files.exists(kept)) {
            return Set.of();
        }
        try (var files = Files.list(kept)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".checkpoint"))
                    .collect(Collectors.toSet());
        }
    }

    private Path result(String name) {
        return folder.resolve(name + ".txt");
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private String output(String name) {
        try {
            return Files.readString(log(name));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
