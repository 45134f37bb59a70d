package org.mat4j.core.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.io.Container;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;

/** A checkpoint comes back exactly, or not at all. */
class CheckpointTest {

    @TempDir
    Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("file.checkpoint");
        Checkpoints.of(7).write(file);
        whole = Files.readAllBytes(file);
    }

    @Test
    void everythingComesBackBitForBit() {
        Checkpoint expected = Checkpoints.of(7);

        Checkpoint read = Checkpoint.read(file);

        assertEquals(new Checkpoint.Progress(7, 3, 1), read.progress());
        assertEquals(List.copyOf(expected.names()), List.copyOf(read.names()));
        for (String name : List.of("weights", "moments", "transposed", "single")) {
            assertEquals(Checkpoints.bits(expected.array(name)), Checkpoints.bits(read.array(name)), name);
        }
        assertEquals(0.1 + 0.2, read.value("mixture", JsonNode.class).path("x").asDouble());
        assertArrayEquals(expected.value("history", byte[].class), read.value("history", byte[].class));
        assertEquals(0, read.value("empty", byte[].class).length);
    }

    @Test
    void aDamagedFileAndOneOfAnotherKindAreNamed() throws IOException {
        for (byte[] content : List.of(Arrays.copyOf(whole, 900), new byte[0], "a text".getBytes("US-ASCII"))) {
            Files.write(file, content);
            assertDamaged("" + content.length);
        }
        writeContainer(new Container().add("other", whole));
        assertDamaged("'checkpoint.json'");
    }

    @Test
    void anotherFormatIsNamedAndNotTakenForDamage() throws IOException {
        writeContainer(new Container().addJson("checkpoint.json", Map.of("format", 4, "more", 1)));

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.read(file));

        assertFalse(e instanceof DamagedCheckpointException);
        assertTrue(e.getMessage().contains(file + " is 4, expected 3"), e.getMessage());
    }

    private void writeContainer(Container container) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            container.write(out);
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("none");

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.read(missing));

        assertEquals("there is no checkpoint " + missing, e.getMessage());
    }

    @Test
    void anInterruptedThreadStillWrites() throws IOException {
        Thread.currentThread().interrupt();
        try {
            Checkpoints.of(9).write(file);
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertEquals(9, Checkpoint.read(file).progress().update());
    }

    @Test
    void copyToChecksTypeAndLength() {
        Checkpoint checkpoint = Checkpoint.read(file);
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
        String message = assertThrows(CheckpointException.class, () -> checkpoint.copyTo("average", target))
                .getMessage();
        assertTrue(message.contains("'average.npy'") && message.contains("weights.npy, "), message);
    }

    @Test
    void aNameIsUsedOnceAndArraysAreOfRealNumbers() {
        Checkpoint checkpoint = new Checkpoint(Checkpoint.Progress.START).addArray("a", Nd4j.scalar(1f));
        INDArray array = Nd4j.scalar(2f);
        assertThrows(IllegalArgumentException.class, () -> checkpoint.addArray("a", array));
        INDArray integers = Nd4j.scalar(3);
        String message = assertThrows(IllegalArgumentException.class, () -> checkpoint.addArray("b", integers))
                .getMessage();
        assertTrue(message.contains("'b'") && message.contains("INT"), message);
    }

    private void assertDamaged(String culprit) {
        String message = assertThrows(DamagedCheckpointException.class, () -> Checkpoint.read(file))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains(culprit), message);
    }
}
