package org.mat4j.core.train.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.Container;
import org.mat4j.core.io.FileErrors;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;

/**
 * A checkpoint's file: a {@link Container} with the progress in {@value #HEADER}, and below {@value #ARRAYS},
 * {@value #VALUES} and {@value #ATTACHMENTS} what is in the checkpoint, by name.
 */
final class CheckpointFile {

    private static final int FORMAT = 2;
    private static final String HEADER = "checkpoint.json";
    private static final String ARRAYS = "arrays/";
    private static final String VALUES = "values/";
    private static final String ATTACHMENTS = "attachments/";

    private CheckpointFile() {}

    /**
     * Writes a file, in place of the one that may be there.
     *
     * @param medium for tests: what lies between this and the disk
     * @throws IOException if it cannot be written; the one that may be there is intact
     */
    static void write(Path file, Checkpoint checkpoint, UnaryOperator<OutputStream> medium) throws IOException {
        AtomicFile.write(
                file,
                out -> Container.write(medium.apply(out), container -> {
                    Checkpoint.Progress progress = checkpoint.progress();
                    container.json(
                            HEADER,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("format", FORMAT)
                                    .put("update", progress.update())
                                    .put("epoch", progress.epoch())
                                    .put("batch", progress.batch()));
                    for (var e : checkpoint.arrays().entrySet()) {
                        container.array(ARRAYS + e.getKey(), e.getValue());
                    }
                    for (var e : checkpoint.values().entrySet()) {
                        container.json(VALUES + e.getKey(), e.getValue());
                    }
                    for (var e : checkpoint.attachments().entrySet()) {
                        container.bytes(ATTACHMENTS + e.getKey(), e.getValue());
                    }
                }));
    }

    /**
     * Reads a file.
     *
     * @throws DamagedCheckpointException if it is not what was written
     * @throws CheckpointException if it is missing or may not be read, or another version of the library wrote it
     */
    static Checkpoint read(Path file) {
        return Workspaces.outside(() -> {
            try {
                return read(Container.read(file), file);
            } catch (NoSuchFileException e) {
                throw new CheckpointException("there is no checkpoint " + file, e);
            } catch (AccessDeniedException e) {
                throw new CheckpointException("the checkpoint " + file + " may not be read: permission denied", e);
            } catch (IOException e) {
                throw new DamagedCheckpointException(
                        "the checkpoint " + file + " cannot be read: " + FileErrors.reason(e), e);
            }
        });
    }

    private static Checkpoint read(Container container, Path file) throws IOException {
        JsonNode header = container.json(HEADER);
        if (header.path("format").asInt() != FORMAT) {
            throw new CheckpointException("the format of the checkpoint " + file + " is " + header.path("format")
                    + ", expected " + FORMAT + ": resume with the version of MAT4J that wrote it");
        }
        Checkpoint.Builder checkpoint = Checkpoint.builder(new Checkpoint.Progress(
                header.path("update").asLong(),
                header.path("epoch").asInt(),
                header.path("batch").asInt()));
        for (String name : container.names()) {
            if (name.startsWith(ARRAYS)) {
                checkpoint.array(name.substring(ARRAYS.length()), container.array(name));
            } else if (name.startsWith(VALUES)) {
                checkpoint.value(name.substring(VALUES.length()), container.json(name));
            } else if (name.startsWith(ATTACHMENTS)) {
                checkpoint.attachment(name.substring(ATTACHMENTS.length()), container.bytes(name));
            }
        }
        return checkpoint.build();
    }
}
