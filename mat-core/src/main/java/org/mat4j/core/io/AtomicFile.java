package org.mat4j.core.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.mat4j.core.check.Checks;

/**
 * Writes a file that is complete or absent: beside its place, brought to the disk, and moved there in one step; the folder
 * is brought to the disk too where the system allows.
 *
 * <p>Until then it has a new name that nobody can foresee, {@code .DIGITS.part}, so that nothing is written through a link or into
 * a pipe that somebody put there. A program that is killed leaves at most such a file. A link at the file's own place is
 * replaced, and what it points to stays as it is; a folder, pipe, device or socket there is an error.
 */
public final class AtomicFile {

    private static final String TEMPORARY = ".part";
    private static final Pattern TEMPORARY_NAME = Pattern.compile("\\.[0-9a-f]{16}\\" + TEMPORARY);
    private static final SecureRandom RANDOM = new SecureRandom();
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
     * @throws IllegalArgumentException if the path is empty
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = Checks.path("file to write", file).toAbsolutePath();
        requireReplaceable(target);
        Path temporary = target.resolveSibling(temporaryName());
        OutputStream disk = create(temporary);
        boolean written = false;
        try {
            try (disk) {
                OutputStream buffered = new OpenStream(disk);
                content.writeTo(buffered);
                buffered.flush();
            }
            synchronize(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = true;
        } finally {
            if (!written) {
                temporary.toFile().delete(); // the first error is the one to tell
            }
        }
        synchronizeFolder(target.getParent());
    }

    /**
     * Makes sure that files can be written to a folder.
     *
     * @throws IOException if not
     */
    public static void requireWritable(Path folder) throws IOException {
        Path temporary = folder.resolve(temporaryName());
        create(temporary).close();
        Files.delete(temporary);
    }

    /**
     * Removes what killed programs left half-written in a folder, to which no other program may be writing.
     *
     * @throws IOException if it cannot be removed
     */
    public static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, AtomicFile::isLeftover)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether a file has the name of one that is being written, or was when its program was killed. */
    public static boolean isLeftover(Path file) {
        return TEMPORARY_NAME.matcher(file.getFileName().toString()).matches();
    }

    private static String temporaryName() {
        return String.format(".%016x%s", RANDOM.nextLong(), TEMPORARY);
    }

    /** Not a {@code FileOutputStream}, which follows links; an interrupted thread can write to this one, too. */
    private static OutputStream create(Path temporary) throws IOException {
        return Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void requireReplaceable(Path target) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            String kind = Files.isDirectory(target) ? "folder" : "pipe, device or socket";
            throw new FileSystemException(target.toString(), null, "a " + kind + " of that name is in the way");
        }
    }

    /** Stays open when the content closes it, as archives do, for the disk is not done yet. */
    private static final class OpenStream extends BufferedOutputStream {

        OpenStream(OutputStream disk) {
            super(disk, BUFFER);
        }

        /** In pieces: Java makes room outside of the heap for all that is written at once. */
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; done += BUFFER) {
                super.write(bytes, offset + done, Math.min(BUFFER, length - done));
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Not by a channel, which an interrupted thread cannot use. */
    private static void synchronize(Path file) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
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
