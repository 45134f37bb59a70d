package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;

/** A container comes back exactly, or not at all. */
class ContainerTest {

    private static final byte[] RANDOM = new byte[2000];

    static {
        new Random(1).nextBytes(RANDOM);
    }

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("container");
        whole = written(container -> {
            container.json("a.json", JsonNodeFactory.instance.objectNode().put("x", 0.1 + 0.2));
            container.bytes("names/may have ä space", RANDOM);
            container.array("m", Nd4j.createFromArray(new float[][] {{1, -0f}, {Float.MIN_VALUE, Float.NaN}}));
            container.bytes("empty", new byte[0]);
        });
        Files.write(file, whole);
    }

    private static byte[] written(Container.Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Container.write(out, content);
        return out.toByteArray();
    }

    @Test
    void everythingComesBackInItsOrder() throws IOException {
        Container read = Container.read(file);
        assertEquals(List.of("a.json", "names/may have ä space", "m", "empty"), List.copyOf(read.names()));
        assertEquals(0.1 + 0.2, read.json("a.json").path("x").asDouble());
        assertArrayEquals(RANDOM, read.bytes("names/may have ä space"));
        assertEquals(0, read.bytes("empty").length);
        assertTrue(assertThrows(DamagedFileException.class, () -> read.bytes("b"))
                .getMessage()
                .contains("'b'"));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertArrayEquals(
                    RANDOM,
                    zip.getInputStream(zip.getEntry("names/may have ä space")).readAllBytes());
        }
    }

    @Test
    void arraysOfAnyShapeAndOrderComeBackBitForBit() throws IOException {
        INDArray base = Nd4j.linspace(1, 60, 60).div(7).reshape(10, 6);
        List<INDArray> arrays = List.of(
                Nd4j.createFromArray(new float[] {-0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, Float.NaN}),
                base,
                base.transpose(),
                base.dup('f'),
                base.get(NDArrayIndex.interval(2, 5), NDArrayIndex.interval(1, 4)),
                Nd4j.scalar(Math.PI));
        byte[] bytes = written(container -> {
            for (int i = 0; i < arrays.size(); i++) {
                container.array("" + i, arrays.get(i));
            }
        });
        Container read = Container.read(Files.write(file, bytes));
        for (int i = 0; i < arrays.size(); i++) {
            INDArray expected = arrays.get(i).dup('c');
            INDArray found = read.array("" + i);
            assertArrayEquals(expected.shape(), found.shape());
            assertEquals(expected.dataType(), found.dataType());
            assertArrayEquals(expected.data().asDouble(), found.data().asDouble());
        }
    }

    @Test
    void aFileCutOrMadeLongerIsDamaged() throws IOException {
        for (int length = 0; length < whole.length; length += length > whole.length - 100 ? 7 : 101) {
            assertDamaged(Arrays.copyOf(whole, length), "cut to " + length);
        }
        assertDamaged(Arrays.copyOf(whole, whole.length + 1), "one byte more");
        assertDamaged(new byte[whole.length], "zeros");
    }

    /** In contents, names, the directory and the checksum itself. */
    @Test
    void aFlippedBitAnywhereIsDamage() throws IOException {
        for (int position = 0; position < whole.length; position += 5) {
            byte[] changed = whole.clone();
            changed[position] ^= (byte) (1 << position % 8);
            assertDamaged(changed, "byte " + position);
        }
    }

    private void assertDamaged(byte[] content, String what) throws IOException {
        Files.write(file, content);
        assertThrows(DamagedFileException.class, () -> Container.read(file), what);
    }
}
