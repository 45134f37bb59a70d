package org.mat4j.core.train.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * The whole state of a training after an update: how far it is, named arrays (exact to the bit), named JSON values and
 * named bytes. Each part of a training puts in what it needs under names of its own, and finds it there again.
 *
 * <p>Arrays are held by reference: a checkpoint that is to be written is written before training goes on.
 */
public final class Checkpoint {

    private final Progress progress;
    private final Map<String, INDArray> arrays;
    private final Map<String, JsonNode> values;
    private final Map<String, byte[]> attachments;

    private Checkpoint(Builder b) {
        progress = b.progress;
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(b.arrays));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(b.values));
        attachments = Collections.unmodifiableMap(new LinkedHashMap<>(b.attachments));
    }

    /**
     * How far a training is.
     *
     * @param update updates that were made
     * @param epoch epochs that are complete, with their evaluation
     * @param batch batches of the current epoch that were trained on
     */
    public record Progress(long update, int epoch, int batch) {

        /** Before the first update. */
        public static final Progress START = new Progress(0, 0, 0);

        /** Checks the values. */
        public Progress {
            if (update < 0 || epoch < 0 || batch < 0 || batch > update) {
                throw new IllegalArgumentException("progress of " + update + " updates, " + epoch + " epochs and "
                        + batch + " batches; expected 0 or more, and no more batches than updates");
            }
        }
    }

    /** Starts a checkpoint. */
    public static Builder builder(Progress progress) {
        return new Builder(progress);
    }

    /** How far the training was. */
    public Progress progress() {
        return progress;
    }

    /** Names of the arrays, in the order they were added. */
    public List<String> arrayNames() {
        return List.copyOf(arrays.keySet());
    }

    /**
     * An array.
     *
     * @throws CheckpointException if there is none of that name
     */
    public INDArray array(String name) {
        return known(arrays, "array", name);
    }

    /** Whether there is an array of that name. */
    public boolean hasArray(String name) {
        return arrays.containsKey(name);
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
                    + source.dataType() + "; expected " + target.length() + " of " + target.dataType());
        }
        target.assign(source.reshape('c', target.shape()));
    }

    /** Names of the JSON values, in the order they were added. */
    public List<String> valueNames() {
        return List.copyOf(values.keySet());
    }

    /**
     * A JSON value.
     *
     * @throws CheckpointException if there is none of that name
     */
    public JsonNode value(String name) {
        return known(values, "value", name);
    }

    /** Whether there is a JSON value of that name. */
    public boolean hasValue(String name) {
        return values.containsKey(name);
    }

    /** Names of the attachments, in the order they were added. */
    public List<String> attachmentNames() {
        return List.copyOf(attachments.keySet());
    }

    /**
     * A copy of an attachment.
     *
     * @throws CheckpointException if there is none of that name
     */
    public byte[] attachment(String name) {
        return known(attachments, "attachment", name).clone();
    }

    private static <T> T known(Map<String, T> map, String kind, String name) {
        T value = map.get(name);
        if (value == null) {
            throw new CheckpointException("the checkpoint has no " + kind + " '" + name + "'; expected one of "
                    + map.keySet() + ": it was written by another version or for another training");
        }
        return value;
    }

    /** Builds a {@link Checkpoint}; a name may be used once for each kind. */
    public static final class Builder {

        private final Progress progress;
        private final Map<String, INDArray> arrays = new LinkedHashMap<>();
        private final Map<String, JsonNode> values = new LinkedHashMap<>();
        private final Map<String, byte[]> attachments = new LinkedHashMap<>();

        private Builder(Progress progress) {
            this.progress = Objects.requireNonNull(progress, "progress");
        }

        /**
         * Adds an array.
         *
         * @param array of FLOAT or DOUBLE, of any shape and order; not copied
         */
        public Builder array(String name, INDArray array) {
            if (array.dataType() != DataType.FLOAT && array.dataType() != DataType.DOUBLE) {
                throw new IllegalArgumentException(
                        "the array '" + name + "' is of " + array.dataType() + "; expected FLOAT or DOUBLE");
            }
            return put(arrays, name, array);
        }

        /** Adds a JSON value. */
        public Builder value(String name, JsonNode value) {
            return put(values, name, value);
        }

        /** Adds bytes; not copied. */
        public Builder attachment(String name, byte[] bytes) {
            return put(attachments, name, bytes);
        }

        private <T> Builder put(Map<String, T> map, String name, T value) {
            Objects.requireNonNull(name, "name");
            if (map.put(name, Objects.requireNonNull(value, name)) != null) {
                throw new IllegalArgumentException("'" + name + "' is in the checkpoint already; expected a new name");
            }
            return this;
        }

        /** Builds the checkpoint. */
        public Checkpoint build() {
            return new Checkpoint(this);
        }
    }
}
