package org.mat4j.lab.plot;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * The density of points in the plane, estimated by a Gaussian around each. Its standard deviations follow Scott's rule,
 * sigma n^(-1/6) along each axis, where sigma is that of the points (Scott, Multivariate Density Estimation, 1992).
 */
final class KernelDensity {

    /** Beyond so many standard deviations a Gaussian counts as 0: less than 1e-5 of its height. */
    private static final double REACH = 5;

    private KernelDensity() {}

    /**
     * The density, per unit of area, at the centers of the cells of a grid.
     *
     * @param points [n, 2], at least one, finite
     * @param least the smallest standard deviation to smooth with, above 0, in the unit of the points: it stands in where
     *     points coincide, and keeps the density from being sharper than a picture can show
     * @param cells along each axis, at least 1
     * @return [cells, cells] row by row, the first row at the lower end of the vertical axis
     */
    static double[] onGrid(double[][] points, double least, PlotRange range, int cells) {
        double[] deviations = {deviation(points, 0, least), deviation(points, 1, least)};
        double[] density = new double[cells * cells];
        for (double[] point : points) {
            // A Gaussian of the plane is the product of those of the axes.
            double[] alongX = kernels(range.x(), cells, point[0], deviations[0]);
            double[] alongY = kernels(range.y(), cells, point[1], deviations[1]);
            for (int row = 0; row < cells; row++) {
                for (int column = 0; alongY[row] > 0 && column < cells; column++) {
                    density[row * cells + column] += alongY[row] * alongX[column] / points.length;
                }
            }
        }
        return density;
    }

    private static double deviation(double[][] points, int axis, double least) {
        double[] values = Arrays.stream(points).mapToDouble(p -> p[axis]).toArray();
        return Math.max(least, new StandardDeviation().evaluate(values) * Math.pow(values.length, -1.0 / 6));
    }

    private static double[] kernels(PlotRange.Axis axis, int cells, double center, double deviation) {
        NormalDistribution kernel = new NormalDistribution(null, center, deviation);
        double[] values = new double[cells];
        for (int i = 0; i < cells; i++) {
            double place = axis.center(i, cells);
            values[i] = Math.abs(place - center) > REACH * deviation ? 0 : kernel.density(place);
        }
        return values;
    }
}
