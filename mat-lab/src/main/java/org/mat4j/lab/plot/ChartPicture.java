package org.mat4j.lab.plot;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.mat4j.core.check.Checks;

/** A chart as a picture of a size in pixels; the chart is drawn as it is at that time. */
public record ChartPicture(XYChart chart, int width, int height) implements Picture {

    private static final int TITLE_PADDING = 8;

    /** The sizes must be positive. */
    public ChartPicture {
        Checks.require(width > 0 && height > 0, "size of a chart", width + " x " + height, "at least 1 x 1 pixel");
    }

    /** A chart in the size that it was made with. */
    public static ChartPicture of(XYChart chart) {
        return new ChartPicture(chart, chart.getWidth(), chart.getHeight());
    }

    @Override
    public List<XYChart> charts() {
        return List.of(chart);
    }

    @Override
    public void paint(Graphics2D g) {
        paint(g, chart, width, height);
    }

    /**
     * Paints a chart with its title, and gives the height of the title. XChart gives a title as much room as its letters
     * happen to need, so that charts side by side would not be level; here all titles have the same.
     */
    static int paint(Graphics2D g, XYChart chart, int width, int height) {
        int top = chart.getTitle().isEmpty() ? 0 : TITLE_PADDING + Text.lineHeight(ChartStyle.TITLE);
        g.setColor(ChartStyle.BACKGROUND);
        g.fillRect(0, 0, width, height);
        Graphics2D below = (Graphics2D) g.create();
        boolean visible = chart.getStyler().isChartTitleVisible();
        try {
            below.translate(0, top);
            chart.getStyler().setChartTitleVisible(false);
            chart.paint(below, width, height - top);
        } finally {
            chart.getStyler().setChartTitleVisible(visible);
            below.dispose();
        }
        g.setColor(ChartStyle.TEXT);
        Text.center(g, chart.getTitle(), ChartStyle.TITLE, width, TITLE_PADDING);
        return top;
    }
}
