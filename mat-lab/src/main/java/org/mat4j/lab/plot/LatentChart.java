package org.mat4j.lab.plot;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.example.Examples;

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

    /** Size of a chart in pixels: the legend beside a square plot. */
    static final int WIDTH = 840;

    static final int HEIGHT = 720;

    /** Titles of the axes. */
    static final String Z1 = "latent z1";

    static final String Z2 = "latent z2";

    /** Distances at which ellipses are drawn, in standard deviations. */
    private static final List<Integer> DEVIATIONS = List.of(1, 2);

    private static final int CORNERS = 72;
    private static final int MARKER_SIZE = 5;

    private LatentChart() {}

    /** A chart of a model and what it makes of some images, see {@link #of(String, LatentSample, GaussianMixture)}. */
    public static XYChart of(String title, TrainedModel model, Examples images) {
        return of(title, LatentSample.of(model, images), model.mixture());
    }

    /**
     * A chart of one model. Its series are the points of each class that has some, named {@link #POINTS} + class, and
     * two ellipses for each class that the mixture has seen, named {@link #ELLIPSES} + class + ", " + deviations.
     *
     * @param sample latents of size 2, at least one
     * @param mixture of the same model, with at most {@link Palette#CLASSES} classes
     * @throws IllegalArgumentException for another latent size, no latent or more classes
     */
    public static XYChart of(String title, LatentSample sample, GaussianMixture mixture) {
        Checks.require(mixture.latentSize() == 2, "latent size", mixture.latentSize(), "2 to be drawn in the plane");
        Checks.require(sample.labels().length > 0, "number of latents", 0, "at least one");
        int classes = mixture.classCount();
        Checks.require(classes <= Palette.CLASSES, "number of classes", classes, "at most " + Palette.CLASSES);
        XYChart chart = ChartStyle.chart(title, WIDTH, HEIGHT, Z1, Z2);
        chart.getStyler().setMarkerSize(MARKER_SIZE);
        addPoints(chart, sample);
        for (int k = 0; k < classes; k++) {
            if (mixture.seen(k)) {
                addEllipses(chart, mixture, k);
            }
        }
        PlotRange.squareAround(List.of(chart)).apply(chart);
        return chart;
    }

    /** Adds the points of a sample in the plane, each class that has some in its color. */
    public static void addPoints(XYChart chart, LatentSample sample) {
        for (int k : sample.classes()) {
            double[][] points = sample.ofClass(k);
            ChartStyle.addPoints(chart, POINTS + k, coordinate(points, 0), coordinate(points, 1), Palette.ofClass(k));
        }
    }

    /** The points at some Mahalanobis distances from the mean of a class. */
    private static void addEllipses(XYChart chart, GaussianMixture mixture, int k) {
        double[] mean = mixture.mean(k);
        double[][] covariance = mixture.covariance(k);
        // The Cholesky factor turns the unit circle into the ellipse.
        double a = Math.sqrt(covariance[0][0]);
        double b = covariance[1][0] / a;
        double c = Math.sqrt(covariance[1][1] - b * b);
        for (int deviations : DEVIATIONS) {
            double[] x = new double[CORNERS + 1];
            double[] y = new double[CORNERS + 1];
            for (int i = 0; i <= CORNERS; i++) {
                double angle = 2 * Math.PI * i / CORNERS;
                double u = deviations * Math.cos(angle);
                double v = deviations * Math.sin(angle);
                x[i] = mean[0] + a * u;
                y[i] = mean[1] + b * u + c * v;
            }
            String name = ELLIPSES + k + ", " + deviations;
            XYSeries series = ChartStyle.addLine(
                    chart, name, x, y, Palette.ofClass(k).color().darker(), stroke(deviations));
            // One line of the legend stands for all.
            series.setShowInLegend(k == 0);
            series.setLabel(label(deviations));
        }
    }

    /** What the ellipses mean, for the legend of a sheet. */
    static List<Legend.Entry> ellipseEntries() {
        return DEVIATIONS.stream()
                .map(d -> Legend.Entry.line(label(d), ChartStyle.TEXT, stroke(d)))
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
