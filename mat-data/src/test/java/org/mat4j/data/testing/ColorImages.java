package org.mat4j.data.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** Made-up color images of 32 x 32 pixels, and files of them in the layouts of CIFAR-10 and SVHN. */
public final class ColorImages {
    public static final int RECORD = 3073;

    private ColorImages() {}

    /** The value at a place of an image; no two of the four numbers can be confused without changing some. */
    public static int value(int image, int row, int column, int channel) {
        return (image * 7 + row * 31 + column * 5 + channel * 101 + row * column) & 0xff;
    }

    /** Compares every value of images {@code from} to {@code from + count - 1} with those of images 0 to count - 1. */
    public static void assertPixels(ImageData data, int from, int count) {
        assertEquals(new ImageShape(32, 32, 3), data.shape());
        for (int i = 0; i < count; i++) {
            for (int row = 0; row < 32; row++) {
                for (int column = 0; column < 32; column++) {
                    for (int channel = 0; channel < 3; channel++) {
                        int place = i * 1_000_000 + row * 10_000 + column * 100 + channel;
                        assertEquals(
                                value(i, row, column, channel),
                                data.pixel(from + i, row, column, channel),
                                () -> "image, row, column, channel " + place);
                    }
                }
            }
        }
    }

    /** A file of CIFAR-10, an image for each label. */
    public static byte[] cifar(int... labels) {
        return cifar100(
                IntStream.of(labels).mapToObj(label -> new int[] {label}).toArray(int[][]::new));
    }

    /** A file of CIFAR-100, an image for each pair of a coarse and a fine label. */
    public static byte[] cifar100(int[]... labels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < labels.length; i++) {
            IntStream.of(labels[i]).forEach(bytes::write);
            for (int channel = 0; channel < 3; channel++) {
                for (int row = 0; row < 32; row++) {
                    for (int column = 0; column < 32; column++) {
                        bytes.write(value(i, row, column, channel));
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    /** The variable X of SVHN, so many images. */
    public static Matrix svhnPixels(int count) {
        Matrix pixels = Mat5.newMatrix(new int[] {32, 32, 3, count}, MatlabType.UInt8);
        for (int i = 0; i < count; i++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int row = 0; row < 32; row++) {
                    for (int column = 0; column < 32; column++) {
                        pixels.setLong(new int[] {row, column, channel, i}, value(i, row, column, channel));
                    }
                }
            }
        }
        return pixels;
    }

    /** The variable y of SVHN. */
    public static Matrix svhnLabels(MatlabType type, double... labels) {
        Matrix matrix = Mat5.newMatrix(labels.length, 1, type);
        for (int i = 0; i < labels.length; i++) {
            matrix.setDouble(i, labels[i]);
        }
        return matrix;
    }

    /** A file of SVHN, an image for each label. */
    public static Path svhn(Path file, double... labels) {
        return mat(file, "X", svhnPixels(labels.length), "y", svhnLabels(MatlabType.UInt8, labels));
    }

    /** A MATLAB file, compressed as MATLAB does it, of names and arrays in turns. */
    public static Path mat(Path file, Object... variables) {
        return matOfLevel(file, Deflater.DEFAULT_COMPRESSION, variables);
    }

    /** A MATLAB file of a level of {@link Deflater}, of names and arrays in turns. */
    public static Path matOfLevel(Path file, int deflateLevel, Object... variables) {
        Mat5File content = Mat5.newMatFile();
        for (int i = 0; i < variables.length; i += 2) {
            content.addArray((String) variables[i], (Array) variables[i + 1]);
        }
        try {
            Files.deleteIfExists(file);
            try (Sink sink = Sinks.newStreamingFile(file.toFile())) {
                Mat5.newWriter(sink).setDeflateLevel(deflateLevel).writeMat(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
