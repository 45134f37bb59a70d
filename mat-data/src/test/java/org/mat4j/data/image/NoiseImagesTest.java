package org.mat4j.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.mat4j.data.testing.Messages.assertRefused;

import org.junit.jupiter.api.Test;
import org.mat4j.data.Provenance;

/** Noise has the moments it should have, and is that of its seed. */
class NoiseImagesTest {

    private static final ImageShape SHAPE = new ImageShape(30, 20, 2);

    private static double[] moments(ImageData images, int channel) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = 0; i < images.size(); i++) {
            for (int p = 0; p < SHAPE.height() * SHAPE.width(); p++) {
                double value = images.pixel(i, p / SHAPE.width(), p % SHAPE.width(), channel);
                sum += value;
                squares += value * value;
                n++;
            }
        }
        return new double[] {sum / n, Math.sqrt(squares / n - sum / n * sum / n)};
    }

    @Test
    void uniformNoiseTakesEveryValueAlike() {
        ImageData noise = NoiseImages.uniform(SHAPE, 50, 3);
        assertEquals(50, noise.size());
        assertEquals(SHAPE, noise.shape());
        int[] counts = new int[256];
        for (int i = 0; i < 50; i++) {
            for (int v = 0; v < SHAPE.values(); v++) {
                counts[noise.pixel(i, v / 40, v / 2 % 20, v % 2)]++;
            }
        }
        double expected = 50.0 * SHAPE.values() / 256; // 234, with a deviation of 15
        for (int count : counts) {
            assertEquals(expected, count, 75);
        }
    }

    @Test
    void gaussianNoiseHasTheMomentsOfEachChannel() {
        byte[] pixels = new byte[2 * SHAPE.values()];
        for (int v = 0; v < pixels.length; v++) {
            pixels[v] = (byte) (v % 2 == 0 ? 80 + 40 * (v / 2 % 2) : 140 + 20 * (v / 2 % 2));
        }
        ImageData like = ImageData.of(pixels, new byte[2], SHAPE, 1, Provenance.of("stripes", "test"));
        ImageData noise = NoiseImages.gaussian(like, 100, 5);
        double[] first = moments(noise, 0);
        assertEquals(100, first[0], 0.5);
        assertEquals(20, first[1], 0.5);
        double[] second = moments(noise, 1);
        assertEquals(150, second[0], 0.25);
        assertEquals(10, second[1], 0.25);
        assertEquals(
                "Gaussian noise (mean and deviation of stripes, seed 5; unchecked)",
                noise.provenance().toString());
    }

    @Test
    void theSeedDecides() {
        assertEquals(firstValues(2, 7), firstValues(1, 7));
        assertNotEquals(firstValues(1, 8), firstValues(1, 7));
        assertRefused(() -> NoiseImages.uniform(SHAPE, 0, 1), "noise images is 0");
    }

    private static String firstValues(int count, long seed) {
        ImageData images = NoiseImages.uniform(SHAPE, count, seed);
        StringBuilder values = new StringBuilder();
        for (int c = 0; c < 20; c++) {
            values.append(images.pixel(0, 0, c, 0)).append(' ');
        }
        return values.toString();
    }
}
