package org.mat4j.lab.plot;

import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.mat4j.core.check.Checks;

/** What both axes of a plot show. */
public record PlotRange(Axis x, Axis y) {

    /** Room around the values, as a share of their extent. */
    private static final double MARGIN = 0.05;

    /** What one axis shows: from its lower end to its upper one, which lies above it. */
    public record Axis(double min, double max) {

        /** Both ends must be finite. */
        public Axis {
            boolean valid = Double.isFinite(min) && Double.isFinite(max) && min < max;
            Checks.require(valid, "axis", min + " to " + max, "two finite ends, the lower one first");
        }

        /**
         * An axis from one value to another with room at both ends.
         *
         * @param margin the room, as a share of the extent
         */
        public static Axis withMargin(double low, double high, double margin) {
            double room = high > low ? (high - low) * margin : 1;
            return new Axis(low - room, high + room);
        }

        /** The length. */
        public double extent() {
            return max - min;
        }

        /** The middle of one of some cells of equal length, counted from 0. */
        double center(int cell, int cells) {
            return min + (cell + 0.5) * extent() / cells;
        }
    }

    /**
     * The smallest square around all values of some charts, with a little room, so that both axes have the same scale.
     *
     * @param charts with at least one value
     * @throws IllegalArgumentException if there is no value, or one is not finite
     */
    public static PlotRange squareAround(Collection<XYChart> charts) {
        DoubleSummaryStatistics xs = values(charts, XYSeries::getXData);
        DoubleSummaryStatistics ys = values(charts, XYSeries::getYData);
        double extent = Math.max(xs.getMax() - xs.getMin(), ys.getMax() - ys.getMin());
        Checks.require(
                Double.isFinite(extent), "extent of the values to draw", extent, "at least one value, all finite");
        double half = extent > 0 ? extent * (0.5 + MARGIN) : 1;
        return new PlotRange(around(xs, half), around(ys, half));
    }

    /** Sets the axes of a chart. */
    public void apply(XYChart chart) {
        chart.getStyler().setXAxisMin(x.min()).setXAxisMax(x.max());
        chart.getStyler().setYAxisMin(y.min()).setYAxisMax(y.max());
    }

    private static Axis around(DoubleSummaryStatistics values, double half) {
        double center = (values.getMin() + values.getMax()) / 2;
        return new Axis(center - half, center + half);
    }

    private static DoubleSummaryStatistics values(Collection<XYChart> charts, Function<XYSeries, double[]> axis) {
        return charts.stream()
                .flatMap(chart -> chart.getSeriesMap().values().stream())
                .flatMapToDouble(series -> Arrays.stream(axis.apply(series)))
                .summaryStatistics();
    }
}
