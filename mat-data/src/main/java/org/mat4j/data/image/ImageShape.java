package org.mat4j.data.image;

import java.io.Serializable;

/**
 * The shape of one image.
 *
 * @param height   rows, at least 1
 * @param width    columns, at least 1
 * @param channels 1 for gray, 3 for color; at least 1
 */
public record ImageShape(int height, int width, int channels) implements Serializable {
    /**
     * @throws IllegalArgumentException if a value is below 1 or the image has more than 2^31 - 1 values
     */
    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "image shape: expected at least 1 x 1 x 1, found " + height + " x " + width + " x " + channels);
        }
        long pixels = (long) height * width;
        if (pixels > Integer.MAX_VALUE || pixels * channels > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("image shape: expected at most 2^31 - 1 values, found " + height + " x "
                    + width + " x " + channels);
        }
    }

    /** {@return the number of values of one image, height * width * channels} */
    public int values() {
        return height * width * channels;
    }

    @Override
    public String toString() {
        return height + " x " + width + " x " + channels;
    }
}
