package org.mat4j.lab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.testing.Messages;

/** The picture of a latent. */
class LatentChartTest {

    private static final int CLASSES = Latents.CLASSES;

    @TempDir
    Path folder;

    @Test
    void hasThePointsOfEachClassAndTwoEllipses() {
        LatentSample sample = Latents.onALine(2);
        XYChart chart = LatentChart.of("mat", sample, Latents.mixture(sample));

        assertEquals(3 * CLASSES, chart.getSeriesMap().size());
        Set<Object> markers = new HashSet<>();
        Set<Object> colors = new HashSet<>();
        int points = 0;
        for (int k = 0; k < CLASSES; k++) {
            XYSeries series = chart.getSeriesMap().get(LatentChart.POINTS + k);
            points += series.getXData().length;
            markers.add(series.getMarker());
            colors.add(series.getMarkerColor());
        }
        assertEquals(sample.labels().length, points);
        assertEquals(CLASSES, markers.size());
        assertEquals(CLASSES, colors.size());
        assertEquals("latent z1", chart.getXAxisTitle());
        assertEquals("latent z2", chart.getYAxisTitle());
    }

    @Test
    void ellipsesAreWhereTheMixtureIsOneAndTwoDeviationsAway() {
        LatentSample sample = Latents.onALine(2);
        GaussianMixture mixture = Latents.mixture(sample);
        XYChart chart = LatentChart.of("mat", sample, mixture);

        for (int deviations = 1; deviations <= 2; deviations++) {
            XYSeries ellipse = chart.getSeriesMap().get(LatentChart.ELLIPSES + "4, " + deviations);
            for (int i = 0; i < ellipse.getXData().length; i++) {
                double[] z = {ellipse.getXData()[i], ellipse.getYData()[i]};
                assertEquals(deviations * deviations, mixture.mahalanobisSquared(4, z), 1e-9);
            }
        }
    }

    @Test
    void bothAxesHaveTheSameScaleAndHoldEverything() {
        LatentSample sample = Latents.onALine(2);
        XYChart chart = LatentChart.of("mat", sample, Latents.mixture(sample));
        double width = chart.getStyler().getXAxisMax() - chart.getStyler().getXAxisMin();
        double height = chart.getStyler().getYAxisMax() - chart.getStyler().getYAxisMin();

        assertEquals(width, height, 1e-9 * width);
        for (XYSeries series : chart.getSeriesMap().values()) {
            for (double x : series.getXData()) {
                assertTrue(x > chart.getStyler().getXAxisMin()
                        && x < chart.getStyler().getXAxisMax());
            }
        }
    }

    @Test
    void thePictureHasTheChartsSideBySide() throws IOException {
        LatentSample sample = Latents.onALine(2);
        XYChart chart = LatentChart.of("mat", sample, Latents.mixture(sample));
        Path file = folder.resolve("latent.png");

        PictureGrid.row(List.of(chart, chart)).write(file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertEquals(2 * LatentChart.WIDTH, image.getWidth());
        assertEquals(LatentChart.HEIGHT, image.getHeight());
        Set<Integer> left = colors(image, 0);
        // Background, text and ten classes, at the least, in each half.
        assertTrue(left.size() > CLASSES + 2, left.size() + " colors");
        assertEquals(left, colors(image, LatentChart.WIDTH));
        assertEquals(List.of(file), Files.list(folder).toList());
    }

    @Test
    void whatCannotBeDrawnIsAnError() {
        LatentSample flat = Latents.onALine(2);
        LatentSample deep = Latents.onALine(3);
        LatentSample none = new LatentSample(new double[0][], new int[0]);

        Messages.refused(() -> LatentChart.of("mat", deep, Latents.mixture(deep)), "latent size is 3");
        Messages.refused(() -> LatentChart.of("mat", none, Latents.mixture(flat)), "number of latents is 0");
        Messages.refused(() -> new LatentSample(new double[1][2], new int[2]), "number of latents is 1", "2");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsAnError() throws IOException {
        LatentSample sample = Latents.onALine(2);
        XYChart chart = LatentChart.of("mat", sample, Latents.mixture(sample));
        Path file = Files.createFile(folder.resolve("file"));

        assertThrows(
                OutputException.class, () -> PictureGrid.row(List.of(chart)).write(file.resolve("latent.png")));
    }

    private static Set<Integer> colors(BufferedImage image, int left) {
        Set<Integer> colors = new HashSet<>();
        for (int x = left; x < left + LatentChart.WIDTH; x++) {
            for (int y = 0; y < LatentChart.HEIGHT; y++) {
                colors.add(image.getRGB(x, y));
            }
        }
        return colors;
    }
}
