package org.mat4j.lab.plot;

import java.awt.BasicStroke;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mat4j.core.method.mixture.GaussianMixture;

/**
 * Draws latents of size 2, as in figure 2 of the paper: a color and a marker for each class, and the Gaussians of the
 * mixture as ellipses of one and two standard deviations. Both axes have the same scale; each chart its own, since the
 * unit of a latent means nothing.
 */
public final class LatentChart {

    /** Prefix of the name of a class's points, before its number. */
    public static final String POINTS = "class ";

    /** Prefix of the name of a class's ellipses, before its number and the standard deviations. */
    public static final String ELLIPSES = "mixture ";

    /** Height of a chart in pixels. */
    public static final int HEIGHT = 720;

    /** Width of a chart in pixels: the legend beside a square plot. */
    public static final int WIDTH = 840;

    /** Distances at which ellipses are drawn, in standard deviations. */
    private static final List<Integer> DEVIATIONS = List.of(1, 2);

    /** Title of the horizontal axis. */
    static final String Z1 = "latent z1";

    /** Title of the vertical axis. */
    static final String Z2 = "latent z2";

    private static final int MARKER_SIZE = 5;

    private LatentChart() {}

    /**
     * A chart of one model. Its series are the points of each class that has some, named {@link #POINTS} + class, and
     * two ellipses for each class that the mixture has seen, named {@link #ELLIPSES} + class + ", " + deviations.
     *
     * @param title above the chart
     * @param sample latents of size 2, at least one
     * @param mixture of the same model, with at most ten classes
     * @throws IllegalArgumentException for another latent size, no latent or more classes
     */
    public static XYChart of(String title, LatentSample sample, GaussianMixture mixture) {
        if (mixture.latentSize() != 2) {
            throw new IllegalArgumentException(
                    "the latent has size " + mixture.latentSize() + "; only one of size 2 can be drawn");
        }
        if (sample.labels().length == 0) {
            throw new IllegalArgumentException("there is no latent to draw; expected at least one");
        }
        if (mixture.classCount() > Palette.CLASSES) {
            throw new IllegalArgumentException(
                    mixture.classCount() + " classes; expected at most " + Palette.CLASSES + " to draw");
        }
        XYChart chart = ChartStyle.build(new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(Z1)
                .yAxisTitle(Z2));
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        for (int k = 0; k < mixture.classCount(); k++) {
            addPoints(chart, sample, k);
        }
        for (int k = 0; k < mixture.classCount(); k++) {
            if (mixture.seen(k)) {
                addEllipses(chart, mixture, k);
            }
        }
        PlotRange.squareAround(List.of(chart)).apply(chart);
        return chart;
    }

    /**
     * Writes charts side by side.
     *
     * @param file ending in {@code .png} or {@code .svg}; its folder must exist
     * @param charts from left to right, at least one
     * @throws IllegalArgumentException for another ending
     * @throws org.mat4j.lab.output.OutputException if the file cannot be written
     */
    public static void write(Path file, List<XYChart> charts) {
        PictureGrid.of(charts.size(), charts.stream().map(ChartPicture::of).toList())
                .write(file);
    }

    private static void addPoints(XYChart chart, LatentSample sample, int k) {
        double[][] members = sample.ofClass(k);
        if (members.length == 0) {
            return;
        }
        XYSeries series = chart.addSeries(POINTS + k, coordinate(members, 0), coordinate(members, 1));
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(Palette.ofClass(k).marker());
        series.setMarkerColor(Palette.ofClass(k).color());
    }

    private static void addEllipses(XYChart chart, GaussianMixture mixture, int k) {
        for (int deviations : DEVIATIONS) {
            Ellipse ellipse = new Ellipse(mixture, k, deviations);
            XYSeries series = chart.addSeries(ELLIPSES + k + ", " + deviations, ellipse.x(), ellipse.y());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(Palette.ofClass(k).color().darker());
            series.setLineStyle(stroke(deviations));
            // One line of the legend stands for all.
            series.setShowInLegend(k == 0);
            series.setLabel(label(deviations));
        }
    }

    /** What the ellipses mean, for the legend of a sheet. */
    static List<LegendEntry> ellipseEntries() {
        return DEVIATIONS.stream()
                .map(d -> LegendEntry.line(label(d), ChartStyle.TEXT, stroke(d)))
                .toList();
    }

    private static BasicStroke stroke(int deviations) {
        return new BasicStroke(deviations == 1 ? 2f : 1f);
    }

    private static String label(int deviations) {
        return deviations + " std. dev.";
    }

    private static double[] coordinate(double[][] points, int axis) {
        return Arrays.stream(points).mapToDouble(point -> point[axis]).toArray();
    }
}
