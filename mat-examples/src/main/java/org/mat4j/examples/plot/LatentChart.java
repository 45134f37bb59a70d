package org.mat4j.examples.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mat4j.core.mixture.GaussianMixture;
import org.mat4j.examples.experiment.AtomicFile;

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

    /** Room around the points, as a share of their extent. */
    private static final double MARGIN = 0.05;

    private static final int MARKER_SIZE = 5;
    private static final Color GRID = new Color(0xE6E6E6);

    /** The muted scheme of Paul Tol, told apart with any color vision; black for its tenth, a pale gray. */
    private static final int[] COLORS = {
        0xCC6677, 0x332288, 0xDDCC77, 0x117733, 0x88CCEE, 0x882255, 0x44AA99, 0x999933, 0xAA4499, 0x000000
    };

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CROSS,
        SeriesMarkers.PLUS,
        SeriesMarkers.OVAL,
        SeriesMarkers.RECTANGLE,
        SeriesMarkers.TRAPEZOID
    };

    static {
        // No window is opened, and a server has no display to open one on.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

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
        if (mixture.classCount() > COLORS.length) {
            throw new IllegalArgumentException(
                    mixture.classCount() + " classes; expected at most " + COLORS.length + " to draw");
        }
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("latent z1")
                .yAxisTitle("latent z2")
                .build();
        style(chart);
        for (int k = 0; k < mixture.classCount(); k++) {
            addPoints(chart, sample, k);
        }
        for (int k = 0; k < mixture.classCount(); k++) {
            if (mixture.seen(k)) {
                addEllipses(chart, mixture, k);
            }
        }
        setSquareRange(chart);
        return chart;
    }

    /**
     * Writes charts side by side as PNG.
     *
     * @param charts from left to right, at least one
     * @throws org.mat4j.examples.experiment.OutputException if the file cannot be written
     */
    public static void write(Path file, List<XYChart> charts) {
        AtomicFile.write(file, out -> BitmapEncoder.saveBitmap(charts, 1, charts.size(), out, BitmapFormat.PNG));
    }

    private static void style(XYChart chart) {
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(GRID);
        chart.getStyler().setLocale(Locale.ROOT);
    }

    private static void addPoints(XYChart chart, LatentSample sample, int k) {
        int[] members = IntStream.range(0, sample.labels().length)
                .filter(i -> sample.labels()[i] == k)
                .toArray();
        if (members.length == 0) {
            return;
        }
        XYSeries series = chart.addSeries(POINTS + k, coordinate(sample, members, 0), coordinate(sample, members, 1));
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(MARKERS[k]);
        series.setMarkerColor(new Color(COLORS[k]));
    }

    private static void addEllipses(XYChart chart, GaussianMixture mixture, int k) {
        for (int deviations : DEVIATIONS) {
            Ellipse ellipse = new Ellipse(mixture, k, deviations);
            XYSeries series = chart.addSeries(ELLIPSES + k + ", " + deviations, ellipse.x(), ellipse.y());
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
            series.setMarker(SeriesMarkers.NONE);
            series.setLineColor(new Color(COLORS[k]).darker());
            series.setLineStyle(new BasicStroke(deviations == 1 ? 2f : 1f));
            // One line of the legend stands for all.
            series.setShowInLegend(k == 0);
            series.setLabel(deviations + " std. dev.");
        }
    }

    private static double[] coordinate(LatentSample sample, int[] members, int axis) {
        return IntStream.of(members).mapToDouble(i -> sample.latents()[i][axis]).toArray();
    }

    private static void setSquareRange(XYChart chart) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (XYSeries series : chart.getSeriesMap().values()) {
            widen(low, high, 0, series.getXData());
            widen(low, high, 1, series.getYData());
        }
        double extent = Math.max(high[0] - low[0], high[1] - low[1]);
        double half = extent > 0 ? extent * (0.5 + MARGIN) : 1;
        double x = (low[0] + high[0]) / 2;
        double y = (low[1] + high[1]) / 2;
        chart.getStyler().setXAxisMin(x - half).setXAxisMax(x + half);
        chart.getStyler().setYAxisMin(y - half).setYAxisMax(y + half);
    }

    private static void widen(double[] low, double[] high, int axis, double[] values) {
        for (double value : values) {
            low[axis] = Math.min(low[axis], value);
            high[axis] = Math.max(high[axis], value);
        }
    }
}
