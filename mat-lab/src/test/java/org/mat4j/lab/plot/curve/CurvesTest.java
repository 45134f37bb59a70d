package org.mat4j.lab.plot.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchart.XYChart;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.testing.Charts;
import org.mat4j.lab.testing.Messages;
import org.mat4j.lab.testing.Pixels;

/** Figure 3. */
class CurvesTest {

    @Test
    void bothChartsHaveALineForEachRunInItsColor() {
        Picture picture = CurveSheet.learning(List.of(run("mat", 5, 1000), run("vat", 5, 1000)));

        assertEquals(
                List.of("Validation error", "Loss"),
                picture.charts().stream().map(XYChart::getTitle).toList());
        for (XYChart chart : picture.charts()) {
            assertEquals(
                    Set.of("mat", "vat", "mat" + CurveSheet.MARKED, "vat" + CurveSheet.MARKED),
                    chart.getSeriesMap().keySet());
            assertEquals(
                    Palette.ofMethod("mat").color(),
                    chart.getSeriesMap().get("mat").getLineColor());
        }
        XYChart loss = picture.charts().get(1);
        assertEquals(CurveSheet.POINTS, loss.getSeriesMap().get("mat").getXData().length);
        assertEquals("loss, mean of up to 5 updates", loss.getYAxisTitle());
        assertTrue(Pixels.has(picture.raster(), Palette.ofMethod("vat").color()));
    }

    @Test
    void onlyOneKindOfCurveIsOneChart() {
        assertEquals(1, CurveSheet.learning(List.of(run("mat", 0, 3))).charts().size());
        Messages.refused(() -> CurveSheet.learning(List.of(run("mat", 0, 0))), "number of curves is 0");
        Messages.refused(() -> CurveSheet.learning(List.of(run("mat", 3, 0), run("mat", 3, 0))), "mat");
    }

    @ParameterizedTest
    @EnumSource
    void theThreeSmoothnessChartsHaveTheSameAxes(CurveSheet.Scale scale) {
        Picture picture = CurveSheet.smoothness(List.of(smoothness("mat", 0.1), smoothness("at-l2", 5)), scale);

        assertEquals(3, picture.charts().size());
        Set<List<Double>> ranges = Charts.ranges(picture.charts());
        assertEquals(1, ranges.size());
        List<Double> range = ranges.iterator().next();
        assertTrue(range.get(2) <= 0.1 && range.get(3) >= 15, range.toString());
        assertArrayEquals(
                new double[] {2 * 0.1, 2 * 0.05},
                picture.charts().get(2).getSeriesMap().get("mat").getYData(),
                1e-12);
        assertTrue(Pixels.has(picture.raster(), Palette.ofMethod("at-l2").color()));
    }

    @Test
    void aLogarithmicAxisNeedsValuesAboveZero() {
        List<SmoothnessHistory> runs = List.of(smoothness("mat", 0));

        Messages.refused(() -> CurveSheet.smoothness(runs, CurveSheet.Scale.LOGARITHMIC), "'mat'", "0.0");
        assertEquals(
                3, CurveSheet.smoothness(runs, CurveSheet.Scale.LINEAR).charts().size());
        Messages.refused(() -> CurveSheet.smoothness(List.of(), CurveSheet.Scale.LINEAR), "number of runs is 0");
    }

    @Test
    void averagesNeighbors() {
        Curve curve = new Curve("c", new double[] {1, 2, 3, 4, 5}, new double[] {2, 4, 6, 8, 1});

        Curve averaged = curve.averaged(3);
        assertArrayEquals(new double[] {1.5, 3.5, 5}, averaged.x());
        assertArrayEquals(new double[] {3, 7, 1}, averaged.y());
        assertEquals(curve, curve.averaged(5));
        Messages.refused(() -> curve.averaged(0), "most points is 0");
    }

    static Stream<Arguments> badCurves() {
        double[] two = {1, 2};
        return Stream.of(
                Arguments.of(two, new double[1], "number of points of the curve 'c' is 2 and 1"),
                Arguments.of(new double[0], new double[0], "number of points of the curve 'c' is 0 and 0"),
                Arguments.of(new double[] {1, 1}, two, "point 1 of the curve 'c' is (1.0, 2.0)"),
                Arguments.of(two, new double[] {1, Double.NaN}, "point 1 of the curve 'c' is (2.0, NaN)"));
    }

    @ParameterizedTest
    @MethodSource
    void badCurves(double[] x, double[] y, String message) {
        Messages.refused(() -> new Curve("c", x, y), message);
    }

    private static RunHistory run(String name, int errors, int losses) {
        return new RunHistory(
                losses == 0 ? Optional.empty() : Optional.of(curve(name, losses)),
                errors == 0 ? Optional.empty() : Optional.of(curve(name, errors)));
    }

    private static Curve curve(String name, int points) {
        return new Curve(
                name,
                IntStream.rangeClosed(1, points).asDoubleStream().toArray(),
                IntStream.rangeClosed(1, points).mapToDouble(i -> 10.0 / i).toArray());
    }

    private static SmoothnessHistory smoothness(String name, double first) {
        return new SmoothnessHistory(
                name,
                List.of(
                        new SmoothnessCurve.Point(0, new Smoothness(first, 3 * first)),
                        new SmoothnessCurve.Point(100, new Smoothness(first / 2, 3 * first / 2))));
    }
}
