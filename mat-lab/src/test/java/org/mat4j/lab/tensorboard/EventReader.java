package org.mat4j.lab.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads TensorBoard's event files byte by byte, by the formats' definitions and no library. */
final class EventReader {

    /** An event; step and version are 0 and empty, and start false, where the event does not say. */
    record Event(double wallTime, long step, String version, boolean start, Map<String, Float> values) {}

    private EventReader() {}

    static List<Event> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] length = take(in, 8);
            requireChecksum(in, length);
            byte[] data = take(in, (int)
                    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
            requireChecksum(in, data);
            events.add(event(data));
        }
        return events;
    }

    private static byte[] take(ByteBuffer in, int n) {
        byte[] bytes = new byte[n];
        in.get(bytes);
        return bytes;
    }

    private static void requireChecksum(ByteBuffer in, byte[] of) {
        int crc = -1;
        for (byte b : of) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82f63b78; // Castagnoli's polynomial, reversed
            }
        }
        crc = ~crc;
        int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
        if (in.getInt() != masked) {
            throw new IllegalStateException("wrong checksum of " + Arrays.toString(of));
        }
    }

    /** The fields of a message: of each number the bytes of the values. */
    private static Map<Integer, List<byte[]>> fields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, List<byte[]>> fields = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            long key = varint(in);
            byte[] value =
                    switch ((int) (key & 7)) {
                        case 0 -> ByteBuffer.allocate(8).putLong(varint(in)).array();
                        case 1 -> take(in, 8);
                        case 2 -> take(in, (int) varint(in));
                        case 5 -> take(in, 4);
                        default -> throw new IllegalStateException("wire type of key " + key);
                    };
            fields.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private static Event event(byte[] message) {
        Map<Integer, List<byte[]>> fields = fields(message);
        Map<String, Float> values = new LinkedHashMap<>();
        for (byte[] summary : fields.getOrDefault(5, List.of())) {
            for (byte[] value : fields(summary).get(1)) {
                Map<Integer, List<byte[]>> parts = fields(value);
                values.put(
                        text(parts.get(1).get(0)),
                        ByteBuffer.wrap(parts.get(2).get(0))
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getFloat());
            }
        }
        return new Event(
                ByteBuffer.wrap(fields.get(1).get(0))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getDouble(),
                fields.containsKey(2) ? ByteBuffer.wrap(fields.get(2).get(0)).getLong() : 0,
                fields.containsKey(3) ? text(fields.get(3).get(0)) : "",
                fields.containsKey(7) && Arrays.equals(fields.get(7).get(0), new byte[] {8, 1}),
                values);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
