package org.mat4j.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.testing.Damages;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.jackson.databind.JsonNode;

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
        whole = written(container());
        Files.write(file, whole);
    }

    private static Container container() {
        return new Container()
                .addJson("a.json", Map.of("x", 0.1 + 0.2))
                .add("names/may have ä space", RANDOM)
                .addArray("m", Nd4j.createFromArray(new float[][] {{1, -0f}, {Float.MIN_VALUE, Float.NaN}}))
                .add("empty", new byte[0]);
    }

    private static byte[] written(Container container) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        container.write(out);
        return out.toByteArray();
    }

    @Test
    void everythingComesBackInItsOrder() throws IOException {
        Container read = Container.read(file);
        assertEquals(List.of("a.json", "names/may have ä space", "m", "empty"), List.copyOf(read.names()));
        assertEquals(0.1 + 0.2, read.json("a.json", JsonNode.class).path("x").asDouble());
        assertArrayEquals(RANDOM, read.bytes("names/may have ä space"));
        assertEquals(0, read.bytes("empty").length);
        assertTrue(assertThrows(ZipException.class, () -> read.bytes("b"))
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
        Container container = new Container();
        for (int i = 0; i < arrays.size(); i++) {
            container.addArray("" + i, arrays.get(i));
        }
        Container read = Container.read(Files.write(file, written(container)));
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

    /** Of somebody who can compute the checksum. */
    @Test
    void entriesThatUnpackToMoreThanTheFileAreRefused() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("0".repeat(64));
            zip.putNextEntry(new ZipEntry("bomb"));
            zip.write(new byte[10_000_000]);
        }
        byte[] bytes = out.toByteArray();
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(bytes, 0, bytes.length - 64);
        byte[] digits = HexFormat.of().formatHex(sha.digest()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, bytes.length - 64, 64);
        String message =
                assertThrows(ZipException.class, () -> Container.of(bytes)).getMessage();
        assertTrue(message.contains("unpack to more than the " + bytes.length), message);
    }

    @Test
    void deepJsonAndLongNumbersAreRefused() throws IOException {
        assertEntryRefused("deeper than", "[".repeat(100_000));
        assertEntryRefused("a number of", "1".repeat(100_000));
        Container none = Container.of(written(new Container().add("x", "null".getBytes(StandardCharsets.UTF_8))));
        assertThrows(ZipException.class, () -> none.json("x", Map.class));
    }

    private static void assertEntryRefused(String culprit, String json) throws IOException {
        Container read = Container.of(written(new Container().add("x", json.getBytes(StandardCharsets.UTF_8))));
        String message = assertThrows(ZipException.class, () -> read.json("x", JsonNode.class))
                .getMessage();
        assertTrue(message.contains(culprit) && message.contains("'x'"), message);
    }

    /** ND4J would end the program. */
    @Test
    void aDamagedArrayIsRefusedOrAnotherOfTheSameLength() throws IOException {
        byte[] whole = Container.read(file).bytes("m");
        for (Damages.Damage damage : (Iterable<Damages.Damage>) Damages.of(whole, 100)::iterator) {
            Container read = Container.of(written(new Container().add("m", damage.content())));
            try {
                assertEquals(4, read.array("m").length(), damage::toString);
                assertEquals(Damages.Kind.FLIP, damage.kind(), damage::toString);
            } catch (ZipException e) {
                assertTrue(e.getMessage().contains("'m'"), e.getMessage());
            }
        }
    }

    @Test
    void aNameIsUsedOnce() {
        Container container = container();
        String message = assertThrows(IllegalArgumentException.class, () -> container.add("m", RANDOM))
                .getMessage();
        assertTrue(message.contains("'m' twice"), message);
    }

    @Test
    void aFullDiskAtAnyPointLeavesTheOldFile() throws IOException {
        for (int room = 0; room < whole.length; room += 1 + whole.length / 40) {
            int bytes = room;
            IOException e = assertThrows(
                    IOException.class,
                    () -> AtomicFile.write(file, out -> container().write(new FullDisk(out, bytes))));

            assertEquals("No space left on device", e.getMessage());
            assertArrayEquals(whole, Files.readAllBytes(file));
            try (var files = Files.list(folder)) {
                assertEquals(1, files.count(), "nothing half-written stays");
            }
        }
    }

    private void assertDamaged(byte[] content, String what) throws IOException {
        Files.write(file, content);
        assertThrows(ZipException.class, () -> Container.read(file), what);
    }

    /** Takes so many bytes. */
    private static final class FullDisk extends FilterOutputStream {

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
