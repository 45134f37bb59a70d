package org.mat4j.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Fonts, grid and background of all charts: readable in a report's column and on a slide. */
public final class ChartStyle {

    static {
        // Before the first class of AWT: no window is opened, and a server has no display. A choice of the user's is
        // kept.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    /** Above a chart. */
    public static final Font TITLE = font(Font.BOLD, 18);

    /** Above a sheet of charts. */
    public static final Font HEADING = font(Font.BOLD, 22);

    /** Ticks, legends and captions. */
    public static final Font LABEL = font(Font.PLAIN, 14);

    /** What stands out among labels. */
    public static final Font LABEL_BOLD = font(Font.BOLD, 14);

    /** Behind everything. */
    public static final Color BACKGROUND = Color.WHITE;

    /** Text. */
    public static final Color TEXT = new Color(0x222222);

    private static final Font AXIS_TITLE = font(Font.PLAIN, 16);
    private static final Color GRID = new Color(0xE6E6E6);
    private static final Color FRAME = new Color(0x888888);

    private ChartStyle() {}

    /** Makes sure, before AWT is used, that no display is looked for. */
    static void headless() {
        // loading this class has done it
    }

    /** An empty chart with the common look, its legend beside the plot. */
    public static XYChart chart(String title, int width, int height, String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .title(title)
                .width(width)
                .height(height)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        var styler = chart.getStyler();
        styler.setChartBackgroundColor(BACKGROUND).setChartFontColor(TEXT).setChartTitleFont(TITLE);
        styler.setPlotBackgroundColor(BACKGROUND).setPlotBorderColor(FRAME);
        styler.setLegendFont(LABEL).setLegendBorderColor(FRAME).setLegendPosition(LegendPosition.OutsideE);
        styler.setAxisTitleFont(AXIS_TITLE).setAxisTickLabelsFont(LABEL).setAxisTickLabelsColor(TEXT);
        styler.setPlotGridLinesColor(GRID).setPlotMargin(0).setLocale(Locale.ROOT);
        return chart;
    }

    /** Makes a chart a part of a sheet: without a legend of its own, the axes as long as the plot. */
    public static void panel(XYChart chart, PlotRange range, int markerSize) {
        chart.getStyler().setLegendVisible(false).setMarkerSize(markerSize).setPlotContentSize(1);
        range.apply(chart);
    }

    /** Adds points, each marked. */
    public static void addPoints(XYChart chart, String name, double[] x, double[] y, Palette.Style style) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(style.marker()).setMarkerColor(style.color());
    }

    /** Adds a line through points, which are not marked. */
    public static XYSeries addLine(
            XYChart chart, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        series.setLineColor(color).setLineStyle(stroke);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
