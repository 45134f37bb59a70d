package org.mat4j.lab.plot.gallery;

/**
 * An image under attack.
 *
 * @param original the image before the attack
 * @param adversarial the image after it, of the same shape
 * @param label its true class
 * @param before the class predicted for the original
 * @param after the class predicted for the adversarial image
 */
public record GalleryExample(PixelImage original, PixelImage adversarial, int label, int before, int after) {

    /** Checks shapes and classes. */
    public GalleryExample {
        if (!adversarial.hasShapeOf(original)) {
            throw new IllegalArgumentException("adversarial image: expected the shape of the original, "
                    + shape(original) + ", found " + shape(adversarial));
        }
        if (label < 0 || before < 0 || after < 0) {
            throw new IllegalArgumentException(
                    "classes: expected numbers from 0, found " + label + ", " + before + " and " + after);
        }
    }

    /** The L2 norm of what the attack added, over all values of the image. */
    public double norm() {
        double squares = 0;
        for (double[][] row : adversarial.minus(original)) {
            for (double[] pixel : row) {
                for (double value : pixel) {
                    squares += value * value;
                }
            }
        }
        return Math.sqrt(squares);
    }

    /**
     * What the attack added, amplified around gray: where it added nothing the image is gray, where it added it is lighter
     * and where it took away darker.
     *
     * @param factor that the difference is multiplied with
     */
    public PixelImage perturbation(double factor) {
        double[][][] values = adversarial.minus(original);
        for (double[][] row : values) {
            for (double[] pixel : row) {
                for (int c = 0; c < pixel.length; c++) {
                    pixel[c] = 0.5 + factor * pixel[c];
                }
            }
        }
        return new PixelImage(values);
    }

    private static String shape(PixelImage image) {
        return "[" + image.height() + ", " + image.width() + ", " + image.channels() + "]";
    }
}
