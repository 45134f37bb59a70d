package org.mat4j.core.measure.ood;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.LatentBatch;

/** Gaussians of one covariance L L', one for each class that has an example. */
final class TiedGaussians {
    private static final double SYMMETRY_THRESHOLD = 1e-12;

    private final RealMatrix lower;
    private final double[][] whitenedMeans;

    /**
     * @param ridge added to the diagonal, in units of the mean variance
     * @throws IllegalArgumentException if the latents do not vary about the means, or the covariance is singular
     */
    TiedGaussians(LatentBatch batch, double ridge) {
        int size = batch.latentSize();
        double[] counts = batch.classWeights();
        double[] means = batch.classMeans();
        double[][] deviations = new double[batch.size()][];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = batch.latent(i);
            for (int j = 0; j < size; j++) {
                deviations[i][j] -= means[batch.label(i) * size + j];
            }
        }
        RealMatrix rows = new Array2DRowRealMatrix(deviations, false);
        RealMatrix covariance = rows.transpose().multiply(rows).scalarMultiply(1.0 / batch.size());
        double variance = Checks.positive(
                "mean variance of the training latents about the means of their classes", covariance.getTrace() / size);
        RealMatrix scaled = covariance
                .scalarMultiply(1 / variance)
                .add(MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(ridge));
        try {
            lower = new CholeskyDecomposition(scaled, SYMMETRY_THRESHOLD, size * Math.ulp(1.0))
                    .getL()
                    .scalarMultiply(Math.sqrt(variance));
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new IllegalArgumentException(
                    "the covariance of the training latents is singular: pivot " + e.getRow() + " is "
                            + e.getArgument() + " of their mean variance, expected more; raise the ridge (now " + ridge
                            + ")",
                    e);
        }
        whitenedMeans = IntStream.range(0, counts.length)
                .filter(k -> counts[k] > 0)
                .mapToObj(k -> whitened(Arrays.copyOfRange(means, k * size, (k + 1) * size)))
                .toArray(double[][]::new);
    }

    /** min_k (z - mu_k)' (L L')^-1 (z - mu_k). */
    double nearest(double[] z) {
        double[] whitened = whitened(z);
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] mean : whitenedMeans) {
            double distance = 0;
            for (int j = 0; j < mean.length; j++) {
                distance += (whitened[j] - mean[j]) * (whitened[j] - mean[j]);
            }
            nearest = Math.min(nearest, distance);
        }
        return nearest;
    }

    private double[] whitened(double[] v) {
        ArrayRealVector solved = new ArrayRealVector(v);
        MatrixUtils.solveLowerTriangularSystem(lower, solved);
        return solved.getDataRef();
    }
}
