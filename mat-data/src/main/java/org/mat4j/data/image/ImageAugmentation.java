package org.mat4j.data.image;

import org.mat4j.data.example.InputChange;

/**
 * Changes training images in [0, 1] at random. Immutable; may be used by several threads at once.
 */
@FunctionalInterface
public interface ImageAugmentation extends InputChange {
    /**
     * Changes one image in place.
     *
     * @param values holds the image, [height, width, channels]
     * @param offset where in the values it starts
     * @param seed determines the change; well mixed, another for every image and every pass over the data
     */
    void augment(float[] values, int offset, ImageShape shape, long seed);

    /** Throws an {@link IllegalArgumentException} for images that cannot be changed; any can, unless overridden. */
    default void requireShape(ImageShape shape) {}

    @Override
    default void change(float[] values, int offset, long[] shape, long seed) {
        augment(values, offset, ImageShape.of(shape), seed);
    }

    @Override
    default void requireInput(long[] shape) {
        requireShape(ImageShape.of(shape));
    }
}
