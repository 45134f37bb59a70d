package org.mat4j.data.preprocess;

import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.UnlabeledImages;

/** Fits a {@link Standardization} by a histogram of each channel, which is exact. */
final class StandardizationFit {
    private static final int LEVELS = 256;

    private StandardizationFit() {}

    static Standardization of(UnlabeledImages training) {
        ImageShape shape = training.shape();
        long[][] counts = new long[shape.channels()][LEVELS];
        byte[] image = new byte[shape.values()];
        for (int i = 0; i < training.size(); i++) {
            training.copyPixels(i, image, 0);
            for (int v = 0; v < image.length; v++) {
                counts[v % shape.channels()][Byte.toUnsignedInt(image[v])]++;
            }
        }
        float[] mean = new float[shape.channels()];
        float[] deviation = new float[shape.channels()];
        double n = (double) training.size() * shape.height() * shape.width();
        for (int c = 0; c < shape.channels(); c++) {
            double m = 0;
            for (int level = 0; level < LEVELS; level++) {
                m += counts[c][level] * level / n;
            }
            double variance = 0;
            for (int level = 0; level < LEVELS; level++) {
                variance += counts[c][level] * (level - m) * (level - m) / n;
            }
            Checks.require(
                    Arrays.stream(counts[c]).filter(count -> count > 0).count() > 1,
                    "channel " + c + " of the training images",
                    Math.round(m) + " everywhere",
                    "at least two values to standardize");
            mean[c] = (float) (m / 255);
            deviation[c] = (float) (Math.sqrt(variance) / 255);
        }
        return new Standardization(mean, deviation);
    }
}
