package org.mat4j.lab.plot.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.testing.Messages;
import org.mat4j.lab.testing.Pixels;

/** Figures 6 to 8. */
class GalleryTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theTilesPixelsAreThoseOfTheImageEachEnlarged(int channels) {
        PixelImage image = image(7, 5, channels, 1);
        int times = 4;
        Tile tile = new Tile(image.raster(times), List.of("true: 3"), false, 90);
        BufferedImage pixels = tile.raster();

        assertEquals(tile.width(), pixels.getWidth());
        for (int row = 0; row < 7 * times; row++) {
            for (int column = 0; column < 5 * times; column++) {
                int pixel = (row / times * 5 + column / times) * channels;
                assertEquals(
                        rgb(Arrays.copyOfRange(image.values(), pixel, pixel + channels)),
                        pixels.getRGB(tile.imageLeft() + column, Tile.imageTop() + row),
                        "row " + row + ", column " + column);
            }
        }
    }

    @Test
    void theWholeGalleryHoldsTheImagesAndTheAmplifiedPerturbation() {
        PixelImage original = constant(0.2);
        PixelImage adversarial = constant(0.3);
        Gallery.Example example = new Gallery.Example(original, adversarial, 1, 1, 1);
        Picture gallery = Gallery.of(
                List.of(new Gallery.Block("mat", List.of(example))),
                GalleryConfig.defaults().withAmplification(3));

        BufferedImage image = gallery.raster();
        for (double value : new double[] {0.2, 0.8, 0.3}) {
            assertTrue(Pixels.colors(image).contains(rgb(new double[] {value})), "value " + value);
        }
        assertFalse(Pixels.has(image, Tile.WRONG));
    }

    @Test
    void wrongPredictionsAreMarkedByMoreThanColor() {
        BufferedImage tile = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        BufferedImage right = new Tile(tile, List.of("right: 3"), false, 80).raster();
        BufferedImage wrong = new Tile(tile, List.of("wrong: 3"), true, 80).raster();

        // The dashed frame: along the line above the image, marked and unmarked pixels alternate.
        int top = Tile.imageTop() - 2;
        int changes = 0;
        for (int x = 29; x < 50; x++) {
            changes += wrong.getRGB(x, top) != wrong.getRGB(x + 1, top) ? 1 : 0;
        }
        assertTrue(changes >= 3, changes + " changes");
        assertTrue(Pixels.has(wrong, Tile.WRONG));
        assertFalse(Pixels.has(right, Tile.WRONG));
    }

    @Test
    void columnsAreExamplesAndBlocksAreBelowOneAnother() {
        Gallery.Example example = new Gallery.Example(image(28, 28, 1, 1), image(28, 28, 1, 2), 7, 7, 1);
        Picture one = gallery(List.of(new Gallery.Block("vat", List.of(example))));
        Picture wide = gallery(List.of(new Gallery.Block("vat", Collections.nCopies(12, example))));
        Picture high = gallery(List.of(
                new Gallery.Block("vat", List.of(example)), new Gallery.Block("mat", List.of(example, example))));

        assertEquals(one.height(), wide.height());
        assertTrue(wide.width() >= 12 * 84, wide.width() + " wide");
        assertTrue(high.height() > one.height() + 3 * 84, high.height() + " high");
        assertTrue(Pixels.has(one.raster(), Tile.WRONG));
    }

    @Test
    void normAndPerturbationAreThoseOfTheDifference() {
        PixelImage original = new PixelImage(new double[] {0, 0.5, 1, 0.25}, 2, 2, 1);
        PixelImage adversarial = new PixelImage(new double[] {0.3, 0.5, 0.6, 0.25}, 2, 2, 1);
        Gallery.Example example = new Gallery.Example(original, adversarial, 0, 0, 1);

        assertEquals(0.5, example.norm(), 1e-12);
        assertArrayEquals(
                new double[] {3.5, 0.5, -3.5, 0.5}, example.perturbation(10).values(), 1e-12);
    }

    @Test
    void valuesOutsideAreDrawnAsTheNearestColor() {
        BufferedImage image = new PixelImage(new double[] {-0.5, 1.5, 0.5, 0, 0.2, 1}, 1, 2, 3).raster(1);

        assertEquals(0xFF00FF80, image.getRGB(0, 0));
        assertEquals(0xFF0033FF, image.getRGB(1, 0));
    }

    static Stream<Arguments> badImages() {
        return Stream.of(
                Arguments.of(new double[8], 2, 2, 2, "shape of the image is [2, 2, 2]"),
                Arguments.of(new double[0], 0, 1, 1, "shape of the image is [0, 1, 1]"),
                Arguments.of(new double[5], 2, 2, 1, "number of values of the image is 5"),
                Arguments.of(new double[] {Double.NaN}, 1, 1, 1, "value of the image is NaN"));
    }

    @ParameterizedTest
    @MethodSource
    void badImages(double[] values, int height, int width, int channels, String message) {
        Messages.refused(() -> new PixelImage(values, height, width, channels), message);
    }

    @Test
    void badGalleriesAreErrors() {
        Gallery.Example small = new Gallery.Example(image(2, 2, 1, 1), image(2, 2, 1, 2), 2, 0, 1);
        Gallery.Example large = new Gallery.Example(image(4, 4, 1, 1), image(4, 4, 1, 2), 2, 0, 1);
        GalleryConfig config = GalleryConfig.defaults();

        Messages.refused(() -> gallery(List.of()), "number of blocks is 0");
        Messages.refused(() -> new Gallery.Block("mat", List.of()), "examples in block 'mat' is 0");
        Messages.refused(
                () -> gallery(List.of(new Gallery.Block("mat", List.of(small, large)))),
                "block 'mat' is [4, 4, 1]",
                "[2, 2, 1]");
        Messages.refused(() -> config.withAmplification(0), "amplification is 0.0");
        Messages.refused(
                () -> Gallery.of(
                        List.of(new Gallery.Block("mat", List.of(small))), config.withClassNames(List.of("a", "b"))),
                "number of class names is 2",
                "class 2");
        Messages.refused(
                () -> new Gallery.Example(image(2, 2, 1, 1), image(2, 3, 1, 1), 0, 0, 0),
                "adversarial image is [2, 3, 1]",
                "[2, 2, 1]");
        Messages.refused(() -> new Gallery.Example(image(2, 2, 1, 1), image(2, 2, 1, 1), 0, -1, 0), "class is -1");
    }

    private static Picture gallery(List<Gallery.Block> blocks) {
        return Gallery.of(blocks, GalleryConfig.defaults());
    }

    private static int rgb(double[] pixel) {
        int[] channel = new int[3];
        for (int c = 0; c < 3; c++) {
            channel[c] = (int) Math.round(255 * pixel[pixel.length == 1 ? 0 : c]);
        }
        return 0xFF000000 | channel[0] << 16 | channel[1] << 8 | channel[2];
    }

    private static PixelImage constant(double value) {
        double[] values = new double[25];
        Arrays.fill(values, value);
        return new PixelImage(values, 5, 5, 1);
    }

    private static PixelImage image(int height, int width, int channels, long seed) {
        return new PixelImage(
                new Random(seed).doubles((long) height * width * channels).toArray(), height, width, channels);
    }
}
