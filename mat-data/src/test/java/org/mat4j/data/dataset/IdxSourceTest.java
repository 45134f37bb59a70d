package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.messageOf;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.dataset.IdxSource.Orientation;
import org.mat4j.data.dataset.IdxSource.Pair;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.testing.IdxWriter;
import org.mat4j.data.testing.Samples;

/** Files in the layout of MNIST's with other labels and orientations. */
class IdxSourceTest {

    private static final TestSplit HALF = new TestSplit(0.5);

    @TempDir
    private Path folder;

    /** Four images of 2 x 3 with the values 0 to 5, 6 to 11 and so on. */
    private Pair pair(Orientation orientation, byte[] labels) {
        byte[] pixels = new byte[24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        Samples.write(folder, "images", IdxWriter.images(pixels, 4, 2, 3));
        Samples.write(folder, "labels", labels);
        return new Pair(folder.resolve("images"), folder.resolve("labels"), orientation);
    }

    @Test
    void lettersThatStartAtOneAndLieOnTheirSide() {
        Pair letters = pair(Orientation.COLUMNS, IdxWriter.labels(Samples.bytes(3, 1, 1, 3)));
        IdxSource source = IdxSource.read(letters, Optional.empty(), letters);
        ImageData data = source.load(Part.TRAIN);

        assertEquals(List.of("1", "3"), source.classNames());
        assertArrayEquals(new int[] {1, 0, 0, 1}, data.labels());
        assertArrayEquals(new long[] {3, 2, 1}, source.inputShape());
        // Of the second image 6 7 8 / 9 10 11.
        assertEquals(9, data.pixel(1, 0, 1, 0));
        assertEquals(8, data.pixel(1, 2, 0, 0));
    }

    @Test
    void rowsOfIntegersHaveTheClassInFront() {
        ByteBuffer wide =
                ByteBuffer.allocate(12 + 4 * 8 * 4).putInt(0xC02).putInt(4).putInt(8);
        for (int label : new int[] {7, 2, 2, 7}) {
            wide.putInt(label);
            for (int more = 0; more < 7; more++) {
                wide.putInt(1000 + more);
            }
        }
        IdxSource source = IdxSource.read(pair(Orientation.ROWS, wide.array()), Optional.empty(), HALF);

        assertEquals(List.of("2", "7"), source.classNames());
        assertArrayEquals(new int[] {1, 1}, source.load(Part.TEST).classCounts());
        assertArrayEquals(new int[] {1, 1}, source.load(Part.TRAIN).classCounts());
        Pair bad = pair(Orientation.ROWS, wide.putInt(12, 256).array());
        assertContains(
                messageOf(InvalidDataException.class, () -> IdxSource.read(bad, Optional.empty(), HALF)),
                "label 256 at index 0");
    }

    @Test
    void aModelsClassesKeepTheirOrder() {
        Pair files = pair(Orientation.ROWS, IdxWriter.labels(Samples.bytes(3, 1, 1, 3)));

        assertArrayEquals(
                new int[] {0, 2, 2, 0},
                IdxSource.test(files, List.of("3", "2", "1")).load(Part.TEST).labels());
        assertContains(
                messageOf(InvalidDataException.class, () -> IdxSource.test(files, List.of("1", "2"))),
                "labels among [1, 2]",
                "3 at index 0");
    }
}
