package org.mat4j.lab.plot.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Principal component analysis: the two directions in which the points vary most. Quick and linear: distances in the
 * picture are never greater than those of the points, and what is not in the two directions is not seen.
 *
 * <p>The sign of a direction is chosen so that its largest entry is positive, so that equal points give equal pictures.
 */
public final class Pca implements Projection {

    /** Makes one; it has no settings. */
    public Pca() {}

    @Override
    public String title() {
        return "PCA";
    }

    /**
     * The coordinates along the two principal directions, relative to the mean; along the second 0 if the points have size
     * 1.
     *
     * @param points [n, D], at least one
     */
    @Override
    public double[][] project(double[][] points) {
        Points.check(points, 1, title());
        double[] mean = mean(points);
        double[][] directions = directions(points, mean);
        double[][] places = new double[points.length][2];
        for (int i = 0; i < points.length; i++) {
            for (int axis = 0; axis < directions.length; axis++) {
                for (int d = 0; d < mean.length; d++) {
                    places[i][axis] += (points[i][d] - mean[d]) * directions[axis][d];
                }
            }
        }
        return places;
    }

    private static double[] mean(double[][] points) {
        double[] mean = new double[points[0].length];
        for (double[] point : points) {
            for (int d = 0; d < mean.length; d++) {
                mean[d] += point[d] / points.length;
            }
        }
        return mean;
    }

    /** At most two, of length 1. */
    private static double[][] directions(double[][] points, double[] mean) {
        int size = mean.length;
        double[][] scatter = new double[size][size];
        for (double[] point : points) {
            for (int a = 0; a < size; a++) {
                for (int b = a; b < size; b++) {
                    scatter[a][b] += (point[a] - mean[a]) * (point[b] - mean[b]) / points.length;
                    scatter[b][a] = scatter[a][b];
                }
            }
        }
        RealMatrix matrix = new Array2DRowRealMatrix(scatter, false);
        EigenDecomposition decomposition = new EigenDecomposition(matrix);
        // Symmetric matrices have their eigenvalues in descending order.
        return IntStream.range(0, Math.min(2, size))
                .mapToObj(i -> signed(decomposition.getEigenvector(i).toArray()))
                .toArray(double[][]::new);
    }

    private static double[] signed(double[] direction) {
        int largest = 0;
        for (int d = 1; d < direction.length; d++) {
            if (Math.abs(direction[d]) > Math.abs(direction[largest])) {
                largest = d;
            }
        }
        double sign = direction[largest] < 0 ? -1 : 1;
        return Arrays.stream(direction).map(value -> sign * value).toArray();
    }
}
