package org.mat4j.core.testing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;

/** Matrices and the moments of latents, naively: explicit inverses and determinants, sums over everything. */
public final class Naive {
    private Naive() {}

    public static double[][] inverse(double[][] matrix) {
        return new LUDecomposition(new Array2DRowRealMatrix(matrix))
                .getSolver()
                .getInverse()
                .getData();
    }

    public static double determinant(double[][] matrix) {
        return new LUDecomposition(new Array2DRowRealMatrix(matrix)).getDeterminant();
    }

    public static double quadraticForm(double[] v, double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum += v[i] * matrix[i][j] * v[j];
            }
        }
        return sum;
    }

    public static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    public static double density(double[] z, double[] mean, double[][] covariance) {
        double exponent = -0.5 * quadraticForm(minus(z, mean), inverse(covariance));
        return Math.exp(exponent) / Math.sqrt(Math.pow(2 * Math.PI, z.length) * determinant(covariance));
    }

    public static double[][] ofClass(double[][] latents, int[] labels, int k) {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == k) {
                rows.add(latents[i]);
            }
        }
        return rows.toArray(new double[0][]);
    }

    public static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (int j = 0; j < mean.length; j++) {
            for (double[] row : rows) {
                mean[j] += row[j] / rows.length;
            }
        }
        return mean;
    }

    /** The unbiased covariance about the mean; off the diagonal 0 for DIAGONAL. */
    public static double[][] covariance(double[][] rows, CovarianceType type) {
        double[] mean = mean(rows);
        double[][] covariance = new double[mean.length][mean.length];
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                for (double[] row : rows) {
                    if (i == j || type == CovarianceType.FULL) {
                        covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.length - 1);
                    }
                }
            }
        }
        return covariance;
    }

    /** (1 - rho) (Sigma + ridge I) + rho I. */
    public static double[][] effective(double[][] sigma, double ridge, double rho) {
        double[][] effective = new double[sigma.length][sigma.length];
        for (int i = 0; i < sigma.length; i++) {
            for (int j = 0; j < sigma.length; j++) {
                effective[i][j] = (1 - rho) * (sigma[i][j] + (i == j ? ridge : 0)) + (i == j ? rho : 0);
            }
        }
        return effective;
    }

    public static double[][] mix(double[][] old, double[][] next, double decay) {
        double[][] mixed = new double[old.length][];
        for (int i = 0; i < old.length; i++) {
            mixed[i] = mix(old[i], next[i], decay);
        }
        return mixed;
    }

    public static double[] mix(double[] old, double[] next, double decay) {
        double[] mixed = new double[old.length];
        for (int i = 0; i < old.length; i++) {
            mixed[i] = decay * old[i] + (1 - decay) * next[i];
        }
        return mixed;
    }

    public static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    /** Correlated latents whose mean and scale differ by class. */
    public static double[][] latents(int[] labels, int latentSize, long seed) {
        Random random = new Random(seed);
        double[][] latents = new double[labels.length][latentSize];
        for (int i = 0; i < labels.length; i++) {
            double shared = random.nextGaussian();
            for (int j = 0; j < latentSize; j++) {
                double noise = (0.3 + 0.2 * j + 0.1 * labels[i]) * random.nextGaussian();
                latents[i][j] = 2 * Math.sin(labels[i] * 3 + j) + noise + 0.7 * shared;
            }
        }
        return latents;
    }

    /** Labels 0, 1, .., classCount - 1, 0, 1, ... */
    public static int[] labels(int size, int classCount) {
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            labels[i] = i % classCount;
        }
        return labels;
    }

    public static GaussianMixture mixture(MixtureConfig config, int classCount, int latentSize) {
        MixtureEstimator estimator = new MixtureEstimator(config, classCount, latentSize);
        int[] labels = labels(20 * classCount, classCount);
        estimator.update(latents(labels, latentSize, 11), labels);
        estimator.update(latents(labels, latentSize, 12), labels);
        return estimator.snapshot();
    }
}
