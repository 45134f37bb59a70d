package org.mat4j.lab.plot.curve;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.PlotRange;
import org.mat4j.lab.plot.SeriesStyle;
import org.mat4j.lab.plot.Sheet;

/**
 * Output, manifold and average smoothness of several runs against their updates, side by side and all with the same axes,
 * as figure 3(b) of the paper. Less is smoother.
 */
public final class SmoothnessCurves extends Sheet {

    private SmoothnessCurves(List<XYChart> charts, Picture sheet) {
        super(charts, sheet);
    }

    /**
     * The curves of some runs.
     *
     * @param runs at least one, each with its own name
     * @param scale of the vertical axes
     * @throws IllegalArgumentException if there is no run, a name is given twice, or a value is not above 0 and the scale
     *     logarithmic
     */
    public static SmoothnessCurves of(List<SmoothnessHistory> runs, ValueScale scale) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("runs: expected at least one, found none");
        }
        Map<String, SeriesStyle> styles =
                Palette.ofModels(runs.stream().map(SmoothnessHistory::name).toList());
        List<Curve> output = runs.stream().map(SmoothnessHistory::output).toList();
        List<Curve> manifold = runs.stream().map(SmoothnessHistory::manifold).toList();
        List<Curve> average = runs.stream().map(SmoothnessHistory::average).toList();
        PlotRange range = CurvePanel.rangeOf(
                Stream.of(output, manifold, average).flatMap(List::stream).toList(), scale);
        List<XYChart> charts = List.of(
                CurvePanel.of("Output smoothness", "divergence of outputs", output, styles, range, scale),
                CurvePanel.of("Manifold smoothness", "divergence of latents", manifold, styles, range, scale),
                CurvePanel.of("Average smoothness", "mean of both", average, styles, range, scale));
        return new SmoothnessCurves(charts, CurveSheet.of(charts, styles));
    }
}
