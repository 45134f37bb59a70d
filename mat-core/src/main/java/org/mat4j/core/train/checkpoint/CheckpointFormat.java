package org.mat4j.core.train.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The content of a checkpoint's file, little-endian throughout:
 *
 * <ol>
 *   <li>8 bytes: {@code MAT4JCKP}
 *   <li>4 bytes: version of the format
 *   <li>4 bytes: length of the next part
 *   <li>JSON in UTF-8: the progress, the values, and name, type and shape of each array, name and length of each
 *       attachment
 *   <li>the arrays in that order, each row by row, as raw numbers
 *   <li>the attachments in that order
 * </ol>
 */
final class CheckpointFormat {

    private static final byte[] MAGIC = "MAT4JCKP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int CHUNK = 1 << 13;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointFormat() {}

    static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
        byte[] header = JSON.writeValueAsBytes(header(checkpoint));
        out.write(MAGIC);
        out.write(
                buffer(2 * Integer.BYTES).putInt(VERSION).putInt(header.length).array());
        out.write(header);
        for (String name : checkpoint.arrayNames()) {
            INDArray copy = checkpoint.array(name).dup('c');
            try {
                if (copy.dataType() == DataType.FLOAT) {
                    write(copy.data().asFloat(), out);
                } else {
                    write(copy.data().asDouble(), out);
                }
            } finally {
                copy.close();
            }
        }
        for (String name : checkpoint.attachmentNames()) {
            out.write(checkpoint.attachment(name));
        }
    }

    private static ObjectNode header(Checkpoint checkpoint) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("progress")
                .put("update", checkpoint.progress().update())
                .put("epoch", checkpoint.progress().epoch())
                .put("batch", checkpoint.progress().batch());
        ArrayNode arrays = root.putArray("arrays");
        for (String name : checkpoint.arrayNames()) {
            INDArray array = checkpoint.array(name);
            ArrayNode shape = arrays.addObject()
                    .put("name", name)
                    .put("type", array.dataType().name())
                    .putArray("shape");
            Arrays.stream(array.shape()).forEach(shape::add);
        }
        ArrayNode attachments = root.putArray("attachments");
        for (String name : checkpoint.attachmentNames()) {
            attachments.addObject().put("name", name).put("length", checkpoint.attachment(name).length);
        }
        ObjectNode values = root.putObject("values");
        checkpoint.valueNames().forEach(name -> values.set(name, checkpoint.value(name)));
        return root;
    }

    private static void write(float[] values, OutputStream out) throws IOException {
        ByteBuffer bytes = buffer(CHUNK * Float.BYTES);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            bytes.clear().asFloatBuffer().put(values, from, count);
            out.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    private static void write(double[] values, OutputStream out) throws IOException {
        ByteBuffer bytes = buffer(CHUNK * Double.BYTES);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            bytes.clear().asDoubleBuffer().put(values, from, count);
            out.write(bytes.array(), 0, count * Double.BYTES);
        }
    }

    /**
     * Reads what {@link #write} wrote; the checksum has been checked.
     *
     * @param length bytes of the content
     * @param file named in messages
     */
    static Checkpoint read(InputStream stream, long length, Path file) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        ByteBuffer start =
                ByteBuffer.wrap(in.readNBytes(MAGIC.length + 2 * Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        if (start.limit() < MAGIC.length + 2 * Integer.BYTES
                || !Arrays.equals(Arrays.copyOf(start.array(), MAGIC.length), MAGIC)) {
            throw new DamagedCheckpointException(file + " is no checkpoint: it does not start with MAT4JCKP");
        }
        int version = start.getInt(MAGIC.length);
        if (version != VERSION) {
            throw new CheckpointException(file + " has version " + version + " of the format of checkpoints; expected "
                    + VERSION + ": resume with the version of MAT4J that wrote it");
        }
        int headerLength = start.getInt(MAGIC.length + Integer.BYTES);
        if (headerLength < 0 || headerLength > length) {
            throw new DamagedCheckpointException(
                    file + " is damaged: its header has " + headerLength + " bytes; expected at most " + length);
        }
        JsonNode header = JSON.readTree(in.readNBytes(headerLength));
        JsonNode progress = header.path("progress");
        Checkpoint.Builder checkpoint = Checkpoint.builder(new Checkpoint.Progress(
                progress.path("update").asLong(),
                progress.path("epoch").asInt(),
                progress.path("batch").asInt()));
        for (JsonNode array : header.path("arrays")) {
            checkpoint.array(array.path("name").asText(), array(array, in));
        }
        for (JsonNode attachment : header.path("attachments")) {
            byte[] bytes = new byte[attachment.path("length").asInt()];
            in.readFully(bytes);
            checkpoint.attachment(attachment.path("name").asText(), bytes);
        }
        header.path("values").fields().forEachRemaining(e -> checkpoint.value(e.getKey(), e.getValue()));
        return checkpoint.build();
    }

    private static INDArray array(JsonNode description, DataInputStream in) throws IOException {
        JsonNode sizes = description.path("shape");
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong();
        }
        int length = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        DataType type = DataType.valueOf(description.path("type").asText());
        long[] flat = {length};
        INDArray values = type == DataType.FLOAT
                ? Nd4j.create(floats(length, in), flat, DataType.FLOAT)
                : Nd4j.create(doubles(length, in), flat, DataType.DOUBLE);
        return values.reshape('c', shape);
    }

    private static float[] floats(int length, DataInputStream in) throws IOException {
        float[] values = new float[length];
        ByteBuffer bytes = buffer(CHUNK * Float.BYTES);
        for (int from = 0; from < length; from += CHUNK) {
            int count = Math.min(CHUNK, length - from);
            in.readFully(bytes.array(), 0, count * Float.BYTES);
            bytes.clear().asFloatBuffer().get(values, from, count);
        }
        return values;
    }

    private static double[] doubles(int length, DataInputStream in) throws IOException {
        double[] values = new double[length];
        ByteBuffer bytes = buffer(CHUNK * Double.BYTES);
        for (int from = 0; from < length; from += CHUNK) {
            int count = Math.min(CHUNK, length - from);
            in.readFully(bytes.array(), 0, count * Double.BYTES);
            bytes.clear().asDoubleBuffer().get(values, from, count);
        }
        return values;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
