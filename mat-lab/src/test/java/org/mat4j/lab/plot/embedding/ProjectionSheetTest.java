package org.mat4j.lab.plot.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.testing.Charts;
import org.mat4j.lab.testing.Messages;
import org.mat4j.lab.testing.Pixels;

/** Figure 5. */
class ProjectionSheetTest {

    private static final double[] LEVELS = {0, 2, 4, 6.5};
    private static final int CLASSES = 5;
    private static final List<String> NAMES = List.of("0", "1", "2", "3", "4");
    private static final int EXAMPLES = 60;

    @Test
    void aChartForEachModelAndLevelWithAllClasses() {
        Picture sheet = ProjectionSheet.of(List.of(row("vat", 1), row("mat", 3)), NAMES, LEVELS, new Pca());

        assertEquals(
                List.of(
                        "vat, level 0",
                        "vat, level 2",
                        "vat, level 4",
                        "vat, level 6.5",
                        "mat, level 0",
                        "mat, level 2",
                        "mat, level 4",
                        "mat, level 6.5"),
                sheet.charts().stream().map(XYChart::getTitle).toList());
        for (XYChart chart : sheet.charts()) {
            assertEquals(CLASSES, chart.getSeriesMap().size());
            assertEquals(EXAMPLES / CLASSES, chart.getSeriesMap().get("class 2").getXData().length);
        }
        BufferedImage image = sheet.raster();
        int panel = sheet.width() / LEVELS.length;
        for (int column = 0; column < LEVELS.length; column++) {
            BufferedImage part = image.getSubimage(column * panel, image.getHeight() / 2, panel, image.getHeight() / 3);
            for (int k = 0; k < CLASSES; k++) {
                assertTrue(Pixels.has(part, Palette.ofClass(k).color()), "column " + column + ", class " + k);
            }
        }
    }

    @Test
    void theLevelsOfAModelHaveTheSameAxesAndOneProjection() {
        List<Integer> sizes = new ArrayList<>();
        Projection first = new Projection() {
            @Override
            public double[][] project(double[][] points) {
                sizes.add(points.length);
                return Arrays.stream(points).map(p -> new double[] {p[0], p[1]}).toArray(double[][]::new);
            }

            @Override
            public String title() {
                return "first two";
            }
        };
        ProjectionSheet.Row vat = row("vat", 1);
        List<XYChart> charts = ProjectionSheet.of(List.of(vat, row("mat", 3)), NAMES, LEVELS, first)
                .charts();

        assertEquals(List.of(LEVELS.length * EXAMPLES, LEVELS.length * EXAMPLES), sizes);
        assertEquals(1, Charts.ranges(charts.subList(0, 4)).size());
        assertEquals(1, Charts.ranges(charts.subList(4, 8)).size());
        assertNotEquals(Charts.ranges(charts.subList(0, 4)), Charts.ranges(charts.subList(4, 8)));
        double[][] latents = vat.latents().get(3);
        assertArrayEquals(
                new double[] {latents[2][0], latents[7][0]},
                Arrays.copyOf(charts.get(3).getSeriesMap().get("class 2").getXData(), 2));
    }

    @Test
    void badRowsAreErrors() {
        ProjectionSheet.Row row = row("mat", 1);
        Projection pca = new Pca();
        Messages.refused(() -> ProjectionSheet.of(List.of(), NAMES, LEVELS, pca), "number of rows is 0");
        Messages.refused(
                () -> ProjectionSheet.of(List.of(row), NAMES, new double[3], pca),
                "number of levels in row 'mat' is 4",
                "3");
        Messages.refused(
                () -> new ProjectionSheet.Row("mat", List.of(), new int[1]), "number of levels in row 'mat' is 0");
        Messages.refused(
                () -> new ProjectionSheet.Row("mat", row.latents(), new int[1]),
                "number of latents in row 'mat' is 60");
        ProjectionSheet.Row label =
                new ProjectionSheet.Row("mat", Collections.singletonList(new double[1][3]), new int[] {-1});
        Messages.refused(() -> ProjectionSheet.of(List.of(label), NAMES, new double[1], pca), "class is -1");
        Messages.refused(
                () -> ProjectionSheet.of(List.of(row), NAMES.subList(0, 4), LEVELS, pca),
                "number of class names is 4",
                "class 4");
    }

    private static ProjectionSheet.Row row(String model, double spread) {
        List<double[][]> latents = new ArrayList<>();
        for (double level : LEVELS) {
            latents.add(Arrays.stream(Clusters.points(EXAMPLES, CLASSES, 4))
                    .map(p -> Arrays.stream(p).map(v -> spread * v + level).toArray())
                    .toArray(double[][]::new));
        }
        return new ProjectionSheet.Row(model, latents, Clusters.labels(EXAMPLES, CLASSES));
    }
}
