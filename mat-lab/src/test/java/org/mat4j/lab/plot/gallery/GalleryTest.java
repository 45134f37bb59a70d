package org.mat4j.lab.plot.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mat4j.lab.plot.PictureFormat;
import org.mat4j.lab.plot.gallery.Tile.Verdict;
import org.mat4j.lab.testing.Pixels;

/** Figures 6 to 8. */
class GalleryTest {

    @Test
    void theTilesPixelsAreThoseOfTheImageEachEnlarged() {
        for (int channels : new int[] {1, 3}) {
            PixelImage image = image(7, 5, channels, 1);
            int times = 4;
            Tile tile = new Tile(image.raster(times), List.of("true: 3"), Verdict.PLAIN, 90);
            BufferedImage pixels = PictureFormat.raster(tile);

            assertEquals(tile.width(), pixels.getWidth());
            for (int row = 0; row < 7 * times; row++) {
                for (int column = 0; column < 5 * times; column++) {
                    assertEquals(
                            rgb(image.values()[row / times][column / times]),
                            pixels.getRGB(tile.imageLeft() + column, Tile.imageTop() + row),
                            "row " + row + ", column " + column);
                }
            }
        }
    }

    @Test
    void theWholeGalleryHoldsTheImagesAndTheAmplifiedPerturbation() {
        PixelImage original = constant(0.2);
        PixelImage adversarial = constant(0.3);
        GalleryExample example = new GalleryExample(original, adversarial, 1, 1, 1);
        Gallery gallery = Gallery.of(
                List.of(new GalleryBlock("mat", List.of(example))),
                GalleryConfig.defaults().withAmplification(3));

        BufferedImage image = PictureFormat.raster(gallery);
        for (double value : new double[] {0.2, 0.8, 0.3}) {
            assertTrue(Pixels.colors(image).contains(rgb(new double[] {value})), "value " + value);
        }
        assertFalse(Pixels.has(image, Tile.WRONG));
    }

    @Test
    void wrongPredictionsAreMarkedByMoreThanColor() {
        BufferedImage tile = new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB);
        BufferedImage right = PictureFormat.raster(new Tile(tile, List.of("right: 3"), Verdict.PLAIN, 80));
        BufferedImage wrong = PictureFormat.raster(new Tile(tile, List.of("wrong: 3"), Verdict.WRONG, 80));

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
        GalleryExample example = new GalleryExample(image(28, 28, 1, 1), image(28, 28, 1, 2), 7, 7, 1);
        Gallery one = gallery(List.of(new GalleryBlock("vat", List.of(example))));
        Gallery wide = gallery(List.of(new GalleryBlock("vat", Collections.nCopies(12, example))));
        Gallery high = gallery(
                List.of(new GalleryBlock("vat", List.of(example)), new GalleryBlock("mat", List.of(example, example))));

        assertEquals(one.height(), wide.height());
        assertTrue(wide.width() >= 12 * 84, wide.width() + " wide");
        assertTrue(high.height() > one.height() + 3 * 84, high.height() + " high");
        assertTrue(Pixels.has(PictureFormat.raster(one), Tile.WRONG));
    }

    @Test
    void normAndPerturbationAreThoseOfTheDifference() {
        PixelImage original = PixelImage.of(new double[] {0, 0.5, 1, 0.25}, 2, 2, 1);
        PixelImage adversarial = PixelImage.of(new double[] {0.3, 0.5, 0.6, 0.25}, 2, 2, 1);
        GalleryExample example = new GalleryExample(original, adversarial, 0, 0, 1);

        assertEquals(0.5, example.norm(), 1e-12);
        double[][][] shown = example.perturbation(10).values();
        assertArrayEquals(new double[] {3.5}, shown[0][0], 1e-12);
        assertArrayEquals(new double[] {0.5}, shown[0][1], 1e-12);
        assertArrayEquals(new double[] {-3.5}, shown[1][0], 1e-12);
    }

    @Test
    void valuesOutsideAreDrawnAsTheNearestColor() {
        BufferedImage image =
                PixelImage.of(new double[] {-0.5, 1.5, 0.5, 0, 0.2, 1}, 1, 2, 3).raster(1);

        assertEquals(0xFF00FF80, image.getRGB(0, 0));
        assertEquals(0xFF0033FF, image.getRGB(1, 0));
    }

    @Test
    void badImagesAreErrors() {
        assertMessage("found [2, 2, 2]", () -> new PixelImage(new double[2][2][2]));
        assertMessage("found [0, 0, 0]", () -> new PixelImage(new double[0][][]));
        assertMessage("rows of equal width", () -> new PixelImage(new double[][][] {{{1}}, {{1}, {1}}}));
        assertMessage("as many channels", () -> new PixelImage(new double[][][] {{{1}, {1, 1, 1}}}));
        assertMessage("found NaN", () -> new PixelImage(new double[][][] {{{Double.NaN}}}));
        assertMessage("expected 2 x 2 x 1 values, found 5", () -> PixelImage.of(new double[5], 2, 2, 1));
        assertMessage(
                "expected the shape of the original, [2, 2, 1], found [2, 3, 1]",
                () -> new GalleryExample(image(2, 2, 1, 1), image(2, 3, 1, 1), 0, 0, 0));
        assertMessage("numbers from 0", () -> new GalleryExample(image(2, 2, 1, 1), image(2, 2, 1, 1), 0, -1, 0));
    }

    @Test
    void badGalleriesAreErrors() {
        GalleryExample small = new GalleryExample(image(2, 2, 1, 1), image(2, 2, 1, 2), 2, 0, 1);
        GalleryExample large = new GalleryExample(image(4, 4, 1, 1), image(4, 4, 1, 2), 2, 0, 1);
        GalleryConfig config = GalleryConfig.defaults();

        assertMessage("blocks: expected at least one", () -> gallery(List.of()));
        assertMessage("'mat': expected at least one", () -> new GalleryBlock("mat", List.of()));
        assertMessage("one shape", () -> gallery(List.of(new GalleryBlock("mat", List.of(small, large)))));
        assertMessage("above 0, found 0.0", () -> config.withAmplification(0));
        assertMessage(
                "a name for class 2, found 2 names",
                () -> Gallery.of(
                        List.of(new GalleryBlock("mat", List.of(small))), config.withClassNames(List.of("a", "b"))));
    }

    private static void assertMessage(String part, Runnable action) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    private static Gallery gallery(List<GalleryBlock> blocks) {
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
        return PixelImage.of(values, 5, 5, 1);
    }

    private static PixelImage image(int height, int width, int channels, long seed) {
        return PixelImage.of(
                new Random(seed).doubles((long) height * width * channels).toArray(), height, width, channels);
    }
}
