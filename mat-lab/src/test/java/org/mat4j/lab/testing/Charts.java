package org.mat4j.lab.testing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/** What charts show. */
public final class Charts {

    private Charts() {}

    /** The ends of the axes: left, right, bottom, top. */
    public static List<Double> range(XYChart chart) {
        XYStyler s = chart.getStyler();
        return List.of(s.getXAxisMin(), s.getXAxisMax(), s.getYAxisMin(), s.getYAxisMax());
    }

    /** The different ranges of some charts. */
    public static Set<List<Double>> ranges(Collection<XYChart> charts) {
        return charts.stream().map(Charts::range).collect(Collectors.toSet());
    }
}
