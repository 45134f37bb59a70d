package org.mat4j.data.image;

import java.io.Serializable;

/**
 * Changes training images in [0, 1] at random. Immutable; may be used by several threads at once.
 */
@FunctionalInterface
public interface ImageAugmentation extends Serializable {
    /** Leaves the images as they are. */
    ImageAugmentation NONE = (values, offset, shape, seed) -> {};

    /**
     * Changes one image in place.
     *
     * @param values holds the image, [height, width, channels]
     * @param offset where in the values it starts
     * @param shape  the shape of the image
     * @param seed   determines the change; well mixed, another for every image and every pass over the data
     */
    void augment(float[] values, int offset, ImageShape shape, long seed);

    /**
     * Checks that images of a shape can be changed; any can, unless this is overridden.
     *
     * @param shape the shape of one image
     * @throws IllegalArgumentException if they cannot
     */
    default void requireShape(ImageShape shape) {}
}
