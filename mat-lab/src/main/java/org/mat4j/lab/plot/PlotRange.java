package org.mat4j.lab.plot;

import java.util.Collection;
import org.knowm.xchart.XYChart;

/**
 * What both axes of a plot show.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 */
public record PlotRange(AxisRange x, AxisRange y) {

    /** Room around the values, as a share of their extent. */
    private static final double MARGIN = 0.05;

    /**
     * The smallest square around all values of some charts, with a little room, so that both axes have the same scale.
     *
     * @param charts with at least one value
     * @throws IllegalArgumentException if there is no value, or one is not finite
     */
    public static PlotRange squareAround(Collection<XYChart> charts) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        charts.stream().flatMap(chart -> chart.getSeriesMap().values().stream()).forEach(series -> {
            widen(low, high, 0, series.getXData());
            widen(low, high, 1, series.getYData());
        });
        double extent = Math.max(high[0] - low[0], high[1] - low[1]);
        if (!Double.isFinite(extent)) {
            throw new IllegalArgumentException("values to draw: expected at least one and all finite, found others");
        }
        double half = extent > 0 ? extent * (0.5 + MARGIN) : 1;
        return new PlotRange(around((low[0] + high[0]) / 2, half), around((low[1] + high[1]) / 2, half));
    }

    /**
     * Sets the axes of a chart.
     *
     * @param chart changed
     */
    public void apply(XYChart chart) {
        chart.getStyler().setXAxisMin(x.min()).setXAxisMax(x.max());
        chart.getStyler().setYAxisMin(y.min()).setYAxisMax(y.max());
    }

    private static AxisRange around(double center, double half) {
        return new AxisRange(center - half, center + half);
    }

    private static void widen(double[] low, double[] high, int axis, double[] values) {
        for (double value : values) {
            // As a whole, so that a value that is not a number is not passed over.
            low[axis] = Math.min(low[axis], value);
            high[axis] = Math.max(high[axis], value);
        }
    }
}
