package org.mat4j.spark.data;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.shard.Positions;

/**
 * The examples of a stream in one shard: a byte per value of those whose values are all of 0, 1/255, ..., 1, as pixels are, and four of
 * others. Where one is not of the stream's form, it tells so and holds none.
 */
final class PackedExamples implements Serializable { // no record, see Example

    private static final long serialVersionUID = 1L;
    private static final float LARGEST_PIXEL = 255;

    private final byte[][] rows;
    private final int[] labels;
    private final long checksum;
    private final String mistake;

    private PackedExamples(byte[][] rows, int[] labels, long checksum, String mistake) {
        this.rows = rows;
        this.labels = labels;
        this.checksum = checksum;
        this.mistake = mistake;
    }

    /** Of examples in their order. */
    static PackedExamples of(Iterator<Example> examples, StreamForm form, int shard) {
        List<byte[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        CRC32 checksum = new CRC32();
        while (examples.hasNext()) {
            Example example = examples.next();
            String mistake = form.mistakeIn(example).orElse(null);
            if (mistake != null) {
                return unfit("example " + rows.size() + " of the " + form.kind() + " ones of shard " + shard + " "
                        + mistake);
            }
            byte[] row = packed(example.values());
            rows.add(row);
            labels.add(example.label());
            checksum.update(row);
            checksum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, example.label()));
        }
        if (rows.isEmpty()) {
            return unfit("shard " + shard + " has no " + form.kind() + " examples, expected some");
        }
        return new PackedExamples(
                rows.toArray(byte[][]::new),
                form.kind() == StreamKind.LABELED
                        ? labels.stream().mapToInt(label -> label).toArray()
                        : new int[0],
                checksum.getValue(),
                null);
    }

    private static PackedExamples unfit(String mistake) {
        return new PackedExamples(new byte[0][], new int[0], 0, mistake);
    }

    private static byte[] packed(float[] values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            int pixel = Math.round(values[i] * LARGEST_PIXEL);
            pixels[i] = (byte) pixel;
            if (Float.floatToIntBits(Byte.toUnsignedInt(pixels[i]) / LARGEST_PIXEL)
                    != Float.floatToIntBits(values[i])) {
                ByteBuffer floats = ByteBuffer.allocate(values.length * Float.BYTES);
                floats.asFloatBuffer().put(values);
                return floats.array();
            }
        }
        return pixels;
    }

    int size() {
        return rows.length;
    }

    /** Of each example; empty of an unlabeled stream. */
    int[] labels() {
        return labels;
    }

    long checksum() {
        return checksum;
    }

    /** A sentence; null if there is none. */
    String mistake() {
        return mistake;
    }

    long bytes() {
        long bytes = 0;
        for (byte[] row : rows) {
            bytes += row.length;
        }
        return bytes;
    }

    /**
     * The values of some examples, one after the other.
     *
     * @param length of an input
     */
    float[] values(Positions positions, int length) {
        Checks.require(
                positions.checksum() == checksum,
                "checksum of the examples of a shard",
                Long.toHexString(checksum),
                Long.toHexString(positions.checksum())
                        + ", that of those that were drawn from: they were changed since, or are of other SparkExamples");
        float[] values = new float[Math.multiplyExact(positions.rows().length, length)];
        int offset = 0;
        for (int position : positions.rows()) {
            byte[] row = rows[position];
            if (row.length == length) {
                for (int i = 0; i < length; i++) {
                    values[offset + i] = Byte.toUnsignedInt(row[i]) / LARGEST_PIXEL;
                }
            } else {
                ByteBuffer.wrap(row).asFloatBuffer().get(values, offset, length);
            }
            offset += length;
        }
        return values;
    }
}
