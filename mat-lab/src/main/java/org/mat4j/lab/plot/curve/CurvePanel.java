package org.mat4j.lab.plot.curve;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mat4j.lab.plot.AxisRange;
import org.mat4j.lab.plot.ChartStyle;
import org.mat4j.lab.plot.PlotRange;
import org.mat4j.lab.plot.SeriesStyle;

/** Curves of one quantity against updates: a line for each, with some of its points marked. */
final class CurvePanel {

    static final int WIDTH = 640;
    static final int HEIGHT = 460;

    static final BasicStroke LINE = new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /** After the name of a curve, that of its marked points. */
    static final String MARKED = ", marked";

    private static final int MARKS = 10;
    private static final int MARKER_SIZE = 8;

    /** Room for the markers at the ends of the axes, as a share of their extent. */
    private static final double MARGIN = 0.03;

    private CurvePanel() {}

    /**
     * @param title above the chart
     * @param yTitle what is drawn, with its unit
     * @param curves at least one
     * @param styles by the names of the curves
     * @param range of the axes
     */
    static XYChart of(
            String title,
            String yTitle,
            List<Curve> curves,
            Map<String, SeriesStyle> styles,
            PlotRange range,
            ValueScale scale) {
        XYChart chart = ChartStyle.build(new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("parameter updates")
                .yAxisTitle(yTitle));
        chart.getStyler().setLegendVisible(false).setMarkerSize(MARKER_SIZE).setPlotContentSize(1);
        chart.getStyler().setYAxisLogarithmic(scale == ValueScale.LOGARITHMIC);
        range.apply(chart);
        curves.forEach(curve -> add(chart, curve, styles.get(curve.name())));
        return chart;
    }

    private static void add(XYChart chart, Curve curve, SeriesStyle style) {
        XYSeries line = chart.addSeries(curve.name(), curve.x(), curve.y());
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        line.setLineColor(style.color()).setLineStyle(LINE);
        line.setMarker(SeriesMarkers.NONE);
        int marks = Math.min(MARKS, curve.size());
        double[] x = new double[marks];
        double[] y = new double[marks];
        for (int i = 0; i < marks; i++) {
            int index = marks == 1 ? 0 : (int) Math.round(i * (curve.size() - 1.0) / (marks - 1));
            x[i] = curve.x()[index];
            y[i] = curve.y()[index];
        }
        XYSeries points = chart.addSeries(curve.name() + MARKED, x, y);
        points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        points.setMarker(style.marker()).setMarkerColor(style.color());
    }

    /**
     * The axes that hold all curves.
     *
     * @throws IllegalArgumentException if an axis is to be logarithmic and a value is not above 0
     */
    static PlotRange rangeOf(List<Curve> curves, ValueScale scale) {
        double right = Double.NEGATIVE_INFINITY;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            right = Math.max(right, curve.x()[curve.size() - 1]);
            for (double y : curve.y()) {
                if (scale == ValueScale.LOGARITHMIC && y <= 0) {
                    throw new IllegalArgumentException(
                            "curve '" + curve.name() + "': expected values above 0 on a logarithmic axis, found " + y);
                }
                low = Math.min(low, y);
                high = Math.max(high, y);
            }
        }
        double left = curves.stream().mapToDouble(c -> c.x()[0]).min().orElseThrow();
        return new PlotRange(
                withRoom(Math.min(0, left), Math.max(0, right)),
                scale == ValueScale.LOGARITHMIC ? decades(low, high) : withRoom(Math.min(0, low), Math.max(0, high)));
    }

    private static AxisRange decades(double low, double high) {
        double bottom = Math.floor(Math.log10(low));
        double top = Math.max(bottom + 1, Math.ceil(Math.log10(high)));
        // A little more, or the labels at the ends are left out.
        return new AxisRange(Math.pow(10, bottom - MARGIN), Math.pow(10, top + MARGIN));
    }

    private static AxisRange withRoom(double low, double high) {
        double room = high > low ? (high - low) * MARGIN : 1;
        return new AxisRange(low - room, high + room);
    }
}
