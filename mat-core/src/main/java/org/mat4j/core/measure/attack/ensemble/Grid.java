package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import java.util.Random;

/**
 * Where the values of an input stand. An input that is no image is one row.
 *
 * @param rows of pixels
 * @param columns of pixels
 * @param channels of each pixel
 * @param pixelStep from a pixel's value to the next pixel's
 * @param channelStep from a channel's value to the next channel's
 */
record Grid(int rows, int columns, int channels, int pixelStep, int channelStep) {
    private static final int IMAGE_RANK = 3;

    /**
     * @param shape [rows, columns, channels], or [channels, rows, columns] where the first axis is shorter than the last
     *     one; or any other
     */
    static Grid of(long[] shape) {
        int[] sizes = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        if (sizes.length != IMAGE_RANK) {
            return new Grid(1, Arrays.stream(sizes).reduce(1, (a, b) -> a * b), 1, 1, 1);
        }
        return sizes[0] < sizes[2]
                ? new Grid(sizes[1], sizes[2], sizes[0], 1, sizes[1] * sizes[2])
                : new Grid(sizes[0], sizes[1], sizes[2], sizes[2], 1);
    }

    /**
     * A rectangle of pixels.
     *
     * @param row its first one
     * @param column its first one
     * @param height in rows
     * @param width in columns
     */
    record Window(int row, int column, int height, int width) {
        /** Number of pixels. */
        int area() {
            return height * width;
        }
    }

    /** Whether there are windows of more than one row. */
    boolean isImage() {
        return rows > 1 && columns > 1;
    }

    /** The side of a square with a share of all pixels, or the length of such a piece of the only row. */
    int side(double share) {
        double pixels = share * rows * columns;
        return (int) Math.round(isImage() ? Math.sqrt(pixels) : pixels);
    }

    /** The longest side that fits. */
    int longestSide() {
        return isImage() ? Math.min(rows, columns) : rows * columns;
    }

    /** A square at a given place, or that part of the only row. */
    Window square(int row, int column, int side) {
        return new Window(row, column, Math.min(side, rows), Math.min(side, columns));
    }

    /** A square at a random place; draws its row, then its column. */
    Window randomSquare(int side, Random random) {
        int row = random.nextInt(rows - Math.min(side, rows) + 1);
        return square(row, random.nextInt(columns - Math.min(side, columns) + 1), side);
    }

    /** The places of a window's values of one channel in the input, row by row. */
    int[] places(Window window, int channel) {
        int[] places = new int[window.area()];
        for (int k = 0; k < places.length; k++) {
            int row = window.row + k / window.width;
            int column = window.column + k % window.width;
            places[k] = (row * columns + column) * pixelStep + channel * channelStep;
        }
        return places;
    }
}
