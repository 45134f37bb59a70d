package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that is really killed, again and again at random moments, ends as one that never was. */
class KilledTrainingTest {

    private static final Logger LOG = LoggerFactory.getLogger(KilledTrainingTest.class);

    private static final int KILLS = 10;
    private static final int UPDATES = 600;
    private static final int LONGEST_START_MILLISECONDS = 1500;
    private static final int LONGEST_TRAINING_MILLISECONDS = 120;
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
        int duringTraining = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            boolean training = kill % 3 != 0;
            Set<String> before = checkpoints("killed");
            Process child = start("killed");
            if (training) {
                awaitChange(child, before);
            }
            Thread.sleep(random.nextInt(training ? LONGEST_TRAINING_MILLISECONDS : LONGEST_START_MILLISECONDS));
            child.destroyForcibly();
            assertTrue(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(KILLED, child.exitValue(), () -> "kill came too late: " + output("killed"));
            duringTraining += checkpoints("killed").equals(before) ? 0 : 1;
        }
        assertTrue(duringTraining >= KILLS / 2, "kills that interrupted updates: " + duringTraining);
        assertFalse(Files.exists(result("killed")));

        assertEquals(0, end(start("killed")), () -> output("killed"));
        assertEquals(0, end(undisturbed), () -> output("undisturbed"));

        String expected = Files.readString(result("undisturbed"));
        assertTrue(expected.contains("UpdateReport[update=" + UPDATES + ","));
        assertEquals(expected, Files.readString(result("killed")), "seed of the random moments: " + seed);
        assertTrue(output("killed").contains("going on after update"), output("killed"));
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

    private void awaitChange(Process child, Set<String> before) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (checkpoints("killed").equals(before)) {
            assertTrue(child.isAlive() && System.nanoTime() < end, () -> "no checkpoint: " + output("killed"));
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
