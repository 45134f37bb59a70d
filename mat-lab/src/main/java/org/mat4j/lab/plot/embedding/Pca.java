package org.mat4j.lab.plot.embedding;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Principal component analysis: the two directions in which the points vary most. Quick and linear: distances in the
 * picture are never greater than those of the points, and what is not in the two directions is not seen.
 *
 * <p>The sign of a direction is chosen so that its largest entry is positive, so that equal points give equal pictures.
 */
public record Pca() implements Projection {

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
        check(points);
        RealMatrix centered = MatrixUtils.createRealMatrix(points);
        for (int d = 0; d < centered.getColumnDimension(); d++) {
            double mean = StatUtils.mean(centered.getColumn(d));
            centered.setColumnVector(d, centered.getColumnVector(d).mapSubtract(mean));
        }
        // Symmetric matrices have their eigenvalues in descending order.
        EigenDecomposition scatter = new EigenDecomposition(centered.transpose().multiply(centered));
        double[][] places = new double[points.length][2];
        for (int axis = 0; axis < Math.min(2, points[0].length); axis++) {
            RealVector along = centered.operate(signed(scatter.getEigenvector(axis)));
            for (int i = 0; i < points.length; i++) {
                places[i][axis] = along.getEntry(i);
            }
        }
        return places;
    }

    private static RealVector signed(RealVector direction) {
        return direction.getMaxValue() < -direction.getMinValue() ? direction.mapMultiply(-1) : direction;
    }
}
