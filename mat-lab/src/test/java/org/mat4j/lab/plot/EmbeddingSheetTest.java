package org.mat4j.lab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.lab.testing.Charts;
import org.mat4j.lab.testing.Messages;
import org.mat4j.lab.testing.Pixels;

/** Figure 2. */
class EmbeddingSheetTest {

    private static final int CLASSES = Latents.CLASSES;
    private static final List<String> NAMES = ModelInfo.numbered(CLASSES);

    @Test
    void fourModelsAreTwoByTwoWithAllSeries() {
        Picture sheet = EmbeddingSheet.of(panels(4), NAMES, EmbeddingSheet.Axes.OWN, EmbeddingSheet.View.POINTS);

        assertEquals(
                List.of("model 1", "model 2", "model 3", "model 4"),
                sheet.charts().stream().map(XYChart::getTitle).toList());
        for (XYChart chart : sheet.charts()) {
            assertEquals(3 * CLASSES, chart.getSeriesMap().size());
        }
        BufferedImage image = sheet.raster();
        int panel = sheet.width() / 2;
        for (int i = 0; i < 4; i++) {
            BufferedImage part = image.getSubimage(i % 2 * panel, i / 2 * panel, panel, panel);
            for (int k = 0; k < CLASSES; k++) {
                assertTrue(Pixels.has(part, Palette.ofClass(k).color()), "panel " + i + ", class " + k);
            }
        }
    }

    @Test
    void theLegendHasTheNamesOfTheClassesOrElseTheirNumbers() {
        assertEquals(
                List.of("setosa", "class 1", "0"),
                Legend.classes(List.of("setosa", "1", "0")).stream()
                        .map(Legend.Entry::name)
                        .toList());
    }

    @Test
    void sharedAxesAreTheSameAndHoldTheWidestModel() {
        Picture sheet = EmbeddingSheet.of(
                panels(3), NAMES, EmbeddingSheet.Axes.SHARED, EmbeddingSheet.View.POINTS_ABOVE_DENSITY);

        assertEquals(6, sheet.charts().size());
        assertEquals(1, Charts.ranges(sheet.charts()).size());
        double widest = sheet.charts().get(2).getSeriesMap().values().stream()
                .flatMap(series -> Arrays.stream(series.getXData()).boxed())
                .max(Double::compare)
                .orElseThrow();
        XYStyler axes = sheet.charts().get(0).getStyler();
        assertTrue(widest < axes.getXAxisMax() && widest > axes.getXAxisMin() + axes.getXAxisMax() / 2);
    }

    @Test
    void ownAxesDifferFromModelToModelButNotFromPointsToDensity() {
        List<XYChart> charts = EmbeddingSheet.of(
                        panels(2), NAMES, EmbeddingSheet.Axes.OWN, EmbeddingSheet.View.POINTS_ABOVE_DENSITY)
                .charts();

        assertNotEquals(Charts.range(charts.get(0)), Charts.range(charts.get(1)));
        assertEquals(Charts.range(charts.get(0)), Charts.range(charts.get(2)));
        assertEquals(Charts.range(charts.get(1)), Charts.range(charts.get(3)));
    }

    @Test
    void aDensityIsStrongestAtItsPeakAndWhiteFarAway() {
        double[][] points = {
            {-2, -2}, {2, 2}, {-2, 2}, {2, -2}, {6, 7.5}, {9, 7.5}, {7.5, 6}, {7.5, 9}, {7.5, 7.5},
        };
        LatentSample sample = new LatentSample(points, new int[] {3, 3, 3, 3, 5, 5, 5, 5, 5});
        PlotRange range = new PlotRange(new PlotRange.Axis(-10, 10), new PlotRange.Axis(-10, 10));
        DensityChart density = DensityChart.of("two classes", sample, range, 500);

        Set<String> names = density.chart().getSeriesMap().keySet();
        assertEquals(Set.of("class 3", "class 5"), new HashSet<>(names));
        XYSeries peak = density.chart().getSeriesMap().get("class 5");
        assertEquals(7.5, peak.getXData()[0], 20.0 / DensityChart.CELLS);
        assertEquals(7.5, peak.getYData()[0], 20.0 / DensityChart.CELLS);

        BufferedImage image = density.raster();
        assertTrue(Pixels.hasAbout(image, Palette.ofClass(3).color()));
        assertTrue(Pixels.hasAbout(image, Palette.ofClass(5).color()));
        assertFalse(Pixels.hasAbout(image, Palette.ofClass(8).color()));
        int corner = image.getRGB(image.getWidth() / 5, image.getHeight() / 5);
        assertTrue((corner & 0xFF) > 250 && (corner >> 8 & 0xFF) > 250, Integer.toHexString(corner));
    }

    @Test
    void badPanelsAreErrors() {
        LatentSample three = Latents.onALine(3);
        EmbeddingSheet.Panel flat = new EmbeddingSheet.Panel("model", three, Latents.mixture(three));

        Messages.refused(
                () -> EmbeddingSheet.of(List.of(), NAMES, EmbeddingSheet.Axes.OWN, EmbeddingSheet.View.POINTS),
                "number of panels",
                "0");
        Messages.refused(
                () -> EmbeddingSheet.of(List.of(flat), NAMES, EmbeddingSheet.Axes.OWN, EmbeddingSheet.View.POINTS),
                "latent size",
                "3");
        Messages.refused(
                () -> EmbeddingSheet.of(
                        panels(1), NAMES.subList(1, CLASSES), EmbeddingSheet.Axes.OWN, EmbeddingSheet.View.POINTS),
                "number of class names is " + (CLASSES - 1),
                "'model 1'");
        LatentSample plane = Latents.onALine(2);
        double[][] latents = plane.latents().clone();
        latents[7] = new double[] {1, Double.NaN};
        EmbeddingSheet.Panel broken =
                new EmbeddingSheet.Panel("model", new LatentSample(latents, plane.labels()), Latents.mixture(plane));
        Messages.refused(
                () -> EmbeddingSheet.of(List.of(broken), NAMES, EmbeddingSheet.Axes.OWN, EmbeddingSheet.View.DENSITY),
                "extent of the values to draw",
                "NaN");
    }

    /** Each more spread out than the one before. */
    private static List<EmbeddingSheet.Panel> panels(int count) {
        LatentSample sample = Latents.onALine(2);
        return Stream.iterate(1, i -> i + 1)
                .limit(count)
                .map(factor -> {
                    double[][] latents = Arrays.stream(sample.latents())
                            .map(z -> Arrays.stream(z).map(v -> v * factor).toArray())
                            .toArray(double[][]::new);
                    LatentSample scaled = new LatentSample(latents, sample.labels());
                    return new EmbeddingSheet.Panel("model " + factor, scaled, Latents.mixture(scaled));
                })
                .toList();
    }
}
