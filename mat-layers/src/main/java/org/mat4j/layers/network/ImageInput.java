package org.mat4j.layers.network;

import org.mat4j.core.check.Checks;

/**
 * Images.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param channels 1 for gray, 3 for color
 * @param classCount number of classes, at least 2
 */
public record ImageInput(int height, int width, int channels, int classCount) implements Input {

    /** 28 x 28 gray images in 10 classes: MNIST and Fashion-MNIST. */
    public static final ImageInput MNIST = new ImageInput(28, 28, 1, 10);

    /** 32 x 32 color images in 10 classes: CIFAR-10 and SVHN. */
    public static final ImageInput CIFAR_10 = new ImageInput(32, 32, 3, 10);

    public ImageInput {
        Checks.require(height >= 1, "image height", height, "at least 1");
        Checks.require(width >= 1, "image width", width, "at least 1");
        Checks.require(channels >= 1, "number of channels", channels, "at least 1");
        Checks.require(classCount >= 2, "number of classes", classCount, "at least 2");
    }

    /** [height, width, channels]. */
    @Override
    public long[] shape() {
        return new long[] {height, width, channels};
    }

    /** Fails if images that are halved this often have fewer pixels left in height or width than the rest. */
    void requirePoolings(int poolings, int rest, String network) {
        // No image has 2^31 pixels in height, and a shift by more would wrap around.
        long smallest = (long) rest << Math.min(poolings, Integer.SIZE);
        Checks.require(
                Math.min(height, width) >= smallest,
                "image size for " + network,
                height + " x " + width,
                "at least " + smallest + " x " + smallest + " pixels for its " + poolings + " poolings");
    }
}
