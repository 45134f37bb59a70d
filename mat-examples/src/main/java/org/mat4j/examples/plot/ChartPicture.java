package org.mat4j.examples.plot;

import java.awt.Graphics2D;
import java.util.Objects;
import org.knowm.xchart.XYChart;

/**
 * A chart as a picture.
 *
 * @param chart drawn as it is at that time
 * @param width in pixels
 * @param height in pixels
 */
public record ChartPicture(XYChart chart, int width, int height) implements Picture {

    /** The sizes must be positive. */
    public ChartPicture {
        Objects.requireNonNull(chart, "chart");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "size of a chart: expected at least 1 x 1 pixel, found " + width + " x " + height);
        }
    }

    /** A chart in the size that it was made with. */
    public static ChartPicture of(XYChart chart) {
        return new ChartPicture(chart, chart.getWidth(), chart.getHeight());
    }

    @Override
    public void paint(Graphics2D g) {
        chart.paint(g, width, height);
    }
}
