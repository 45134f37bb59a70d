package org.mat4j.lab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The smoothing of points. */
class KernelDensityTest {

    private static final PlotRange RANGE = new PlotRange(new AxisRange(-12, 12), new AxisRange(-20, 20));

    @Test
    void integratesToOne() {
        double[][] density = KernelDensity.of(points(500), 0.01).onGrid(RANGE, 150, 150);

        double cell = RANGE.x().extent() / 150 * RANGE.y().extent() / 150;
        double integral =
                cell * Arrays.stream(density).flatMapToDouble(Arrays::stream).sum();
        assertEquals(1, integral, 1e-3);
    }

    @Test
    void theGridHasTheDensityAtItsCenters() {
        KernelDensity density = KernelDensity.of(points(50), 0.01);
        double[][] grid = density.onGrid(RANGE, 6, 10);

        for (int row = 0; row < 10; row++) {
            for (int column = 0; column < 6; column++) {
                assertEquals(density.at(-10 + 4 * column, -18 + 4 * row), grid[row][column], 1e-6);
            }
        }
    }

    @Test
    void isTheMeanOfGaussiansByScottsRule() {
        double[][] points = {{0, 1}, {2, 1}, {4, 7}};
        KernelDensity density = KernelDensity.of(points, 1e-3);
        double h0 = 2 * Math.pow(3, -1.0 / 6);
        double h1 = Math.sqrt(12) * Math.pow(3, -1.0 / 6);

        assertEquals(h0, density.bandwidth(0), 1e-12);
        assertEquals(h1, density.bandwidth(1), 1e-12);
        double expected = 0;
        for (double[] p : points) {
            double u = (1.5 - p[0]) / h0;
            double v = (3 - p[1]) / h1;
            expected += Math.exp(-(u * u + v * v) / 2) / (2 * Math.PI * h0 * h1) / 3;
        }
        assertEquals(expected, density.at(1.5, 3), 1e-12);
    }

    @Test
    void theLeastDeviationStandsInWherePointsCoincide() {
        KernelDensity one = KernelDensity.of(new double[][] {{1, 2}}, 0.5);

        assertEquals(0.5, one.bandwidth(0));
        assertEquals(1 / (2 * Math.PI * 0.25), one.at(1, 2), 1e-12);
        assertEquals(0.5, KernelDensity.of(new double[][] {{1, 2}, {1, 9}}, 0.5).bandwidth(0));
    }

    @Test
    void badPointsAreErrors() {
        double[][] good = {{1, 2}};
        assertThrows(IllegalArgumentException.class, () -> KernelDensity.of(new double[0][], 1));
        assertThrows(IllegalArgumentException.class, () -> KernelDensity.of(new double[][] {{1, 2, 3}}, 1));
        assertThrows(IllegalArgumentException.class, () -> KernelDensity.of(new double[][] {{1, Double.NaN}}, 1));
        assertThrows(IllegalArgumentException.class, () -> KernelDensity.of(good, 0));
        assertThrows(IllegalArgumentException.class, () -> KernelDensity.of(good, Double.NaN));
        assertThrows(
                IllegalArgumentException.class, () -> KernelDensity.of(good, 1).onGrid(RANGE, 0, 5));
    }

    private static double[][] points(int count) {
        Random random = new Random(2);
        double[][] points = new double[count][];
        for (int i = 0; i < count; i++) {
            points[i] = new double[] {1 + random.nextGaussian(), -2 + 3 * random.nextGaussian()};
        }
        return points;
    }
}
