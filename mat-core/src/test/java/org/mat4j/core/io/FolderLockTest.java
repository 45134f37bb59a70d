package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir
    private Path folder;

    /** Takes the lock of a folder and holds it until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws Exception {
            FolderLock.tryAcquire(Path.of(args[0])).orElseThrow();
            System.out.println("held");
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    @Test
    void theFolderIsCreatedAndFreeAgainAfterwards() throws IOException {
        Path below = folder.resolve("a").resolve("b");

        for (int i = 0; i < 2; i++) {
            FolderLock lock = FolderLock.tryAcquire(below).orElseThrow();
            assertTrue(FolderLock.tryAcquire(below).isEmpty());
            FolderLock.tryAcquire(folder).orElseThrow().close();
            lock.close();
        }
    }

    @Test
    void askingAgainDoesNotLetAnotherProgramIn() throws Exception {
        FolderLock lock = FolderLock.tryAcquire(folder).orElseThrow();
        assertTrue(FolderLock.tryAcquire(folder).isEmpty());

        Process other = holder();

        assertTrue(other.inputReader().lines().anyMatch(l -> l.contains("No value present")));
        assertTrue(other.waitFor() != 0);
        lock.close();
    }

    @Test
    void anotherProgramHoldsItUntilItIsKilled() throws Exception {
        Process holder = holder();
        try {
            assertTrue(holder.inputReader().readLine().contains("held"));
            assertTrue(FolderLock.tryAcquire(folder).isEmpty());
        } finally {
            holder.destroyForcibly().waitFor();
        }
        FolderLock.tryAcquire(folder).orElseThrow().close();
    }

    @Test
    void aFileInTheWayIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThrows(IOException.class, () -> FolderLock.tryAcquire(file));
        assertFalse(Files.isDirectory(file));
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }
}
