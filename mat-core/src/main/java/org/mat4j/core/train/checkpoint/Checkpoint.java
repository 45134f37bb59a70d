package org.mat4j.core.train.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * The whole state of a training after an update. Each part of a training puts in what it needs under names of its own, and
 * finds it there again.
 *
 * @param progress how far the training is
 * @param arrays by name, in the order they were added; by reference, so a checkpoint is written before training continues
 * @param values JSON values by name
 * @param attachments bytes by name; not copied
 */
public record Checkpoint(
        Progress progress,
        Map<String, INDArray> arrays,
        Map<String, JsonNode> values,
        Map<String, byte[]> attachments) {

    /** Checks that nothing is missing. */
    public Checkpoint {
        Objects.requireNonNull(progress, "progress");
        arrays = Collections.unmodifiableMap(arrays);
        values = Collections.unmodifiableMap(values);
        attachments = Collections.unmodifiableMap(attachments);
    }

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
            Checks.require(update >= 0, "update of a checkpoint", update, "0 or more");
            Checks.require(epoch >= 0, "epoch of a checkpoint", epoch, "0 or more");
            Checks.require(batch >= 0 && batch <= update, "batch of a checkpoint", batch, "0 to " + update);
        }
    }

    /** Starts a checkpoint. */
    public static Builder builder(Progress progress) {
        return new Builder(progress);
    }

    /**
     * An array.
     *
     * @throws CheckpointException if there is none of that name
     */
    public INDArray array(String name) {
        return known(arrays, "array", name);
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
     * A JSON value.
     *
     * @throws CheckpointException if there is none of that name
     */
    public JsonNode value(String name) {
        return known(values, "value", name);
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
            throw new CheckpointException("the checkpoint has no " + kind + " '" + name + "', expected one of "
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
            this.progress = progress;
        }

        /**
         * Adds an array.
         *
         * @param array of FLOAT or DOUBLE, of any shape and order; not copied
         */
        public Builder array(String name, INDArray array) {
            Checks.require(
                    array.dataType() == DataType.FLOAT || array.dataType() == DataType.DOUBLE,
                    "type of the array '" + name + "'",
                    array.dataType(),
                    "FLOAT or DOUBLE");
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
            T other = map.put(name, Objects.requireNonNull(value, name));
            Checks.require(other == null, "name in a checkpoint", "'" + name + "' twice", "a name of its own");
            return this;
        }

        /** Builds the checkpoint. */
        public Checkpoint build() {
            return new Checkpoint(progress, arrays, values, attachments);
        }
    }
}
