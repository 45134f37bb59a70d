package org.mat4j.lab.plot;

import java.awt.Color;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** Fonts, grid and background of all charts: readable in a report's column and on a slide. */
public final class ChartStyle {

    static {
        Headless.ensure();
    }

    /** Above a chart. */
    public static final Font TITLE = font(Font.BOLD, 18);

    /** Above a sheet of charts. */
    public static final Font HEADING = font(Font.BOLD, 22);

    /** Beside an axis. */
    public static final Font AXIS_TITLE = font(Font.PLAIN, 16);

    /** Ticks, legends and captions. */
    public static final Font LABEL = font(Font.PLAIN, 14);

    /** What stands out among labels. */
    public static final Font LABEL_BOLD = font(Font.BOLD, 14);

    /** Behind everything. */
    public static final Color BACKGROUND = Color.WHITE;

    /** Text. */
    public static final Color TEXT = new Color(0x222222);

    private static final Color GRID = new Color(0xE6E6E6);
    private static final Color FRAME = new Color(0x888888);

    private ChartStyle() {}

    /**
     * A chart with the common look, its legend beside the plot.
     *
     * @param chart with titles and size
     */
    public static XYChart build(XYChartBuilder chart) {
        XYChart built = chart.build();
        apply(built.getStyler());
        return built;
    }

    private static void apply(XYStyler styler) {
        styler.setChartBackgroundColor(BACKGROUND).setChartFontColor(TEXT).setChartTitleFont(TITLE);
        styler.setPlotBackgroundColor(BACKGROUND).setPlotBorderColor(FRAME);
        styler.setLegendFont(LABEL).setLegendBorderColor(FRAME).setLegendPosition(LegendPosition.OutsideE);
        styler.setAxisTitleFont(AXIS_TITLE).setAxisTickLabelsFont(LABEL).setAxisTickLabelsColor(TEXT);
        styler.setPlotGridLinesColor(GRID).setPlotMargin(0).setLocale(Locale.ROOT);
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
