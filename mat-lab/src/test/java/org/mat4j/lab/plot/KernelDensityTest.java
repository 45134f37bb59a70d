package org.mat4j.lab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The smoothing of points. */
class KernelDensityTest {

    private static final PlotRange RANGE = new PlotRange(new PlotRange.Axis(-12, 12), new PlotRange.Axis(-20, 20));

    @Test
    void integratesToOne() {
        double[] density = KernelDensity.onGrid(points(500), 0.01, RANGE, 150);

        double cell = RANGE.x().extent() / 150 * RANGE.y().extent() / 150;
        assertEquals(1, cell * Arrays.stream(density).sum(), 1e-3);
    }

    @Test
    void isTheMeanOfGaussiansByScottsRuleAtTheCentersOfTheCells() {
        double[][] points = {{0, 1}, {2, 1}, {4, 7}};
        double h0 = 2 * Math.pow(3, -1.0 / 6);
        double h1 = Math.sqrt(12) * Math.pow(3, -1.0 / 6);

        double[] density = KernelDensity.onGrid(points, 1e-3, RANGE, 20);
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 20; column++) {
                double x = -12 + 1.2 * (column + 0.5);
                double y = -20 + 2 * (row + 0.5);
                assertEquals(naive(points, h0, h1, x, y), density[20 * row + column], 1e-6);
            }
        }
    }

    static Stream<Arguments> coinciding() {
        return Stream.of(
                Arguments.of(new double[][] {{1, 2}}, 0.5, 0.5),
                Arguments.of(new double[][] {{1, 2}, {1, 9}}, 0.5, Math.sqrt(24.5) * Math.pow(2, -1.0 / 6)));
    }

    @ParameterizedTest
    @MethodSource
    void coinciding(double[][] points, double h0, double h1) {
        PlotRange oneCell = new PlotRange(new PlotRange.Axis(0.5, 1.5), new PlotRange.Axis(1.5, 2.5));

        assertEquals(naive(points, h0, h1, 1, 2), KernelDensity.onGrid(points, 0.5, oneCell, 1)[0], 1e-12);
    }

    private static double naive(double[][] points, double h0, double h1, double x, double y) {
        double sum = 0;
        for (double[] p : points) {
            double u = (x - p[0]) / h0;
            double v = (y - p[1]) / h1;
            sum += Math.exp(-(u * u + v * v) / 2) / (2 * Math.PI * h0 * h1) / points.length;
        }
        return sum;
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
