package org.mat4j.core.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file that is complete or absent: beside its place, brought to the disk, and moved there in one step; the folder
 * is brought to the disk too where the system allows. A program that is killed leaves at most a file with the ending
 * {@value #TEMPORARY}, which the next writing replaces.
 */
public final class AtomicFile {

    /** Ending of files that are being written. */
    public static final String TEMPORARY = ".part";

    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it; the stream is buffered, and need not be closed. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file, in place of the one that may be there.
     *
     * @param file its folder must exist
     * @throws IOException if it cannot be written; the one that may be there is intact, and nothing else is left
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
        try {
            // Not a channel, which an interrupted thread cannot write to.
            try (FileOutputStream disk = new FileOutputStream(temporary.toFile())) {
                OutputStream buffered = new OpenStream(disk);
                content.writeTo(buffered);
                buffered.flush();
                disk.getFD().sync();
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        synchronizeFolder(target.getParent());
    }

    /** Stays open when the content closes it, as archives do, for the disk is not done yet. */
    private static final class OpenStream extends BufferedOutputStream {

        OpenStream(OutputStream disk) {
            super(disk, BUFFER);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** So that the move outlives a loss of power; some systems cannot open a folder, and need not. */
    private static void synchronizeFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file itself is on the disk.
            return;
        }
    }
}
