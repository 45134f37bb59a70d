package org.mat4j.spark.runs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.mat4j.core.io.AtomicFile;

/**
 * A folder that all machines see at the same place, such as one of NFS.
 *
 * @param path of the folder
 * @param token content of a file there by which an executor knows that it sees what the driver does
 */
record MountedFolder(String path, String token) implements RunStorage {

    /** Writes the token. */
    static MountedFolder of(Path root) throws IOException {
        MountedFolder folder = new MountedFolder(
                root.toAbsolutePath().normalize().toString(), UUID.randomUUID().toString());
        AtomicFile.write(folder.file(), out -> out.write(folder.token.getBytes(StandardCharsets.UTF_8)));
        return folder;
    }

    private Path file() {
        return root().resolve(TOKEN + token);
    }

    @Override
    public Path root() {
        return Path.of(path);
    }

    @Override
    public String place() {
        return "the folder " + path;
    }

    @Override
    public boolean isSeen() throws IOException {
        return Files.isRegularFile(file())
                && Files.readString(file(), StandardCharsets.UTF_8).equals(token);
    }

    @Override
    public void fetch(String name, Path root) {
        // They are there.
    }

    @Override
    public Closeable keep(String name) {
        return () -> {};
    }

    @Override
    public void remove() {
        file().toFile().delete(); // of no harm where it stays
    }
}
