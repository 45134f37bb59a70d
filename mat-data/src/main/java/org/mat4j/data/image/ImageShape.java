package org.mat4j.data.image;

import java.io.Serializable;
import java.util.Arrays;
import org.mat4j.core.check.Checks;

/**
 * The shape of one image.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels 1 for gray, 3 for color; at least 1
 */
public record ImageShape(int height, int width, int channels) implements Serializable {
    /** @throws IllegalArgumentException if a value is below 1 or the image has more than 2^31 - 1 values */
    public ImageShape {
        String found = height + " x " + width + " x " + channels;
        Checks.require(height >= 1 && width >= 1 && channels >= 1, "image shape", found, "at least 1 x 1 x 1");
        double values = (double) height * width * channels;
        Checks.require(values <= Integer.MAX_VALUE, "image shape", found, "at most 2^31 - 1 values");
    }

    /**
     * The shape of a network's input.
     *
     * @throws IllegalArgumentException if it is not [height, width, channels]
     */
    public static ImageShape of(long[] shape) {
        Checks.require(shape.length == 3, "shape of an input", Arrays.toString(shape), "[height, width, channels]");
        return new ImageShape((int) shape[0], (int) shape[1], (int) shape[2]);
    }

    /**
     * Reads {@code HEIGHTxWIDTHxCHANNELS}, such as {@code 32x32x3}.
     *
     * @throws IllegalArgumentException if the text is another
     */
    public static ImageShape parse(String text) {
        Checks.require(
                text.matches("\\d{1,6}x\\d{1,6}x\\d{1,2}"), "image shape", "'" + text + "'", "HxWxC such as 32x32x3");
        long[] sizes = Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray();
        return of(sizes);
    }

    /** {@return the shape of one image as that of a network's input, [height, width, channels]} */
    public long[] toArray() {
        return new long[] {height, width, channels};
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
