package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full, a small one in memory; skipped where the system lets nobody mount one. */
class FullDiskTest {

    private static final String TRAIN =
            "train -q --network mlp --width 8 --train-size 200 --batch-size 50 --updates 40 --robustness-size 0"
                    + " --checkpoint-every 1 --out disk/run";

    @TempDir
    Path folder;

    /** The disk has room for a checkpoint or two; then it gets more, and the run is resumed. */
    private static final String SCRIPT =
            """
            mkdir disk && mount -t tmpfs -o size=SIZE tmpfs disk || exit 1
            MAT4J $TRAIN > full.log 2>&1; echo $? > full.rc
            ls -a disk/run > files
            mount -o remount,size=64m disk
            MAT4J $TRAIN --resume > resumed.log 2>&1; echo $? > resumed.rc
            cp disk/run/history.csv .
            """;

    @Test
    void nothingIsLostAndTheErrorNamesIt() throws Exception {
        assumeTrue(canMount(), "needs name spaces of users and mounts, to mount a small disk");
        String script = SCRIPT.replace("SIZE", "220k").replace("MAT4J", java()).replace("$TRAIN", TRAIN);
        assertEquals(0, run(script), read("script.log"));

        assertEquals("1", read("full.rc"), read("full.log"));
        String message = read("full.log");
        assertTrue(message.contains("disk/run") && message.contains("the disk is full"), message);
        assertFalse(message.contains("\tat "), message);
        assertFalse(read("files").contains(".tmp"), read("files"));

        assertEquals("0", read("resumed.rc"), read("resumed.log"));
        Cli.succeed(TRAIN.replace("disk/run", folder.resolve("undisturbed").toString()));
        assertEquals(
                -1L,
                Files.mismatch(folder.resolve("undisturbed").resolve("history.csv"), folder.resolve("history.csv")));
    }

    private boolean canMount() throws InterruptedException {
        try {
            return run("mkdir tried && mount -t tmpfs tmpfs tried") == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java") + " -Xmx512m -XX:TieredStopAtLevel=1 "
                + Main.class.getName();
    }

    /** In name spaces of users and mounts of its own, which end with it. */
    private int run(String script) throws IOException, InterruptedException {
        ProcessBuilder unshared =
                new ProcessBuilder(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script));
        unshared.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        unshared.directory(folder.toFile());
        Process process = unshared.redirectErrorStream(true)
                .redirectOutput(folder.resolve("script.log").toFile())
                .start();
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "it does not end");
        return process.exitValue();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name)).strip();
    }
}
