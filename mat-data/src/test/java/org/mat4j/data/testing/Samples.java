package org.mat4j.data.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mat4j.data.Provenance;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** Small made-up data for the tests. */
public final class Samples {
    private Samples() {}

    /** Examples with the given labels; value v of example i is (31 i + v) mod 256. */
    public static ImageData withLabels(int classCount, ImageShape shape, int... labels) {
        return ImageData.of(
                pixels(labels.length, shape.values()),
                bytes(labels),
                shape,
                classCount,
                Provenance.of("made up", "test"));
    }

    /** {@code size} examples of 2 x 3 x 1, where the label of example i is i mod classCount. */
    public static ImageData cyclic(int size, int classCount) {
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % classCount;
        }
        return withLabels(classCount, new ImageShape(2, 3, 1), labels);
    }

    public static byte[] pixels(int count, int values) {
        byte[] pixels = new byte[count * values];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (31 * (i / values) + i % values);
        }
        return pixels;
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    public static Path write(Path directory, String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
