package org.mat4j.core.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
        assertEquals(expected.arrayNames(), read.arrayNames());
        for (String name : expected.arrayNames()) {
            assertEquals(Checkpoints.bits(expected.array(name)), Checkpoints.bits(read.array(name)), name);
        }
        assertEquals(expected.valueNames(), read.valueNames());
        assertEquals(expected.value("mixture"), read.value("mixture"));
        assertEquals(expected.attachmentNames(), read.attachmentNames());
        assertArrayEquals(expected.attachment("history"), read.attachment("history"));
        assertEquals(0, read.attachment("empty").length);
    }

    /** So that other programs can read it: the layout that CheckpointFormat describes. */
    @Test
    void theLayoutIsThatOfTheDescription() throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals("MAT4JCKP", new String(whole, 0, 8, "US-ASCII"));
        assertEquals(1, bytes.getInt(8));
        int arrays = 16 + bytes.getInt(12);
        assertTrue(new String(whole, 16, bytes.getInt(12), "UTF-8").startsWith("{\"progress\":{\"update\":7,"));
        float[] weights = Checkpoints.of(7).array("weights").data().asFloat();
        assertEquals(Float.floatToRawIntBits(weights[19_999]), bytes.getInt(arrays + 4 * 19_999));
        assertEquals(Math.PI, bytes.getDouble(arrays + 4 * 20_000));
        int content = whole.length - 32;
        assertEquals("row 7", new String(whole, content - 5, 5, "UTF-8"));
        assertArrayEquals(
                MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(whole, content)),
                Arrays.copyOfRange(whole, content, whole.length));
    }

    @Test
    void aFileCutAtAnyLengthIsDamaged() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int length = i < 60 ? i : i < 120 ? whole.length - 1 - (i - 60) : random.nextInt(whole.length);
            Files.write(file, Arrays.copyOf(whole, length));
            assertDamaged("cut to " + length);
        }
    }

    @Test
    void aFlippedBitAnywhereIsDamage() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            int position = i < 60 ? i : i < 100 ? whole.length - 1 - (i - 60) : random.nextInt(whole.length);
            byte[] changed = whole.clone();
            changed[position] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertDamaged("bit of byte " + position);
        }
    }

    @Test
    void trailingBytesAndForeignFilesAreDamage() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertDamaged("one byte more");
        Files.write(file, new byte[whole.length]);
        assertDamaged("zeros");
        Files.writeString(file, "a text that is longer than the checksum of a checkpoint");
        assertDamaged("text");
    }

    @Test
    void aForeignFileWithARightChecksumIsNoCheckpoint() throws Exception {
        Files.write(file, signed("another kind of file, with a checksum".getBytes("US-ASCII")));

        assertTrue(assertDamaged("signed").contains("does not start with MAT4JCKP"));
    }

    @Test
    void anotherVersionIsNamedAndNotTakenForDamage() throws Exception {
        byte[] content = Arrays.copyOf(whole, whole.length - 32);
        content[8] = 2;
        Files.write(file, signed(content));

        CheckpointException e = assertThrows(CheckpointException.class, () -> CheckpointFile.read(file));

        assertFalse(e instanceof DamagedCheckpointException);
        assertTrue(e.getMessage().contains("has version 2 of the format of checkpoints; expected 1"), e.getMessage());
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

        assertEquals(
                "the checkpoint's array 'moments' has 6 values of DOUBLE; expected 5 of DOUBLE",
                assertThrows(
                                CheckpointException.class,
                                () -> checkpoint.copyTo("moments", Nd4j.create(DataType.DOUBLE, 5)))
                        .getMessage());
        assertEquals(
                "the checkpoint's array 'moments' has 6 values of DOUBLE; expected 6 of FLOAT",
                assertThrows(
                                CheckpointException.class,
                                () -> checkpoint.copyTo("moments", Nd4j.create(DataType.FLOAT, 6)))
                        .getMessage());
        String message = assertThrows(CheckpointException.class, () -> checkpoint.array("average"))
                .getMessage();
        assertTrue(message.startsWith("the checkpoint has no array 'average'; expected one of [weights, "), message);
    }

    @Test
    void aNameIsUsedOnceAndArraysAreOfRealNumbers() {
        Checkpoint.Builder builder =
                Checkpoint.builder(Checkpoint.Progress.START).array("a", Nd4j.scalar(1f));
        INDArray array = Nd4j.scalar(2f);
        assertThrows(IllegalArgumentException.class, () -> builder.array("a", array));
        INDArray integers = Nd4j.scalar(3);
        assertEquals(
                "the array 'b' is of INT; expected FLOAT or DOUBLE",
                assertThrows(IllegalArgumentException.class, () -> builder.array("b", integers))
                        .getMessage());
    }

    private String assertDamaged(String what) {
        DamagedCheckpointException e =
                assertThrows(DamagedCheckpointException.class, () -> CheckpointFile.read(file), what);
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        return e.getMessage();
    }

    private static byte[] signed(byte[] content) throws Exception {
        byte[] signed = Arrays.copyOf(content, content.length + 32);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
        System.arraycopy(digest, 0, signed, content.length, digest.length);
        return signed;
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
