package org.mat4j.lab.plot;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/**
 * A picture made of charts and what belongs to them.
 *
 * @param charts row by row from left to right; their series and axes are what is drawn
 * @param picture the charts as arranged, with headings and legends
 */
public record Sheet(List<XYChart> charts, Picture picture) implements Picture {

    /** Copies the list. */
    public Sheet {
        charts = List.copyOf(charts);
    }

    /** Charts side by side, at least one, each in the size that it was made with. */
    public static Sheet row(List<XYChart> charts) {
        return new Sheet(
                charts,
                new PictureGrid(
                        charts.size(), charts.stream().map(ChartPicture::of).toList()));
    }

    /** The same with something below. */
    public Sheet above(Picture below) {
        return new Sheet(charts, new PictureGrid(1, List.of(picture, below)));
    }

    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public void paint(Graphics2D g) {
        picture.paint(g);
    }
}
