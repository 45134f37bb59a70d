package org.mat4j.lab.plot.curve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.lab.plot.Palette;
import org.mat4j.lab.plot.PictureFormat;
import org.mat4j.lab.testing.Pixels;

/** Figure 3. */
class CurvesTest {

    @Test
    void bothChartsHaveALineForEachRunInItsColor() {
        LearningCurves picture = LearningCurves.of(
                List.of(curve("mat", 5), curve("vat", 5)), List.of(curve("mat", 1000), curve("vat", 1000)));

        assertEquals(
                List.of("Validation error", "Loss"),
                picture.charts().stream().map(XYChart::getTitle).toList());
        for (XYChart chart : picture.charts()) {
            assertEquals(
                    Set.of("mat", "vat", "mat" + CurvePanel.MARKED, "vat" + CurvePanel.MARKED),
                    chart.getSeriesMap().keySet());
            assertEquals(
                    Palette.ofMethod(StandardMethod.MAT).color(),
                    chart.getSeriesMap().get("mat").getLineColor());
        }
        XYChart loss = picture.charts().get(1);
        assertEquals(LearningCurves.POINTS, loss.getSeriesMap().get("mat").getXData().length);
        assertEquals("loss, mean of up to 5 updates", loss.getYAxisTitle());
        assertTrue(Pixels.has(
                PictureFormat.raster(picture),
                Palette.ofMethod(StandardMethod.VAT).color()));
    }

    @Test
    void onlyOneKindOfCurveIsOneChart() {
        assertEquals(
                1,
                LearningCurves.of(List.of(), List.of(curve("mat", 3))).charts().size());
        assertThrows(IllegalArgumentException.class, () -> LearningCurves.of(List.of(), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> LearningCurves.of(List.of(), List.of(curve("mat", 3), curve("mat", 3))));
    }

    @Test
    void theThreeSmoothnessChartsHaveTheSameAxes() {
        for (ValueScale scale : ValueScale.values()) {
            SmoothnessCurves picture =
                    SmoothnessCurves.of(List.of(smoothness("mat", 0.1), smoothness("at-l2", 5)), scale);

            assertEquals(3, picture.charts().size());
            Set<List<Double>> ranges = picture.charts().stream()
                    .map(chart -> range(chart.getStyler()))
                    .collect(Collectors.toSet());
            assertEquals(1, ranges.size());
            List<Double> range = ranges.iterator().next();
            assertTrue(range.get(2) <= 0.1 && range.get(3) >= 15, range.toString());
            assertArrayEquals(
                    new double[] {2 * 0.1, 2 * 0.05},
                    picture.charts().get(2).getSeriesMap().get("mat").getYData(),
                    1e-12);
            assertTrue(Pixels.has(
                    PictureFormat.raster(picture),
                    Palette.ofMethod(StandardMethod.AT_L2).color()));
        }
    }

    @Test
    void aLogarithmicAxisNeedsValuesAboveZero() {
        List<SmoothnessHistory> runs = List.of(smoothness("mat", 0));

        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SmoothnessCurves.of(runs, ValueScale.LOGARITHMIC));
        assertTrue(e.getMessage().contains("'mat'"), e.getMessage());
        assertEquals(3, SmoothnessCurves.of(runs, ValueScale.LINEAR).charts().size());
        assertThrows(IllegalArgumentException.class, () -> SmoothnessCurves.of(List.of(), ValueScale.LINEAR));
    }

    @Test
    void averagesNeighbors() {
        Curve curve = new Curve("c", new double[] {1, 2, 3, 4, 5}, new double[] {2, 4, 6, 8, 1});

        Curve averaged = curve.averaged(3);
        assertArrayEquals(new double[] {1.5, 3.5, 5}, averaged.x());
        assertArrayEquals(new double[] {3, 7, 1}, averaged.y());
        assertEquals(curve, curve.averaged(5));
        assertThrows(IllegalArgumentException.class, () -> curve.averaged(0));
    }

    @Test
    void badCurvesAreErrors() {
        double[] two = {1, 2};
        assertThrows(IllegalArgumentException.class, () -> new Curve("c", two, new double[1]));
        assertThrows(IllegalArgumentException.class, () -> new Curve("c", new double[0], new double[0]));
        assertThrows(IllegalArgumentException.class, () -> new Curve("c", new double[] {1, 1}, two));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Curve("c", two, new double[] {1, Double.NaN}));
        assertTrue(e.getMessage().contains("(2.0, NaN) at index 1"), e.getMessage());
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

    private static List<Double> range(XYStyler s) {
        return List.of(s.getXAxisMin(), s.getXAxisMax(), s.getYAxisMin(), s.getYAxisMax());
    }
}
