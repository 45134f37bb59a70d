package org.mat4j.data.preprocess;

import java.util.Arrays;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.data.image.ImageAugmentation;
import org.mat4j.data.image.ImageShape;

/**
 * Translates and mirrors training images at random. Immutable.
 *
 * <p>As in vat_tf, it is for labeled and unlabeled training images, never for evaluation: an image is shifted by a
 * number of rows and of columns, each drawn evenly from -{@code maxTranslation} to {@code maxTranslation}, then
 * mirrored. Unlike there, it changes pixels, before the network's first layer, and an image's draw depends on its seed
 * alone, so that a training can be repeated and resumed. What enters at the border is black, or taken from a
 * {@linkplain #over background}.
 *
 * @param maxTranslation the largest shift in rows and in columns, in pixels, 0 or more and less than the image's height
 *                       and width
 * @param horizontalFlip whether images are mirrored
 */
public record Augmentation(int maxTranslation, HorizontalFlip horizontalFlip) implements ImageAugmentation {
    private static final long serialVersionUID = 1L;

    /** The largest shift in vat_tf, in pixels. */
    public static final int DEFAULT_TRANSLATION = 2;

    /** Whether training images are mirrored left to right. */
    public enum HorizontalFlip {
        /** Never: for what a mirror would spoil, such as digits. */
        NEVER,
        /** Each image with probability 1/2, drawn again every time. */
        RANDOM
    }

    /** No change. */
    public static final Augmentation NONE = new Augmentation(0, HorizontalFlip.NEVER);

    /** For digits, MNIST or SVHN, as in vat_tf: translation alone. */
    public static final Augmentation DIGITS = new Augmentation(DEFAULT_TRANSLATION, HorizontalFlip.NEVER);

    /** For CIFAR-10, as in vat_tf: translation and mirroring. */
    public static final Augmentation CIFAR_10 = new Augmentation(DEFAULT_TRANSLATION, HorizontalFlip.RANDOM);

    /** @throws IllegalArgumentException if the translation is negative */
    public Augmentation {
        Checks.require(maxTranslation >= 0, "maxTranslation", maxTranslation, "0 or more pixels");
        Objects.requireNonNull(horizontalFlip, "horizontalFlip");
    }

    /** {@return the same with another largest shift} */
    public Augmentation withMaxTranslation(int pixels) {
        return new Augmentation(pixels, horizontalFlip);
    }

    @Override
    public void requireShape(ImageShape shape) {
        Checks.require(
                maxTranslation < Math.min(shape.height(), shape.width()),
                "maxTranslation",
                maxTranslation,
                "less than " + Math.min(shape.height(), shape.width()) + " pixels for images of " + shape);
    }

    /**
     * The same with what enters at the border taken from an image.
     *
     * @param background [height, width, channels]: the {@code center} of the network's first layer, so that what enters
     *     is 0 behind a standardization
     */
    public ImageAugmentation over(float[] background) {
        return new Over(this, background.clone());
    }

    private record Over(Augmentation augmentation, float[] background) implements ImageAugmentation {
        private static final long serialVersionUID = 1L;

        @Override
        public void augment(float[] values, int offset, ImageShape shape, long seed) {
            augmentation.augment(values, offset, shape, seed, background);
        }

        @Override
        public void requireShape(ImageShape shape) {
            augmentation.requireShape(shape);
            Checks.require(
                    background.length == shape.values(),
                    "number of values of the background",
                    background.length,
                    shape.values() + " for images of " + shape);
        }
    }

    @Override
    public void augment(float[] values, int offset, ImageShape shape, long seed) {
        augment(values, offset, shape, seed, new float[shape.values()]);
    }

    private void augment(float[] values, int offset, ImageShape shape, long seed, float[] background) {
        int down = shift(seed + 1);
        int right = shift(seed + 2);
        boolean mirrored = horizontalFlip == HorizontalFlip.RANDOM && (SeedMixer.mix(seed + 3) & 1) == 1;
        if (down == 0 && right == 0 && !mirrored) {
            return;
        }
        float[] image = Arrays.copyOfRange(values, offset, offset + shape.values());
        int width = shape.width();
        int channels = shape.channels();
        for (int row = 0; row < shape.height(); row++) {
            int fromRow = row - down;
            for (int column = 0; column < width; column++) {
                int fromColumn = (mirrored ? width - 1 - column : column) - right;
                boolean inside = fromRow >= 0 && fromRow < shape.height() && fromColumn >= 0 && fromColumn < width;
                int target = (row * width + column) * channels;
                int source = inside ? (fromRow * width + fromColumn) * channels : target;
                System.arraycopy(inside ? image : background, source, values, offset + target, channels);
            }
        }
    }

    private int shift(long seed) {
        // The remainder of a number of 63 bits is even enough.
        return (int) (SeedMixer.mix(seed) % (2L * maxTranslation + 1)) - maxTranslation;
    }

    @Override
    public String toString() {
        boolean flips = horizontalFlip == HorizontalFlip.RANDOM;
        if (maxTranslation == 0) {
            return flips ? "random horizontal flip" : "none";
        }
        return "translation by at most " + maxTranslation + " pixels" + (flips ? ", random horizontal flip" : "");
    }
}
