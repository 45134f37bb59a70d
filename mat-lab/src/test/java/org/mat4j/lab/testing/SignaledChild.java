package org.mat4j.lab.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, which is ended by a signal. */
public final class SignaledChild {

    /** What it is ended by. */
    public enum Signal {
        INT,
        TERM
    }

    private static final long PATIENCE_SECONDS = 120;
    private static final int SIGINT = 2;

    /** Within which a program ends, on a machine that others use too. */
    private static final long END_SECONDS = 30;

    private final Signal signal;
    private final Path log;

    private SignaledChild(Signal signal, Path log) {
        this.signal = signal;
        this.log = log;
    }

    /**
     * To be ended by a signal; skips the test where it would be ignored.
     *
     * @param log receives what it prints
     */
    public static SignaledChild endedBy(Signal signal, Path log) {
        assumeTrue(signal != Signal.INT || interrupts(), "needs SIGINT that is not ignored");
        return new SignaledChild(signal, log);
    }

    /**
     * Starts the program, sends the signal when it is time, and expects its end within seconds.
     *
     * @param time asked again and again until it is true
     * @param main the program
     * @param arguments of it
     * @return the exit code
     */
    public int run(Callable<Boolean> time, Class<?> main, String... arguments) throws Exception {
        Process child = start(main, arguments);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!time.call()) {
                assertTrue(child.isAlive() && System.nanoTime() < end, this::output);
                Thread.sleep(10);
            }
            new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
                    .start()
                    .waitFor();
            assertTrue(child.waitFor(END_SECONDS, TimeUnit.SECONDS), "the child does not end");
        } finally {
            child.destroyForcibly();
        }
        return child.exitValue();
    }

    private Process start(Class<?> main, String... arguments) throws IOException {
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                main.getName());
        child.command().addAll(Arrays.asList(arguments));
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return child.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** What it has printed so far. */
    public String output() {
        return read(log);
    }

    /** Programs that a shell starts in the background ignore SIGINT, and so do their children. */
    private static boolean interrupts() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Files.isExecutable(Path.of("/bin/kill"));
        }
        return read(status)
                .lines()
                .filter(l -> l.startsWith("SigIgn:"))
                .noneMatch(l -> (Long.parseUnsignedLong(l.split("\\s+")[1], 16) & 1L << (SIGINT - 1)) != 0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
