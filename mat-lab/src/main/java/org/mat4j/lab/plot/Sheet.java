package org.mat4j.lab.plot;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;

/** A picture made of charts and what belongs to them. */
public abstract class Sheet implements Picture {

    private final List<XYChart> charts;
    private final Picture picture;

    /**
     * @param charts whose numbers it shows
     * @param picture the charts as arranged, with headings and legends
     */
    protected Sheet(List<XYChart> charts, Picture picture) {
        this.charts = List.copyOf(charts);
        this.picture = picture;
    }

    /** The charts, row by row from left to right; their series and axes are what is drawn. */
    public final List<XYChart> charts() {
        return charts;
    }

    @Override
    public final int width() {
        return picture.width();
    }

    @Override
    public final int height() {
        return picture.height();
    }

    @Override
    public final void paint(Graphics2D g) {
        picture.paint(g);
    }
}
