package org.mat4j.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.messageOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays of NumPy, against ND4J's writer and headers written by hand. */
class NpyFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE", "INT", "LONG"})
    void readsWhatNd4jWrites(DataType type) throws IOException {
        INDArray array =
                Nd4j.create(new double[][] {{1, -2, 3}, {4, 5, -60000}}).castTo(type);
        Path file = folder.resolve("array.npy");
        Nd4j.writeAsNumpy(array, file.toFile());
        NpyFile read = NpyFile.read(file);

        assertArrayEquals(new long[] {2, 3}, read.shape());
        assertArrayEquals(new double[] {1, -2, 3, 4, 5, -60000}, read.values());
    }

    @Test
    void readsOtherTypesAndOrders() throws IOException {
        byte[] small = {0, 1, (byte) 200};
        assertArrayEquals(
                new double[] {0, 1, 200},
                NpyFile.read(file(1, "|u1", "False", "3,", small)).values());
        assertArrayEquals(
                new double[] {0, 1, -56},
                NpyFile.read(file(2, "|i1", "False", "3,", small)).values());
        byte[] big = ByteBuffer.allocate(8).putInt(7).putInt(-1).array();
        assertArrayEquals(
                new double[] {7, -1},
                NpyFile.read(file(3, ">i4", "False", "2,", big)).values());
        assertArrayEquals(
                new double[] {7, 4294967295.0},
                NpyFile.read(file(1, ">u4", "False", "2, 1", big)).values());
        // Columns 1 2 3 and 4 5 6 of a matrix [3, 2].
        byte[] columns = {1, 2, 3, 4, 5, 6};
        assertArrayEquals(
                new double[] {1, 4, 2, 5, 3, 6},
                NpyFile.read(file(1, "|u1", "True", "3, 2", columns)).values());
    }

    private Path file(int version, String type, String fortran, String shape, byte[] data) throws IOException {
        return file(
                version,
                "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': (" + shape + "), }      \n",
                data);
    }

    private Path file(int version, String header, byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x93);
        out.writeBytes("NUMPY".getBytes(StandardCharsets.US_ASCII));
        out.write(version);
        out.write(0);
        ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
        out.writeBytes(
                (version == 1 ? length.putShort((short) header.length()) : length.putInt(header.length())).array());
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(data);
        return Files.write(folder.resolve("hand.npy"), out.toByteArray());
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of("<f4", "False", "3,", 11, List.of("12 bytes", "[3]", "found 11")),
                Arguments.of("<f4", "False", "99999999999,", 4, List.of("399999999996 bytes")),
                Arguments.of("<U5", "False", "3,", 60, List.of("'<U5'", "f4, f8")),
                Arguments.of("|O", "False", "3,", 24, List.of("'|O'")),
                Arguments.of("<f4", "Perhaps", "3,", 12, List.of("fortran_order")),
                Arguments.of("|u1", "True", "1, 1, 1", 1, List.of("Fortran", "found 3")));
    }

    @ParameterizedTest
    @MethodSource
    void damaged(String type, String fortran, String shape, int bytes, List<String> parts) throws IOException {
        Path file = file(1, type, fortran, shape, new byte[bytes]);
        String message = messageOf(InvalidDataException.class, () -> NpyFile.read(file));
        assertContains(message, "hand.npy");
        assertContains(message, parts.toArray(String[]::new));
    }

    @Test
    void everyCutIsTold() throws IOException {
        byte[] whole = Files.readAllBytes(file(1, "<f4", "False", "3,", new byte[12]));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
            assertContains(messageOf(InvalidDataException.class, () -> NpyFile.read(cut)), "cut.npy");
        }
        assertThrows(MissingDataException.class, () -> NpyFile.read(folder.resolve("none.npy")));
    }
}
