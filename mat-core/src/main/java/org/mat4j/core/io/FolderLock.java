package org.mat4j.core.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mat4j.core.check.Checks;

/**
 * Says that a program is writing to a folder. The system lets go of it when the program ends, also by force. Its file,
 * {@value #FILE}, stays: to remove it would let two programs in at once.
 */
public final class FolderLock implements AutoCloseable {

    /** Name of the file that is locked. */
    public static final String FILE = ".lock";

    /** Held by this program. Elsewhere it could not be known: closing a second channel would release the system's lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param folder created if need be
     * @return empty if a program holds it, this one included
     * @throws IOException if the file cannot be written or is a link, pipe or folder, or the file system has no locks
     */
    public static Optional<FolderLock> tryAcquire(Path folder) throws IOException {
        Path real =
                Files.createDirectories(Checks.path("folder to lock", folder)).toRealPath();
        if (!HELD.add(real)) {
            return Optional.empty();
        }
        FileLock lock = null;
        FileChannel channel = null;
        try {
            Path file = real.resolve(FILE);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                requireFile(file);
            }
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            lock = channel.tryLock();
            return lock == null ? Optional.empty() : Optional.of(new FolderLock(real, channel));
        } finally {
            if (lock == null) {
                release(real, channel);
            }
        }
    }

    /**
     * Whether a program holds the lock, this one included. Nothing is written.
     *
     * @param folder without such a lock if it does not exist
     * @throws IOException if the file cannot be read or is a link, pipe or folder, or the file system has no locks
     */
    public static boolean isHeld(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (HELD.contains(folder.toRealPath())) {
            return true;
        }
        requireFile(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    /** To open a pipe would wait for its other end. */
    private static void requireFile(Path file) throws FileSystemException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "its " + FILE + " is no file; remove it");
        }
    }

    private static void release(Path folder, FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(folder);
        }
    }

    /** Lets go of the lock; once. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            release(folder, channel);
        }
    }
}
