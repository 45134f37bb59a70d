package org.mat4j.spark.runs;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.train.runs.RunMaker;

/**
 * The folder of all runs, with a file by which an executor knows that it sees what the driver does.
 *
 * @param path of the folder, the same on all machines
 * @param token content of that file
 */
record SharedRoot(String path, String token) implements Serializable {

    /**
     * Writes the file.
     *
     * @throws IllegalStateException if it cannot be written
     */
    static SharedRoot of(Path root) {
        SharedRoot shared = new SharedRoot(
                root.toAbsolutePath().normalize().toString(), UUID.randomUUID().toString());
        try {
            AtomicFile.write(shared.file(), out -> out.write(shared.token.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot write to the folder " + root + ": " + FileErrors.reason(e) + "; choose another one", e);
        }
        return shared;
    }

    Path folder() {
        return Path.of(path);
    }

    private Path file() {
        return folder().resolve(".spark-" + token);
    }

    /** Removes the file; it is of no harm where it cannot be. */
    void close() {
        file().toFile().delete();
    }

    /**
     * Makes sure that this process can make runs, and gets it ready.
     *
     * @throws IllegalStateException naming the machine, if it does not see the folder, has no backend, or cannot get ready
     */
    void prepare(RunMaker maker) {
        try {
            if (!Files.isRegularFile(file())
                    || !Files.readString(file(), StandardCharsets.UTF_8).equals(token)) {
                throw new IllegalStateException("it does not see in the folder " + path
                        + " what the driver wrote there, expected a folder that all machines share; choose one on a file"
                        + " system that is mounted at the same place everywhere");
            }
            Backend.select();
            maker.prepare(folder());
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new IllegalStateException(
                    "the executor on " + host() + " cannot make the runs: "
                            + (e instanceof IOException io ? FileErrors.reason(io) : Outcome.text(e)),
                    e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "a machine without a name";
        }
    }
}
