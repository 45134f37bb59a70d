package org.mat4j.data.preprocess;

import java.util.Arrays;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.UnlabeledImages;

/** (x - mean) / deviation with a mean and a deviation for each channel, where x is in [0, 1]. */
final class ChannelStandardization implements FittedPreprocessing {
    private static final long serialVersionUID = 1L;
    private static final int LEVELS = 256;

    private final ImageShape shape;
    private final float[] mean;
    private final float[] deviation;

    /** What each byte becomes in each channel, [channels, 256]. */
    private final float[] table;

    /**
     * @param mean      [channels], the caller gives it away
     * @param deviation [channels], above 0; the caller gives it away
     */
    ChannelStandardization(ImageShape shape, float[] mean, float[] deviation) {
        this.shape = shape;
        this.mean = mean;
        this.deviation = deviation;
        this.table = new float[shape.channels() * LEVELS];
        for (int c = 0; c < shape.channels(); c++) {
            for (int level = 0; level < LEVELS; level++) {
                table[c * LEVELS + level] = (level / 255f - mean[c]) / deviation[c];
            }
        }
    }

    /** By a histogram of each channel, which is exact. */
    static ChannelStandardization fit(UnlabeledImages training) {
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
            if (Arrays.stream(counts[c]).filter(count -> count > 0).count() < 2) {
                throw new IllegalArgumentException("standardization: expected at least two values in each channel of"
                        + " the training images, found " + Math.round(m) + " everywhere in channel " + c);
            }
            mean[c] = (float) (m / 255);
            deviation[c] = (float) (Math.sqrt(variance) / 255);
        }
        return new ChannelStandardization(shape, mean, deviation);
    }

    ImageShape shape() {
        return shape;
    }

    float[] mean() {
        return mean.clone();
    }

    float[] deviation() {
        return deviation.clone();
    }

    @Override
    public PreprocessingKind kind() {
        return PreprocessingKind.STANDARDIZED;
    }

    @Override
    public void requireShape(ImageShape other) {
        Shapes.require(shape, other, kind());
    }

    @Override
    public void apply(byte[] pixels, float[] values, ImageShape imageShape) {
        int channels = imageShape.channels();
        for (int i = 0; i < pixels.length; i++) {
            values[i] = table[i % channels * LEVELS + Byte.toUnsignedInt(pixels[i])];
        }
    }

    @Override
    public String toString() {
        return "standardized by channel, mean " + Arrays.toString(mean) + ", deviation " + Arrays.toString(deviation);
    }
}
