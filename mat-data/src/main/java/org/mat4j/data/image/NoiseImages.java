package org.mat4j.data.image;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.mat4j.core.check.Checks;
import org.mat4j.data.Provenance;

/** Images of independent random pixels, all of one class. The same seed gives the same images. */
public final class NoiseImages {
    private NoiseImages() {}

    /**
     * Each value is uniform on 0 to 255.
     *
     * @param count at least 1
     */
    public static ImageData uniform(ImageShape shape, int count, long seed) {
        Random random = new Random(seed);
        return filled(shape, count, channel -> random.nextInt(256), "uniform noise", "seed " + seed);
    }

    /**
     * Each value is normal with the mean and the deviation that its channel has over all pixels of some images, rounded and
     * clipped to 0 to 255, which brings the mean of dark images up.
     *
     * @param count at least 1
     */
    public static ImageData gaussian(ImageData like, int count, long seed) {
        ImageShape shape = like.shape();
        int channels = shape.channels();
        double[] sums = new double[channels];
        double[] squares = new double[channels];
        byte[] image = new byte[shape.values()];
        for (int i = 0; i < like.size(); i++) {
            like.unlabeled().copyPixels(i, image, 0);
            for (int v = 0; v < image.length; v++) {
                int value = Byte.toUnsignedInt(image[v]);
                sums[v % channels] += value;
                squares[v % channels] += value * value;
            }
        }
        double pixels = (double) like.size() * shape.height() * shape.width();
        double[] means = new double[channels];
        double[] deviations = new double[channels];
        for (int c = 0; c < channels; c++) {
            means[c] = sums[c] / pixels;
            deviations[c] = Math.sqrt(squares[c] / pixels - means[c] * means[c]);
        }
        Random random = new Random(seed);
        IntUnaryOperator value =
                c -> (int) Math.max(0, Math.min(255, Math.round(means[c] + deviations[c] * random.nextGaussian())));
        String source = "mean and deviation of " + like.provenance().name() + ", seed " + seed;
        return filled(shape, count, value, "Gaussian noise", source);
    }

    private static ImageData filled(ImageShape shape, int count, IntUnaryOperator value, String name, String source) {
        Checks.atLeast(1, "number of noise images", count);
        byte[] pixels = new byte[Math.multiplyExact(count, shape.values())];
        for (int v = 0; v < pixels.length; v++) {
            pixels[v] = (byte) value.applyAsInt(v % shape.channels());
        }
        return ImageData.owning(pixels, new byte[count], shape, 1, Provenance.of(name, source));
    }
}
