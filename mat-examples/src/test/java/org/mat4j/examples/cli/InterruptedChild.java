package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own, which is ended by SIGINT. */
final class InterruptedChild {

    private static final long PATIENCE_SECONDS = 120;

    private InterruptedChild() {}

    /**
     * Starts the command, interrupts it when it is time, and waits for its end.
     *
     * @param log receives what it prints
     * @param line without quoting
     * @param time asked again and again until it is true
     * @return the exit code
     */
    static int run(Path log, String line, Callable<Boolean> time) throws Exception {
        Process child = start(log, line);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!time.call()) {
                assertTrue(child.isAlive() && System.nanoTime() < end, () -> read(log));
                Thread.sleep(10);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(child.pid()))
                    .start()
                    .waitFor();
            assertTrue(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the child goes on");
        } finally {
            child.destroyForcibly();
        }
        return child.exitValue();
    }

    private static Process start(Path log, String line) throws IOException {
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                Main.class.getName());
        child.command().addAll(List.of(line.split(" ")));
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return child.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Programs that a shell starts in the background ignore SIGINT, and so do their children. */
    static boolean canInterrupt() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Files.isExecutable(Path.of("/bin/kill"));
        }
        return read(status)
                .lines()
                .filter(l -> l.startsWith("SigIgn:"))
                .noneMatch(l -> (Long.parseUnsignedLong(l.split("\\s+")[1], 16) & 1L << 1) != 0);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
