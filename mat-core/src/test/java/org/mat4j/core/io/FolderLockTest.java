package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.testing.SpecialFiles;

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
            assertFalse(FolderLock.isHeld(below));
            FolderLock lock = FolderLock.tryAcquire(below).orElseThrow();
            assertTrue(FolderLock.isHeld(below));
            assertTrue(FolderLock.tryAcquire(below).isEmpty());
            FolderLock.tryAcquire(folder).orElseThrow().close();
            lock.close();
        }
    }

    @Test
    void askingAgainDoesNotLetAnotherProgramIn() throws Exception {
        FolderLock lock = FolderLock.tryAcquire(folder).orElseThrow();
        assertTrue(FolderLock.tryAcquire(folder).isEmpty());
        assertTrue(FolderLock.isHeld(folder));

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
            assertTrue(FolderLock.isHeld(folder));
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

    @Test
    void aPipeInThePlaceOfItsFileIsNotWaitedFor() throws IOException {
        Files.move(SpecialFiles.pipe(folder), folder.resolve(FolderLock.FILE));

        assertRefused();
    }

    @Test
    void aLinkInThePlaceOfItsFileIsNotFollowed() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        try {
            Files.createSymbolicLink(folder.resolve(FolderLock.FILE), elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system makes no links: " + e);
        }

        assertRefused();
        assertFalse(Files.exists(elsewhere));
    }

    private void assertRefused() throws IOException {
        IOException e = assertThrows(IOException.class, () -> FolderLock.tryAcquire(folder));
        assertEquals("its .lock is no file; remove it", FileErrors.reason(e));
        Files.delete(folder.resolve(FolderLock.FILE));
        FolderLock.tryAcquire(folder).orElseThrow().close();
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
