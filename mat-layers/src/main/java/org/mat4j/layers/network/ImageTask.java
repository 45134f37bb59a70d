package org.mat4j.layers.network;

/**
 * What a network for images is asked to do.
 *
 * @param height of the images in pixels
 * @param width of the images in pixels
 * @param channels 1 for gray, 3 for color
 * @param classCount number of classes, at least 2
 */
public record ImageTask(int height, int width, int channels, int classCount) {

    /** 28 x 28 gray images in 10 classes: MNIST and Fashion-MNIST. */
    public static final ImageTask MNIST = new ImageTask(28, 28, 1, 10);

    /** 32 x 32 color images in 10 classes: CIFAR-10 and SVHN. */
    public static final ImageTask CIFAR_10 = new ImageTask(32, 32, 3, 10);

    /** Checks the values. */
    public ImageTask {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("images of " + height + " x " + width + " pixels and " + channels
                    + " channels; expected all to be at least 1");
        }
        if (classCount < 2) {
            throw new IllegalArgumentException(classCount + " classes; expected at least 2");
        }
    }

    /** [height, width, channels]. */
    public long[] inputShape() {
        return new long[] {height, width, channels};
    }

    /**
     * Fails if the images are too small for a network.
     *
     * @param poolings how often it halves them
     * @param rest pixels that must be left in height and width
     */
    void requirePoolings(int poolings, int rest, String network) {
        // No image has 2^31 pixels in height, and a shift by more would wrap around.
        long smallest = (long) rest << Math.min(poolings, Integer.SIZE);
        if (height < smallest || width < smallest) {
            throw new IllegalArgumentException(network + " needs images of at least " + smallest + " x " + smallest
                    + " pixels, got " + height + " x " + width);
        }
    }
}
