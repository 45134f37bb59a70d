package org.mat4j.lab.plot;

import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;

/**
 * How a class or a method looks in every chart.
 *
 * @param color of its lines, markers and areas
 * @param marker its shape, which tells it apart where colors cannot
 */
public record SeriesStyle(Color color, Marker marker) {}
