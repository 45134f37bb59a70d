package org.mat4j.lab.plot.curve;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.Legend;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.lab.plot.PlotRange;

/**
 * Quantities of several runs against their updates, in charts side by side above one legend of the runs: a line for each,
 * with some of its points marked.
 */
public final class CurveSheet {

    /** The most points of a curve of the loss. */
    static final int POINTS = 200;

    /** After the name of a curve, that of its marked points. */
    static final String MARKED = ", marked";

    private static final int WIDTH = 640;
    private static final int HEIGHT = 460;
    private static final int MARKS = 10;
    private static final int MARKER_SIZE = 8;
    private static final BasicStroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** Room for the markers at the ends of the axes, as a share of their extent. */
    private static final double MARGIN = 0.03;

    private CurveSheet() {}

    /** How a vertical axis runs. */
    public enum Scale {

        /** In equal steps; 0 is always seen. */
        LINEAR,

        /** In powers of ten: for values that differ by orders of magnitude, all above 0. */
        LOGARITHMIC
    }

    /**
     * The validation error and the loss, of each run what it has, as figure 3(a) of the paper. A loss of many updates is
     * averaged over neighboring ones, as its axis tells; it is the whole objective, whose terms differ from method to
     * method, so that only its course compares, not its height.
     *
     * @throws IllegalArgumentException if no run has any, or a name is given twice
     */
    public static Picture learning(List<RunHistory> runs) {
        List<Curve> validationErrors =
                runs.stream().flatMap(run -> run.validationError().stream()).toList();
        List<Curve> losses = runs.stream().flatMap(run -> run.loss().stream()).toList();
        List<String> names = Stream.concat(validationErrors.stream(), losses.stream())
                .map(Curve::name)
                .distinct()
                .toList();
        Checks.require(!names.isEmpty(), "number of curves", 0, "at least one");
        Map<String, Palette.Style> styles = Palette.ofModels(names);
        List<XYChart> charts = new ArrayList<>();
        if (!validationErrors.isEmpty()) {
            PlotRange range = rangeOf(validationErrors, Scale.LINEAR);
            charts.add(chart("Validation error", "validation error in %", validationErrors, styles, range));
        }
        if (!losses.isEmpty()) {
            List<Curve> averaged = losses.stream().map(c -> c.averaged(POINTS)).toList();
            int block = losses.stream().mapToInt(c -> c.blockFor(POINTS)).max().orElseThrow();
            String title = block == 1 ? "loss" : "loss, mean of up to " + block + " updates";
            charts.add(chart("Loss", title, averaged, styles, rangeOf(averaged, Scale.LINEAR)));
        }
        return sheet(charts, styles);
    }

    /**
     * Output, manifold and average smoothness, all with the same axes, as figure 3(b) of the paper. Less is smoother.
     *
     * @param runs at least one, each with its own name
     * @param scale of the vertical axes
     * @throws IllegalArgumentException if there is no run, a name is given twice, or a value is not above 0 and the scale
     *     logarithmic
     */
    public static Picture smoothness(List<SmoothnessHistory> runs, Scale scale) {
        Checks.require(!runs.isEmpty(), "number of runs", 0, "at least one");
        Map<String, Palette.Style> styles =
                Palette.ofModels(runs.stream().map(SmoothnessHistory::name).toList());
        List<List<Curve>> curves = Stream.<ToDoubleFunction<Smoothness>>of(
                        Smoothness::output, Smoothness::manifold, Smoothness::average)
                .map(measure -> runs.stream().map(r -> r.curve(measure)).toList())
                .toList();
        PlotRange range = rangeOf(curves.stream().flatMap(List::stream).toList(), scale);
        List<XYChart> charts = List.of(
                chart("Output smoothness", "divergence of outputs", curves.get(0), styles, range),
                chart("Manifold smoothness", "divergence of latents", curves.get(1), styles, range),
                chart("Average smoothness", "mean of both", curves.get(2), styles, range));
        charts.forEach(chart -> chart.getStyler().setYAxisLogarithmic(scale == Scale.LOGARITHMIC));
        return sheet(charts, styles);
    }

    private static Picture sheet(List<XYChart> charts, Map<String, Palette.Style> styles) {
        Picture row = PictureGrid.row(charts);
        return row.above(Legend.ofModels(styles, LINE, row.width()));
    }

    private static XYChart chart(
            String title, String yTitle, List<Curve> curves, Map<String, Palette.Style> styles, PlotRange range) {
        XYChart chart = ChartStyle.chart(title, WIDTH, HEIGHT, "parameter updates", yTitle);
        ChartStyle.panel(chart, range, MARKER_SIZE);
        for (Curve curve : curves) {
            Palette.Style style = styles.get(curve.name());
            ChartStyle.addLine(chart, curve.name(), curve.x(), curve.y(), style.color(), LINE);
            int marks = Math.min(MARKS, curve.size());
            Curve marked = curve.at(IntStream.range(0, marks)
                    .map(i -> marks == 1 ? 0 : (int) Math.round(i * (curve.size() - 1.0) / (marks - 1))));
            ChartStyle.addPoints(chart, curve.name() + MARKED, marked.x(), marked.y(), style);
        }
        return chart;
    }

    /** The axes that hold all curves. */
    private static PlotRange rangeOf(List<Curve> curves, Scale scale) {
        double left = 0;
        double right = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            left = Math.min(left, curve.x()[0]);
            right = Math.max(right, curve.x()[curve.size() - 1]);
            for (double y : curve.y()) {
                boolean valid = scale == Scale.LINEAR || y > 0;
                String what = "value of the curve '" + curve.name() + "'";
                Checks.require(valid, what, y, "values above 0 on a logarithmic axis");
                low = Math.min(low, y);
                high = Math.max(high, y);
            }
        }
        PlotRange.Axis updates = PlotRange.Axis.withMargin(left, right, MARGIN);
        if (scale == Scale.LINEAR) {
            return new PlotRange(updates, PlotRange.Axis.withMargin(Math.min(0, low), Math.max(0, high), MARGIN));
        }
        double bottom = Math.floor(Math.log10(low));
        double top = Math.max(bottom + 1, Math.ceil(Math.log10(high)));
        // A little more, or the labels at the ends are left out.
        return new PlotRange(updates, new PlotRange.Axis(Math.pow(10, bottom - MARGIN), Math.pow(10, top + MARGIN)));
    }
}
