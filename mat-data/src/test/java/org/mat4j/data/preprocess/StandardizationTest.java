package org.mat4j.data.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mat4j.core.network.InputLayer;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** Scaling and standardization. */
class StandardizationTest {
    private static final ImageShape SHAPE = new ImageShape(3, 4, 3);
    private static final ImageData DATA = RandomImages.of(200, SHAPE, 1);

    @Test
    void scaledImagesNeedNoLayer() {
        assertSame(InputLayer.NONE, Preprocessing.SCALED.fit(DATA.unlabeled()));
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
        InputLayer fitted = Preprocessing.STANDARDIZED.fit(DATA.unlabeled());
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
        assertTrue(message.contains("channel 0") && message.contains("7 everywhere"), message);
    }
}
