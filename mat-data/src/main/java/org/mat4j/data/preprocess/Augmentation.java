package org.mat4j.data.preprocess;

import java.util.Arrays;
import java.util.Objects;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.data.image.ImageAugmentation;
import org.mat4j.data.image.ImageShape;

/**
 * Translates and mirrors training images at random. Immutable.
 *
 * <p>As in vat_tf, it comes after the preprocessing, on labeled and unlabeled training images, never in evaluation: an
 * image is shifted by a number of rows and of columns, each drawn evenly from -{@code maxTranslation} to
 * {@code maxTranslation}, then mirrored. What enters at the border is 0 in the network's input: black if that is scaled
 * to [0, 1], the mean image's value if it is whitened or standardized. Unlike there, an image's draw depends on its
 * seed alone, so that a training can be repeated and resumed.
 *
 * @param maxTranslation the largest shift in rows and in columns, in pixels, 0 or more and less than the image's height
 *                       and width
 * @param horizontalFlip whether images are mirrored
 */
public record Augmentation(int maxTranslation, HorizontalFlip horizontalFlip) implements ImageAugmentation {
    private static final long serialVersionUID = 1L;

    /** The largest shift in vat_tf, in pixels. */
    public static final int DEFAULT_TRANSLATION = 2;

    /** No change. */
    public static final Augmentation NONE = new Augmentation(0, HorizontalFlip.NEVER);

    /** For digits, MNIST or SVHN, as in vat_tf: translation alone. */
    public static final Augmentation DIGITS = new Augmentation(DEFAULT_TRANSLATION, HorizontalFlip.NEVER);

    /** For CIFAR-10, as in vat_tf: translation and mirroring. */
    public static final Augmentation CIFAR_10 = new Augmentation(DEFAULT_TRANSLATION, HorizontalFlip.RANDOM);

    /**
     * @throws IllegalArgumentException if the translation is negative
     */
    public Augmentation {
        if (maxTranslation < 0) {
            throw new IllegalArgumentException("maxTranslation: expected 0 or more pixels, found " + maxTranslation);
        }
        Objects.requireNonNull(horizontalFlip, "horizontalFlip");
    }

    /** {@return the same with another largest shift} */
    public Augmentation withMaxTranslation(int pixels) {
        return new Augmentation(pixels, horizontalFlip);
    }

    /** {@return the same with or without mirroring} */
    public Augmentation withHorizontalFlip(HorizontalFlip flip) {
        return new Augmentation(maxTranslation, flip);
    }

    @Override
    public void requireShape(ImageShape shape) {
        if (maxTranslation >= Math.min(shape.height(), shape.width())) {
            throw new IllegalArgumentException("maxTranslation: expected less than "
                    + Math.min(shape.height(), shape.width()) + " pixels for images of " + shape + ", found "
                    + maxTranslation);
        }
    }

    @Override
    public void augment(float[] values, int offset, ImageShape shape, long seed) {
        int down = shift(seed + 1);
        int right = shift(seed + 2);
        boolean mirrored = horizontalFlip == HorizontalFlip.RANDOM && (SeedMixer.mix(seed + 3) & 1) == 1;
        if (down == 0 && right == 0 && !mirrored) {
            return;
        }
        float[] image = Arrays.copyOfRange(values, offset, offset + shape.values());
        int rowLength = shape.width() * shape.channels();
        for (int row = 0; row < shape.height(); row++) {
            int start = offset + row * rowLength;
            int from = row - down;
            if (from < 0 || from >= shape.height()) {
                Arrays.fill(values, start, start + rowLength, 0f);
                continue;
            }
            for (int column = 0; column < shape.width(); column++) {
                int source = (mirrored ? shape.width() - 1 - column : column) - right;
                int target = start + column * shape.channels();
                if (source < 0 || source >= shape.width()) {
                    Arrays.fill(values, target, target + shape.channels(), 0f);
                } else {
                    int first = from * rowLength + source * shape.channels();
                    System.arraycopy(image, first, values, target, shape.channels());
                }
            }
        }
    }

    private int shift(long seed) {
        // The remainder of a number of 63 bits is even enough.
        return (int) (SeedMixer.mix(seed) % (2L * maxTranslation + 1)) - maxTranslation;
    }

    @Override
    public String toString() {
        String shifts = maxTranslation == 0 ? "" : "translation by at most " + maxTranslation + " pixels";
        String flips = horizontalFlip == HorizontalFlip.RANDOM ? "random horizontal flip" : "";
        String both = shifts + (shifts.isEmpty() || flips.isEmpty() ? "" : ", ") + flips;
        return both.isEmpty() ? "none" : both;
    }
}
