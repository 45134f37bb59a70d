package org.mat4j.lab.plot;

import java.util.Arrays;

/**
 * The density of points in the plane, estimated by a Gaussian around each. Its standard deviations follow Scott's rule,
 * sigma n^(-1/6) along each axis, where sigma is that of the points (Scott, Multivariate Density Estimation, 1992).
 */
public final class KernelDensity {

    /** Beyond so many standard deviations a Gaussian counts as 0: less than 1e-5 of its height. */
    private static final double REACH = 5;

    private final double[][] points;
    private final double[] bandwidth;

    private KernelDensity(double[][] points, double[] bandwidth) {
        this.points = points;
        this.bandwidth = bandwidth;
    }

    /**
     * The density of some points.
     *
     * @param points [n, 2], at least one, finite
     * @param least the smallest standard deviation to smooth with, above 0, in the unit of the points: it stands in where
     *     points coincide, and keeps the density from being sharper than a picture can show
     * @throws IllegalArgumentException for no point, points of another size or not finite, or a least deviation of 0
     */
    public static KernelDensity of(double[][] points, double least) {
        if (!(least > 0) || Double.isInfinite(least)) {
            throw new IllegalArgumentException("least deviation: expected a finite number above 0, found " + least);
        }
        if (points.length == 0) {
            throw new IllegalArgumentException("points: expected at least one, found none");
        }
        double[][] copy = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != 2 || !Double.isFinite(points[i][0]) || !Double.isFinite(points[i][1])) {
                throw new IllegalArgumentException("points: expected two finite coordinates, found "
                        + Arrays.toString(points[i]) + " at index " + i);
            }
            copy[i] = points[i].clone();
        }
        double[] bandwidth = new double[2];
        for (int axis = 0; axis < 2; axis++) {
            bandwidth[axis] = Math.max(least, deviation(copy, axis) * Math.pow(copy.length, -1.0 / 6));
        }
        return new KernelDensity(copy, bandwidth);
    }

    /** The standard deviation of the Gaussians along an axis, 0 or 1. */
    public double bandwidth(int axis) {
        return bandwidth[axis];
    }

    /** The density at a place, per unit of area. */
    public double at(double x, double y) {
        double sum = 0;
        for (double[] point : points) {
            sum += kernel(x - point[0], bandwidth[0]) * kernel(y - point[1], bandwidth[1]);
        }
        return sum / points.length;
    }

    /**
     * The density at the centers of the cells of a grid.
     *
     * @param range what the grid covers
     * @param columns cells along the horizontal axis, at least 1
     * @param rows cells along the vertical axis, at least 1
     * @return [rows, columns], the first row at the lower end of the vertical axis
     */
    public double[][] onGrid(PlotRange range, int columns, int rows) {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "grid: expected at least 1 column and 1 row, found " + columns + " and " + rows);
        }
        double[][] density = new double[rows][columns];
        for (double[] point : points) {
            // A Gaussian of the plane is the product of those of the axes.
            double[] alongX = kernels(range.x(), columns, point[0], bandwidth[0]);
            double[] alongY = kernels(range.y(), rows, point[1], bandwidth[1]);
            for (int row = 0; row < rows; row++) {
                if (alongY[row] > 0) {
                    for (int column = 0; column < columns; column++) {
                        density[row][column] += alongY[row] * alongX[column] / points.length;
                    }
                }
            }
        }
        return density;
    }

    private static double[] kernels(AxisRange range, int cells, double center, double deviation) {
        double[] values = new double[cells];
        double step = range.extent() / cells;
        for (int i = 0; i < cells; i++) {
            double distance = range.min() + (i + 0.5) * step - center;
            values[i] = Math.abs(distance) > REACH * deviation ? 0 : kernel(distance, deviation);
        }
        return values;
    }

    private static double kernel(double distance, double deviation) {
        double t = distance / deviation;
        return Math.exp(-t * t / 2) / (deviation * Math.sqrt(2 * Math.PI));
    }

    private static double deviation(double[][] points, int axis) {
        double mean = Arrays.stream(points).mapToDouble(p -> p[axis]).sum() / points.length;
        double squares = Arrays.stream(points)
                .mapToDouble(p -> (p[axis] - mean) * (p[axis] - mean))
                .sum();
        return points.length == 1 ? 0 : Math.sqrt(squares / (points.length - 1));
    }
}
