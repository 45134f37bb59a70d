package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mat4j.data.Provenance.Verification;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** The embedded sample is real, whole, balanced and small. */
class SampleTest {
    private static final ImageData TRAIN = Datasets.load(ImageDataset.SAMPLE, Part.TRAIN);
    private static final ImageData TEST = Datasets.load(ImageDataset.SAMPLE, Part.TEST);

    private static final List<DataFile> SAMPLE_FILES = Stream.of(Part.values())
            .flatMap(part -> ImageDataset.SAMPLE.files(part).stream())
            .toList();

    @Test
    void hasAsManyOfEveryClass() {
        int[] train = new int[10];
        Arrays.fill(train, 500);
        assertArrayEquals(train, TRAIN.classCounts());
        int[] test = new int[10];
        Arrays.fill(test, 100);
        assertArrayEquals(test, TEST.classCounts());
        assertEquals(new ImageShape(28, 28, 1), TRAIN.shape());
    }

    @Test
    void isVerifiedAndSaysThatItIsEmbedded() {
        for (ImageData data : new ImageData[] {TRAIN, TEST}) {
            assertEquals(Verification.VERIFIED, data.provenance().verification());
            assertEquals("embedded", data.provenance().source());
            assertEquals(ImageDataset.SAMPLE.classNames(), data.classNames());
        }
        assertTrue(TRAIN.provenance()
                .toString()
                .contains(
                        ImageDataset.SAMPLE.files(Part.TRAIN).get(0).checksum().hex()));
        assertNotEquals(TRAIN.provenance(), TEST.provenance());
    }

    @Test
    void looksLikeDigits() {
        // The means of the whole: 0.1307 and 0.1325. Digits are centered, so that the corners are empty.
        assertEquals(0.1307, mean(TRAIN), 0.005);
        assertEquals(0.1325, mean(TEST), 0.005);
        int brightest = 0;
        for (int i = 0; i < TRAIN.size(); i++) {
            for (int row = 0; row < 28; row++) {
                brightest = Math.max(brightest, TRAIN.pixel(i, row, 14, 0));
            }
            assertEquals(0, TRAIN.pixel(i, 0, 0, 0), "top left of " + i);
            assertEquals(0, TRAIN.pixel(i, 27, 27, 0), "bottom right of " + i);
        }
        assertEquals(255, brightest);
    }

    @Test
    void hasNoImageTwiceAndSharesNoneBetweenTheParts() {
        Set<String> seen = new HashSet<>();
        for (ImageData data : new ImageData[] {TRAIN, TEST}) {
            for (int i = 0; i < data.size(); i++) {
                assertTrue(seen.add(Arrays.toString(pixels(data, i))), data + ", index " + i);
            }
        }
    }

    @Test
    void classesAreMixedInOrder() {
        Set<Integer> early = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            early.add(TRAIN.label(i));
        }
        assertEquals(10, early.size());
    }

    @Test
    void takesLessThanTwoMegabytes() throws IOException {
        long bytes = 0;
        for (DataFile file : SAMPLE_FILES) {
            try (InputStream in = getClass().getResourceAsStream(file.name())) {
                bytes += in.readAllBytes().length;
            }
        }
        assertTrue(bytes < 2_000_000, bytes + " bytes");
    }

    @Test
    void noticeNamesOriginAndLicenceInBothPlaces() throws IOException {
        String notice = Files.readString(Path.of("NOTICE"));
        for (DataFile file : SAMPLE_FILES) {
            assertTrue(notice.contains(file.name()), file.name());
        }
        assertTrue(notice.contains("Yann LeCun, Corinna Cortes and Christopher J. C. Burges"));
        assertTrue(notice.contains("Attribution-ShareAlike 3.0"));
        assertEquals(notice, Files.readString(Path.of("src/main/resources/META-INF/NOTICE")));
    }

    private static byte[] pixels(ImageData data, int index) {
        byte[] pixels = new byte[data.shape().values()];
        data.unlabeled().copyPixels(index, pixels, 0);
        return pixels;
    }

    private static double mean(ImageData data) {
        long sum = 0;
        for (int i = 0; i < data.size(); i++) {
            for (byte value : pixels(data, i)) {
                sum += Byte.toUnsignedInt(value);
            }
        }
        return sum / (255.0 * data.size() * data.shape().values());
    }
}
