package org.mat4j.data.image;

import java.io.Serializable;

/**
 * Makes a network's input of the bytes of images: the same for training and evaluation. Immutable; may be used by
 * several threads at once.
 */
@FunctionalInterface
public interface PixelTransform extends Serializable {
    /** Values of 0 to 255 become 0 to 1. */
    PixelTransform UNIT_RANGE = (pixels, values, shape) -> {
        for (int i = 0; i < pixels.length; i++) {
            values[i] = Byte.toUnsignedInt(pixels[i]) / 255f;
        }
    };

    /**
     * Transforms some images.
     *
     * @param pixels unsigned bytes, [n, height, width, channels]
     * @param values receives the input, [n, height, width, channels]; as long as the pixels
     * @param shape  the shape of one image
     */
    void apply(byte[] pixels, float[] values, ImageShape shape);

    /**
     * Checks that images of a shape can be transformed; any can, unless this is overridden.
     *
     * @param shape the shape of one image
     * @throws IllegalArgumentException if they cannot
     */
    default void requireShape(ImageShape shape) {}
}
