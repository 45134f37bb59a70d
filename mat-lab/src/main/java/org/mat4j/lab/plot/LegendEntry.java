package org.mat4j.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Optional;
import org.knowm.xchart.style.markers.Marker;

/**
 * A name in a legend and what stands for it.
 *
 * @param name shown
 * @param color of line and marker
 * @param marker empty if there is none
 * @param line empty if there is none
 */
public record LegendEntry(String name, Color color, Optional<Marker> marker, Optional<BasicStroke> line) {

    /** An entry of points. */
    public static LegendEntry points(String name, SeriesStyle style) {
        return new LegendEntry(name, style.color(), Optional.of(style.marker()), Optional.empty());
    }

    /** An entry of a line with markers. */
    public static LegendEntry curve(String name, SeriesStyle style, BasicStroke line) {
        return new LegendEntry(name, style.color(), Optional.of(style.marker()), Optional.of(line));
    }

    /** An entry of a line without markers. */
    public static LegendEntry line(String name, Color color, BasicStroke line) {
        return new LegendEntry(name, color, Optional.empty(), Optional.of(line));
    }
}
