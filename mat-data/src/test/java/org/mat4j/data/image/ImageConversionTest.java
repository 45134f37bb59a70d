package org.mat4j.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.mat4j.data.testing.Messages.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.data.Provenance;
import org.mat4j.data.testing.Samples;

/** Conversions against luma and triangle filters by loops in double precision. */
class ImageConversionTest {

    private static double value(ImageData images, int i, int row, int column, int channel, int channels) {
        int own = images.shape().channels();
        if (own == 3 && channels == 1) {
            return 0.299 * images.pixel(i, row, column, 0)
                    + 0.587 * images.pixel(i, row, column, 1)
                    + 0.114 * images.pixel(i, row, column, 2);
        }
        return images.pixel(i, row, column, own == 1 ? 0 : channel);
    }

    /** Of an old pixel in a new one: a triangle as wide as the larger of both pixels, about the new one's middle. */
    private static double weight(int oldPixel, int newPixel, int oldSize, int newSize) {
        double scale = (double) oldSize / newSize;
        double away = (newPixel + 0.5) * scale - (oldPixel + 0.5);
        return Math.max(0, 1 - Math.abs(away) / Math.max(1, scale));
    }

    private static double naive(ImageData images, ImageShape shape, int i, int row, int column, int channel) {
        ImageShape own = images.shape();
        double sum = 0;
        double weights = 0;
        for (int r = 0; r < own.height(); r++) {
            for (int c = 0; c < own.width(); c++) {
                double w = weight(r, row, own.height(), shape.height()) * weight(c, column, own.width(), shape.width());
                sum += w * value(images, i, r, c, channel, shape.channels());
                weights += w;
            }
        }
        return sum / weights;
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8, 3, 7, 7, 1",
        "8, 6, 1, 5, 9, 1",
        "7, 7, 1, 16, 15, 3",
        "9, 8, 3, 4, 2, 3",
        "6, 5, 3, 6, 5, 1",
        "6, 5, 1, 6, 5, 3"
    })
    void everyValueIsThatOfTheFilter(int h, int w, int c, int height, int width, int channels) {
        ImageShape shape = new ImageShape(height, width, channels);
        ImageData images = Samples.withLabels(4, new ImageShape(h, w, c), 2, 0, 3);
        ImageData converted = ImageConversion.to(shape, images);
        assertEquals(shape, converted.shape());
        for (int i = 0; i < 3; i++) {
            assertEquals(images.label(i), converted.label(i));
            for (int v = 0; v < shape.values(); v++) {
                int row = v / channels / width;
                int column = v / channels % width;
                assertEquals(
                        naive(images, shape, i, row, column, v % channels),
                        converted.pixel(i, row, column, v % channels),
                        0.501,
                        "value " + v + " of image " + i);
            }
        }
    }

    @Test
    void moreThanABatchIsConverted() {
        ImageData images = Samples.cyclic(1003, 5);
        ImageData converted = ImageConversion.to(new ImageShape(2, 3, 3), images);
        assertEquals(1003, converted.size());
        for (int i = 0; i < 1003; i++) {
            assertEquals(images.pixel(i, 1, 2, 0), converted.pixel(i, 1, 2, 1));
            assertEquals(i % 5, converted.label(i));
        }
    }

    @Test
    void provenanceTellsWhatWasDone() {
        ImageData images = Samples.withLabels(2, new ImageShape(4, 4, 3), 0, 1)
                .described(List.of("no", "yes"), Provenance.of("colors", "test"));
        ImageData converted = ImageConversion.to(new ImageShape(3, 3, 1), images);
        assertEquals(List.of("no", "yes"), converted.classNames());
        assertEquals(
                List.of("from 4 x 4 x 3 to 3 x 3 x 1, gray by luma, resized bilinearly"),
                converted.provenance().steps());
        assertEquals(
                List.of("from 4 x 4 x 3 to 4 x 4 x 1, gray by luma"),
                ImageConversion.to(new ImageShape(4, 4, 1), images).provenance().steps());
        assertSame(images, ImageConversion.to(images.shape(), images));
    }

    @Test
    void otherNumbersOfChannelsAreRefused() {
        ImageData four = Samples.withLabels(2, new ImageShape(4, 4, 4), 0, 1);
        assertRefused(
                () -> ImageConversion.to(new ImageShape(4, 4, 1), four), "channels", "4 x 4 x 4", "is 4, expected 1");
        ImageData two = Samples.withLabels(2, new ImageShape(4, 4, 2), 0, 1);
        assertRefused(() -> ImageConversion.to(new ImageShape(4, 4, 3), two), "is 2, expected 3");
    }
}
