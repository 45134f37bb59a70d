package org.mat4j.core.method.mixture;

import java.util.Arrays;

/** A diagonal covariance matrix, the identity among them, in closed form. */
final class DiagonalFactor implements CovarianceFactor {
    private final double[] variances;
    private final double[] inverseDeviations;
    private final double logDeterminant;

    /**
     * Takes ownership of the array of variances.
     *
     * @throws NotPositiveDefinite if a variance is not a positive finite number
     */
    DiagonalFactor(double[] variances) throws NotPositiveDefinite {
        this.variances = variances;
        inverseDeviations = new double[variances.length];
        double sum = 0;
        for (int i = 0; i < variances.length; i++) {
            inverseDeviations[i] = 1 / Math.sqrt(variances[i]);
            // Covers a variance of 0, of infinity, of NaN and below 0.
            if (!(inverseDeviations[i] > 0 && inverseDeviations[i] < Double.POSITIVE_INFINITY)) {
                throw new NotPositiveDefinite("variance " + i + " is " + variances[i]);
            }
            sum += Math.log(variances[i]);
        }
        logDeterminant = sum;
    }

    @Override
    public double logDeterminant() {
        return logDeterminant;
    }

    @Override
    public double[] whiten(double[] v) {
        double[] whitened = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            whitened[i] = v[i] * inverseDeviations[i];
        }
        return whitened;
    }

    @Override
    public double[][] covariance() {
        double[][] covariance = new double[variances.length][variances.length];
        for (int i = 0; i < variances.length; i++) {
            covariance[i][i] = variances[i];
        }
        return covariance;
    }

    @Override
    public void writeWhitening(double[][] target, int firstColumn) {
        for (int i = 0; i < variances.length; i++) {
            target[i][firstColumn + i] = inverseDeviations[i];
        }
    }

    /** The diagonal of Sigma^-1, a new array. */
    double[] precisions() {
        return Arrays.stream(inverseDeviations).map(w -> w * w).toArray();
    }
}
