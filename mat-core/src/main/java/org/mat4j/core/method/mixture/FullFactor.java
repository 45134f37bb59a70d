package org.mat4j.core.method.mixture;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/** A full covariance matrix by its Cholesky factor. */
final class FullFactor implements CovarianceFactor {
    private static final double UNIT_ROUNDOFF = Math.ulp(1.0);
    private static final double SYMMETRY_THRESHOLD = 1e-12;

    private final double[][] covariance;
    private final double[][] whitening;
    private final double logDeterminant;

    /**
     * Takes ownership of the symmetric matrix.
     *
     * @throws NotPositiveDefinite if it is not, to working precision
     */
    FullFactor(double[][] covariance) throws NotPositiveDefinite {
        this.covariance = covariance;
        double[][] lower = cholesky(covariance);
        double logSum = 0;
        for (int i = 0; i < lower.length; i++) {
            logSum += Math.log(lower[i][i]);
        }
        logDeterminant = 2 * logSum;
        whitening = invertLower(lower);
    }

    /** The lower triangular L with L L^T = the matrix. */
    static double[][] cholesky(double[][] matrix) throws NotPositiveDefinite {
        double largestVariance = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (double value : matrix[i]) {
                // The decomposition lets a NaN pass.
                if (!Double.isFinite(value)) {
                    throw new NotPositiveDefinite("row " + i + " holds " + value);
                }
            }
            largestVariance = Math.max(largestVariance, matrix[i][i]);
        }
        // Relative to the matrix: an absolute threshold would refuse a well-conditioned covariance of a small latent.
        double smallestPivot = matrix.length * UNIT_ROUNDOFF * largestVariance;
        RealMatrix view = new Array2DRowRealMatrix(matrix, false);
        try {
            return new CholeskyDecomposition(view, SYMMETRY_THRESHOLD, smallestPivot)
                    .getL()
                    .getData();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new NotPositiveDefinite(
                    "pivot " + e.getRow() + " is " + e.getArgument() + ", not above " + smallestPivot);
        }
    }

    /** L^-1 by forward substitution, one column of the identity at a time. */
    private static double[][] invertLower(double[][] lower) {
        int size = lower.length;
        double[][] inverse = new double[size][size];
        for (int column = 0; column < size; column++) {
            for (int i = column; i < size; i++) {
                double sum = i == column ? 1 : 0;
                for (int j = column; j < i; j++) {
                    sum -= lower[i][j] * inverse[j][column];
                }
                inverse[i][column] = sum / lower[i][i];
            }
        }
        return inverse;
    }

    @Override
    public double logDeterminant() {
        return logDeterminant;
    }

    @Override
    public double[] whiten(double[] v) {
        double[] whitened = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += whitening[i][j] * v[j];
            }
            whitened[i] = sum;
        }
        return whitened;
    }

    @Override
    public double[][] covariance() {
        return MixtureState.deepCopy(covariance);
    }

    @Override
    public void writeWhitening(double[][] target, int firstColumn) {
        for (int i = 0; i < whitening.length; i++) {
            for (int j = 0; j <= i; j++) {
                target[j][firstColumn + i] = whitening[i][j];
            }
        }
    }

    /** Adds Sigma^-1 to a [D, D] matrix. */
    void addPrecision(double[][] sum) {
        for (double[] row : whitening) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] != 0) {
                    for (int j = 0; j < row.length; j++) {
                        sum[i][j] += row[i] * row[j];
                    }
                }
            }
        }
    }
}
