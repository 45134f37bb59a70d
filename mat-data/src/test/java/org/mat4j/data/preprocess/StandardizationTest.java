package org.mat4j.data.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scaling and standardization. */
class StandardizationTest {
    private static final ImageShape SHAPE = new ImageShape(3, 4, 3);
    private static final ImageData DATA = RandomImages.of(200, SHAPE, 1);

    @Test
    void scalingDividesBy255() {
        FittedPreprocessing scaled = Preprocessing.SCALED.fit(DATA.unlabeled());
        assertEquals(PreprocessingKind.SCALED, scaled.kind());
        INDArray features = scaled.features(RandomImages.pixels(DATA), SHAPE);
        assertArrayEquals(new long[] {200, 3, 4, 3}, features.shape());
        assertEquals(DataType.FLOAT, features.dataType());
        for (int n = 0; n < 200; n++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(DATA.pixel(n, 2, 1, c) / 255f, features.getFloat(n, 2, 1, c));
            }
        }
        // Any shape will do.
        assertEquals(2, scaled.features(new byte[4], new ImageShape(2, 1, 1)).size(0));
    }

    @Test
    void standardizationIsThatOfANaiveMeanAndDeviation() {
        double[][] x = RandomImages.unitRange(DATA);
        double[][] y = RandomImages.preprocessed(Preprocessing.STANDARDIZED.fit(DATA.unlabeled()), DATA);
        for (int c = 0; c < 3; c++) {
            double mean = 0;
            double count = 0;
            for (double[] image : x) {
                for (int v = c; v < image.length; v += 3) {
                    mean += image[v];
                    count++;
                }
            }
            mean /= count;
            double variance = 0;
            for (double[] image : x) {
                for (int v = c; v < image.length; v += 3) {
                    variance += (image[v] - mean) * (image[v] - mean) / count;
                }
            }
            for (int n = 0; n < x.length; n++) {
                for (int v = c; v < x[n].length; v += 3) {
                    assertEquals((x[n][v] - mean) / Math.sqrt(variance), y[n][v], 1e-5);
                }
            }
        }
    }

    @Test
    void otherImagesAreStandardizedByTheTrainingImages() {
        FittedPreprocessing fitted = Preprocessing.STANDARDIZED.fit(DATA.unlabeled());
        ImageData other = RandomImages.of(5, SHAPE, 2);
        byte[] training = RandomImages.pixels(DATA);
        byte[] pixels = RandomImages.pixels(other);
        double[][] y = RandomImages.preprocessed(fitted, other);
        double[][] known = RandomImages.preprocessed(fitted, DATA);
        // The same byte in the same channel becomes the same value.
        int compared = 0;
        for (int i = 0; i < pixels.length; i++) {
            for (int j = i % 3; j < training.length; j += 3) {
                if (pixels[i] == training[j]) {
                    assertEquals(known[j / 36][j % 36], y[i / 36][i % 36]);
                    compared++;
                    break;
                }
            }
        }
        assertTrue(compared > 100, () -> "the test compares something");
    }

    @Test
    void aConstantChannelIsRefused() {
        byte[] pixels = {7, 1, 7, 2, 7, 3, 7, 4};
        ImageData data = RandomImages.of(pixels, new ImageShape(2, 1, 2));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Preprocessing.STANDARDIZED.fit(data.unlabeled()))
                .getMessage();
        assertTrue(message.contains("found 7 everywhere in channel 0"), message);
    }

    @Test
    void imagesOfAnotherShapeOrNoWholeImagesAreRefused() {
        FittedPreprocessing fitted = Preprocessing.STANDARDIZED.fit(DATA.unlabeled());
        ImageShape other = new ImageShape(4, 3, 3);
        String shape = assertThrows(IllegalArgumentException.class, () -> fitted.features(new byte[36], other))
                .getMessage();
        assertTrue(shape.contains("expected images of 3 x 4 x 3") && shape.contains("found 4 x 3 x 3"), shape);
        for (int length : new int[] {0, 35, 37}) {
            String bytes = assertThrows(IllegalArgumentException.class, () -> fitted.features(new byte[length], SHAPE))
                    .getMessage();
            assertTrue(bytes.contains("= 36 bytes each, found " + length + " bytes"), bytes);
        }
    }
}
