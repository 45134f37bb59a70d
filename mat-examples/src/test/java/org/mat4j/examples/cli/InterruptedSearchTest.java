package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.examples.experiment.RunDirectory;

/** Ctrl-C in a search of a child process. */
class InterruptedSearchTest {

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void endsWithACheckpointAndTheCommandToGoOn() throws Exception {
        assumeTrue(canInterrupt(), "needs SIGINT that is not ignored");
        Path out = folder.resolve("search");
        Path log = folder.resolve("child.log");
        String line = "search --grid --epsilon 1,2 --network mlp --width 8 --latent-size 2 --train-size 100"
                + " --validation-size 50 --batch-size 50 --method rpt --quiet --updates 600 --checkpoint-every 20 --out "
                + out;
        Process child = start(log, line);
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!RunDirectory.holdsCheckpoints(out.resolve("trial-001"))) {
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

        assertEquals(130, child.exitValue(), () -> read(log));
        assertTrue(read(log).contains("stopped; go on with: mat4j " + line + " --resume"), read(log));
        List<String> rows = Files.readAllLines(out.resolve("results.csv"));
        assertEquals(3, rows.size());
        assertTrue(rows.get(1).endsWith(",unfinished"), rows.toString());
        assertTrue(rows.get(2).endsWith(",waiting"), rows.toString());
        assertFalse(Files.exists(out.resolve("trial-001/result.json")));

        Cli resumed = Cli.line(line + " --resume");

        assertEquals(0, resumed.code(), resumed.err());
        assertTrue(resumed.out().startsWith("mat4j train "), resumed.out());
        assertTrue(
                Files.readAllLines(out.resolve("results.csv")).stream()
                        .skip(1)
                        .allMatch(row -> row.endsWith(",finished")),
                resumed.err());
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
    private static boolean canInterrupt() {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Files.isExecutable(Path.of("/bin/kill"));
        }
        return read(status)
                .lines()
                .filter(l -> l.startsWith("SigIgn:"))
                .noneMatch(l -> (Long.parseUnsignedLong(l.split("\\s+")[1], 16) & 1L << 1) != 0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
