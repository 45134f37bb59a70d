package org.mat4j.core.method.mixture;

/**
 * A covariance matrix Sigma = L L^T of D dimensions, held in the form in which it is used: W = L^-1, with
 * v' Sigma^-1 v = ||W v||^2, and log|Sigma|. Immutable.
 */
sealed interface CovarianceFactor permits DiagonalFactor, FullFactor {
    /** log|Sigma|. */
    double logDeterminant();

    /** W v, for v of length D; a new array. */
    double[] whiten(double[] v);

    /** v' Sigma^-1 v, for v of length D. */
    default double mahalanobisSquared(double[] v) {
        double sum = 0;
        for (double w : whiten(v)) {
            sum += w * w;
        }
        return sum;
    }

    /** Sigma as a new [D, D] matrix. */
    double[][] covariance();

    /** Writes W^T into the rows 0..D-1 and the columns firstColumn..firstColumn+D-1 of a matrix that is zero there. */
    void writeWhitening(double[][] target, int firstColumn);
}
