package org.mat4j.lab.plot.gallery;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;

/**
 * A gray or color image.
 *
 * @param values [height * width * channels], row by row, the channels of a pixel together, finite; pixels lie in [0, 1],
 *     and what is outside is drawn as the nearest of these; not changed afterwards
 * @param height pixels from top to bottom, at least 1
 * @param width pixels from left to right, at least 1
 * @param channels 1, gray, or 3: red, green and blue
 */
public record PixelImage(double[] values, int height, int width, int channels) {

    /** Checks shape and values. */
    public PixelImage {
        String shape = "[" + height + ", " + width + ", " + channels + "]";
        boolean valid = height > 0 && width > 0 && (channels == 1 || channels == 3);
        Checks.require(valid, "shape of the image", shape, "[height, width, 1 or 3]");
        boolean complete = values.length == (long) height * width * channels;
        Checks.require(complete, "number of values of the image", values.length, "as many as the shape has, " + shape);
        for (double value : values) {
            Checks.require(Double.isFinite(value), "value of the image", value, "a finite number");
        }
    }

    /** Height, width and channels. */
    List<Integer> shape() {
        return List.of(height, width, channels);
    }

    /** What was added to an original of the same shape to get this image. */
    double[] minus(PixelImage original) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] - original.values[i])
                .toArray();
    }

    /** The pixels as they are drawn, each as a square of so many a side. */
    BufferedImage raster(int times) {
        BufferedImage image = new BufferedImage(width * times, height * times, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < image.getHeight(); row++) {
            for (int column = 0; column < image.getWidth(); column++) {
                image.setRGB(column, row, rgb((row / times * width + column / times) * channels));
            }
        }
        return image;
    }

    private int rgb(int pixel) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
            double value = values[pixel + (channels == 1 ? 0 : c)];
            rgb = rgb << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, value)));
        }
        return rgb;
    }
}
