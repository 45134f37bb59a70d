package org.mat4j.core.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.io.Container;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;

/** A checkpoint comes back exactly, or not at all. */
class CheckpointFileTest {

    @TempDir
    Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("file.checkpoint");
        CheckpointFile.write(file, Checkpoints.of(7), UnaryOperator.identity());
        whole = Files.readAllBytes(file);
    }

    @Test
    void everythingComesBackBitForBit() {
        Checkpoint expected = Checkpoints.of(7);

        Checkpoint read = CheckpointFile.read(file);

        assertEquals(new Checkpoint.Progress(7, 3, 1), read.progress());
        assertEquals(
                List.copyOf(expected.arrays().keySet()),
                List.copyOf(read.arrays().keySet()));
        for (String name : expected.arrays().keySet()) {
            assertEquals(Checkpoints.bits(expected.array(name)), Checkpoints.bits(read.array(name)), name);
        }
        assertEquals(
                List.copyOf(expected.values().keySet()),
                List.copyOf(read.values().keySet()));
        assertEquals(expected.value("mixture"), read.value("mixture"));
        assertEquals(
                List.copyOf(expected.attachments().keySet()),
                List.copyOf(read.attachments().keySet()));
        assertArrayEquals(expected.attachment("history"), read.attachment("history"));
        assertEquals(0, read.attachment("empty").length);
    }

    @Test
    void aDamagedFileAndOneOfAnotherKindAreNamed() throws IOException {
        for (byte[] content : List.of(Arrays.copyOf(whole, 900), new byte[0], "a text".getBytes("US-ASCII"))) {
            Files.write(file, content);
            assertDamaged("" + content.length);
        }
        writeContainer(container -> container.bytes("other", whole));
        assertDamaged("'checkpoint.json'");
    }

    @Test
    void anotherFormatIsNamedAndNotTakenForDamage() throws IOException {
        writeContainer(container -> container.json(
                "checkpoint.json", JsonNodeFactory.instance.objectNode().put("format", 3)));

        CheckpointException e = assertThrows(CheckpointException.class, () -> CheckpointFile.read(file));

        assertFalse(e instanceof DamagedCheckpointException);
        assertTrue(e.getMessage().contains(file + " is 3, expected 2"), e.getMessage());
    }

    private void writeContainer(Container.Content content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Container.write(out, content);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("none");

        CheckpointException e = assertThrows(CheckpointException.class, () -> CheckpointFile.read(missing));

        assertEquals("there is no checkpoint " + missing, e.getMessage());
    }

    @Test
    void aFullDiskAtAnyPointLeavesTheOldFile() throws IOException {
        for (int room = 0; room < whole.length; room += 1 + whole.length / 40) {
            int bytes = room;
            IOException e = assertThrows(
                    IOException.class,
                    () -> CheckpointFile.write(file, Checkpoints.of(8), out -> new FullDisk(out, bytes)));

            assertEquals("No space left on device", e.getMessage());
            assertArrayEquals(whole, Files.readAllBytes(file));
            try (var files = Files.list(folder)) {
                assertEquals(1, files.count(), "nothing half-written stays");
            }
        }
    }

    @Test
    void anInterruptedThreadStillWrites() throws IOException {
        Thread.currentThread().interrupt();
        try {
            CheckpointFile.write(file, Checkpoints.of(9), UnaryOperator.identity());
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(9, CheckpointFile.read(file).progress().update());
    }

    @Test
    void copyToChecksTypeAndLength() {
        Checkpoint checkpoint = CheckpointFile.read(file);
        INDArray target = Nd4j.create(DataType.DOUBLE, 3, 2);
        checkpoint.copyTo("moments", target);
        assertEquals(1e300, target.getDouble(2, 0));

        for (INDArray other : List.of(Nd4j.create(DataType.DOUBLE, 5), Nd4j.create(DataType.FLOAT, 6))) {
            String message = assertThrows(CheckpointException.class, () -> checkpoint.copyTo("moments", other))
                    .getMessage();
            assertTrue(
                    message.contains("'moments' has 6 values of DOUBLE")
                            && message.contains(other.length() + " of " + other.dataType()),
                    message);
        }
        String message = assertThrows(CheckpointException.class, () -> checkpoint.array("average"))
                .getMessage();
        assertTrue(message.contains("no array 'average'") && message.contains("[weights, "), message);
    }

    @Test
    void aNameIsUsedOnceAndArraysAreOfRealNumbers() {
        Checkpoint.Builder builder =
                Checkpoint.builder(Checkpoint.Progress.START).array("a", Nd4j.scalar(1f));
        INDArray array = Nd4j.scalar(2f);
        assertThrows(IllegalArgumentException.class, () -> builder.array("a", array));
        INDArray integers = Nd4j.scalar(3);
        String message = assertThrows(IllegalArgumentException.class, () -> builder.array("b", integers))
                .getMessage();
        assertTrue(message.contains("'b'") && message.contains("INT"), message);
    }

    private void assertDamaged(String culprit) {
        String message = assertThrows(DamagedCheckpointException.class, () -> CheckpointFile.read(file))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains(culprit), message);
    }

    /** Takes so many bytes. */
    static final class FullDisk extends FilterOutputStream {

        private long room;

        FullDisk(OutputStream out, long room) {
            super(out);
            this.room = room;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            room -= length;
            if (room < 0) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }
    }
}
