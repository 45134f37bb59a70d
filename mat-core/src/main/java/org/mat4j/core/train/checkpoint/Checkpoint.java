package org.mat4j.core.train.checkpoint;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipException;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.Container;
import org.mat4j.core.io.FileErrors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonIgnoreProperties;

/**
 * The whole state of a training after an update. Each part of a training puts in what it needs under names of its own, and
 * finds it there again. What is put in is not copied, so a checkpoint is written before training continues.
 *
 * <p>Its file is a {@link Container} with the progress in {@value #HEADER}.
 */
public final class Checkpoint {

    private static final int FORMAT = 3;
    private static final String HEADER = "checkpoint.json";
    private static final String ARRAY = ".npy";
    private static final String VALUE = ".json";

    private final Progress progress;
    private final Container entries;

    /**
     * How far a training is.
     *
     * @param update updates that were made
     * @param epoch epochs that are complete, with their evaluation
     * @param batch batches of the current epoch that were trained on, at most the updates
     */
    public record Progress(long update, int epoch, int batch) {

        /** Before the first update. */
        public static final Progress START = new Progress(0, 0, 0);

        /** Checks the values. */
        public Progress {
            Checks.atLeast(0, "update of a checkpoint", update);
            Checks.atLeast(0, "epoch of a checkpoint", epoch);
            Checks.require(batch >= 0 && batch <= update, "batch of a checkpoint", batch, "0 to " + update);
        }

        /** After one more update. */
        public Progress nextUpdate() {
            return new Progress(update + 1, epoch, batch + 1);
        }

        /** After the current epoch, at the start of the next one. */
        public Progress endOfEpoch() {
            return new Progress(update, epoch + 1, 0);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Header(int format, Progress progress) {}

    /** A checkpoint of a training that is so far, with nothing in it yet. */
    public Checkpoint(Progress progress) {
        this(progress, new Container().addJson(HEADER, new Header(FORMAT, progress)));
    }

    private Checkpoint(Progress progress, Container entries) {
        this.progress = progress;
        this.entries = entries;
    }

    /** How far the training is. */
    public Progress progress() {
        return progress;
    }

    /** Adds an array of FLOAT or DOUBLE, of any shape and order, under a name of its own. */
    public Checkpoint addArray(String name, INDArray array) {
        Checks.require(
                array.dataType() == DataType.FLOAT || array.dataType() == DataType.DOUBLE,
                "type of the array '" + name + "'",
                array.dataType(),
                "FLOAT or DOUBLE");
        entries.addArray(name + ARRAY, array);
        return this;
    }

    /** Adds a value under a name of its own: a JSON tree, or bytes, a record, list or map that becomes one. */
    public Checkpoint addValue(String name, Object value) {
        entries.addJson(name + VALUE, value);
        return this;
    }

    /** Whether there is a value of that name. */
    public boolean hasValue(String name) {
        return entries.names().contains(name + VALUE);
    }

    /** The names of all entries as in the file. */
    public Set<String> names() {
        return entries.names();
    }

    /**
     * An array, in c order.
     *
     * @throws CheckpointException if there is none of that name
     */
    public INDArray array(String name) {
        return Workspaces.outside(() -> read(name + ARRAY, entries::array));
    }

    /**
     * Copies an array's values into another of the same type and length.
     *
     * @throws CheckpointException if there is none of that name, or it differs
     */
    public void copyTo(String name, INDArray target) {
        INDArray source = array(name);
        if (source.dataType() != target.dataType() || source.length() != target.length()) {
            throw new CheckpointException("the checkpoint's array '" + name + "' has " + source.length() + " values of "
                    + source.dataType() + ", expected " + target.length() + " of " + target.dataType());
        }
        target.assign(source.reshape('c', target.shape()));
    }

    /**
     * A value.
     *
     * @throws CheckpointException if there is none of that name and type
     */
    public <T> T value(String name, Class<T> type) {
        return read(name + VALUE, entry -> entries.json(entry, type));
    }

    private interface Reader<T> {

        T read(String entry) throws IOException;
    }

    private static <T> T read(String entry, Reader<T> reader) {
        try {
            return reader.read(entry);
        } catch (IOException e) {
            throw new CheckpointException(
                    "the checkpoint does not fit: " + e.getMessage()
                            + "; it was written by another version or for another training",
                    e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws DamagedCheckpointException if it is not what was written
     * @throws CheckpointException if it is missing or may not be read, or another version of the library wrote it
     */
    public static Checkpoint read(Path file) {
        try {
            Container entries = Container.read(file);
            Header header = entries.json(HEADER, Header.class);
            if (header.progress() == null && header.format() == FORMAT) {
                throw new ZipException("its " + HEADER + " has no progress");
            }
            if (header.format() != FORMAT) {
                throw new CheckpointException("the format of the checkpoint " + file + " is " + header.format()
                        + ", expected " + FORMAT + ": resume with the version of MAT4J that wrote it");
            }
            return new Checkpoint(header.progress(), entries);
        } catch (NoSuchFileException e) {
            throw new CheckpointException("there is no checkpoint " + file, e);
        } catch (AccessDeniedException e) {
            throw new CheckpointException("the checkpoint " + file + " may not be read: permission denied", e);
        } catch (IOException e) {
            throw new DamagedCheckpointException(
                    "the checkpoint " + file + " cannot be read: " + FileErrors.reason(e), e);
        }
    }

    /**
     * Writes a file, in place of the one that may be there.
     *
     * @throws IOException if it cannot be written; the one that may be there is intact
     */
    void write(Path file) throws IOException {
        AtomicFile.write(file, entries::write);
    }
}
