package org.mat4j.lab.plot.gallery;

import java.awt.image.BufferedImage;

/**
 * A gray or color image.
 *
 * @param values [height, width, channels] with 1 channel or 3, finite; pixels lie in [0, 1], and what is outside is drawn
 *     as the nearest of these; not changed afterwards
 */
public record PixelImage(double[][][] values) {

    /** Checks the shape. */
    public PixelImage {
        int height = values.length;
        int width = height == 0 ? 0 : values[0].length;
        int channels = width == 0 ? 0 : values[0][0].length;
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException(
                    "image: expected [height, width, 1 or 3], found [" + height + ", " + width + ", " + channels + "]");
        }
        for (double[][] row : values) {
            if (row.length != width) {
                throw new IllegalArgumentException(
                        "image: expected rows of equal width, found " + row.length + " and " + width);
            }
            for (double[] pixel : row) {
                if (pixel.length != channels) {
                    throw new IllegalArgumentException(
                            "image: expected as many channels everywhere, found " + pixel.length + " and " + channels);
                }
                for (double value : pixel) {
                    if (!Double.isFinite(value)) {
                        throw new IllegalArgumentException("image: expected finite values, found " + value);
                    }
                }
            }
        }
    }

    /**
     * An image from values in one line.
     *
     * @param values [height * width * channels], row by row, the channels of a pixel together
     * @param height at least 1
     * @param width at least 1
     * @param channels 1 or 3
     * @throws IllegalArgumentException if the length is another
     */
    public static PixelImage of(double[] values, int height, int width, int channels) {
        if (height < 1 || width < 1 || channels < 1 || values.length != (long) height * width * channels) {
            throw new IllegalArgumentException(
                    "image: expected " + height + " x " + width + " x " + channels + " values, found " + values.length);
        }
        double[][][] image = new double[height][width][channels];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / channels;
            image[pixel / width][pixel % width][i % channels] = values[i];
        }
        return new PixelImage(image);
    }

    /** Pixels from top to bottom. */
    public int height() {
        return values.length;
    }

    /** Pixels from left to right. */
    public int width() {
        return values[0].length;
    }

    /** 1, gray, or 3: red, green and blue. */
    public int channels() {
        return values[0][0].length;
    }

    /** Whether another image has the same height, width and channels. */
    public boolean hasShapeOf(PixelImage other) {
        return height() == other.height() && width() == other.width() && channels() == other.channels();
    }

    /**
     * What was added to an original to get this image.
     *
     * @param original of the same shape
     * @return [height, width, channels], each value the difference
     */
    double[][][] minus(PixelImage original) {
        double[][][] difference = new double[height()][width()][channels()];
        for (int row = 0; row < height(); row++) {
            for (int column = 0; column < width(); column++) {
                for (int c = 0; c < channels(); c++) {
                    difference[row][column][c] = values[row][column][c] - original.values[row][column][c];
                }
            }
        }
        return difference;
    }

    /**
     * The pixels as they are drawn.
     *
     * @param times each becomes a square of so many pixels a side
     */
    BufferedImage raster(int times) {
        BufferedImage image = new BufferedImage(width() * times, height() * times, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                image.setRGB(column, row, rgb(values[row / times][column / times]));
            }
        }
        return image;
    }

    private static int rgb(double[] pixel) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
            double value = pixel[pixel.length == 1 ? 0 : c];
            rgb = rgb << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, value)));
        }
        return rgb;
    }
}
