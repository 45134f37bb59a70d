package org.mat4j.lab.tensorboard;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.CRC32C;
import org.nd4j.shade.protobuf.CodedOutputStream;
import org.tensorflow.framework.Summary;

/**
 * A file of TensorBoard's events. ND4J has the message of a summary, and not that of the event around it (tensorflow's event.proto),
 * of which the fields here are written one by one; each event is a record of tensorflow's record_writer.cc.
 */
final class EventFile implements Closeable {

    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;

    /** A SessionLog whose status, its field 1, is START. */
    private static final byte[] START = {8, 1};

    private static final int MASK = 0xa282ead8;

    private final OutputStream out;

    /** Writes the fields of an event. */
    private interface Fields {
        void writeTo(CodedOutputStream event) throws IOException;
    }

    /** A new file, whose values follow those of older files of the folder before a step and take the place of the others. */
    EventFile(Path folder, long firstStep) throws IOException {
        // TensorBoard reads a folder's files in the order of their names.
        Path file = folder.resolve("events.out.tfevents." + System.currentTimeMillis() + ".mat4j");
        out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
        write(event -> event.writeString(FILE_VERSION, "brain.Event:2"));
        write(event -> {
            event.writeInt64(STEP, firstStep);
            event.writeByteArray(SESSION_LOG, START);
        });
    }

    /** Adds values by their names. */
    void write(long step, Map<String, Double> values) throws IOException {
        Summary.Builder summary = Summary.newBuilder();
        values.forEach((name, value) ->
                summary.addValue(Summary.Value.newBuilder().setTag(name).setSimpleValue(value.floatValue())));
        write(event -> {
            event.writeInt64(STEP, step);
            event.writeMessage(SUMMARY, summary.build());
        });
    }

    private void write(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream event = CodedOutputStream.newInstance(bytes);
        event.writeDouble(WALL_TIME, System.currentTimeMillis() / 1e3);
        fields.writeTo(event);
        event.flush();
        byte[] length = littleEndian(Long.BYTES).putLong(bytes.size()).array();
        out.write(length);
        out.write(checksum(length));
        out.write(bytes.toByteArray());
        out.write(checksum(bytes.toByteArray()));
    }

    private static byte[] checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
        return littleEndian(Integer.BYTES).putInt(masked).array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
