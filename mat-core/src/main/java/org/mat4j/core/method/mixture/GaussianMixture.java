package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A mixture of m equally weighted Gaussians in R^D, one per class: q(z) = (1/m) sum_k N(z; mu_k, Sigma_k). Immutable and
 * thread-safe; arrays handed out are copies.
 *
 * <p>Sigma_k is the covariance in use, (1 - rho) (Sigma + ridge I) + rho I for the Sigma that was estimated; at rho = 1
 * and for {@link CovarianceType#IDENTITY} it is exactly the identity. It is factored once, Sigma_k = L_k L_k^T, with
 * W_k = L_k^-1. All densities are natural logarithms and complete: the terms -D/2 log 2 pi and -1/2 log|Sigma_k| are
 * kept.
 *
 * <p>A class index k out of 0..m-1 is an {@link IndexOutOfBoundsException}; a point z that has not D finite values is
 * an {@link IllegalArgumentException}.
 *
 * <p>Source: arXiv:1807.05832, section III-D and Algorithm 1.
 */
public final class GaussianMixture {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final MixtureState state;
    private final CovarianceFactor[] factors;

    /** Computed on first use: not every objective reads it. */
    private volatile double[][] meanPrecisionFactor;

    /**
     * Takes ownership of the state.
     *
     * @throws IllegalStateException if a covariance is not positive definite
     */
    GaussianMixture(MixtureState state) {
        this.state = state;
        factors = IntStream.range(0, state.classCount()).mapToObj(state::factor).toArray(CovarianceFactor[]::new);
    }

    /**
     * The mixture of a whole data set: the exact mean and unbiased covariance of each class over all of its examples, by the
     * rules of {@link MixtureEstimator} for its first batch.
     *
     * @throws IllegalArgumentException if the latents are so large that their moments overflow
     * @throws IllegalStateException if a covariance is not positive definite, see {@link MixtureEstimator#snapshot()}
     */
    public static GaussianMixture fit(MixtureConfig config, LatentBatch all) {
        MixtureEstimator estimator = new MixtureEstimator(config, all.classCount(), all.latentSize());
        estimator.update(all);
        return estimator.snapshot();
    }

    /** The number of classes m. */
    public int classCount() {
        return factors.length;
    }

    /** The latent size D. */
    public int latentSize() {
        return state.latentSize;
    }

    /** The configuration that this mixture was estimated with. */
    public MixtureConfig config() {
        return state.config;
    }

    /** The covariance type in force. */
    public CovarianceType covarianceType() {
        return state.type;
    }

    /** Whether a batch has shown class k; if not, its mean is 0 and its estimated covariance the identity. */
    public boolean seen(int k) {
        return state.meanSeen[check(k)];
    }

    /** mu_k, length D. */
    public double[] mean(int k) {
        return state.means[check(k)].clone();
    }

    /** Sigma_k, the covariance in use, [D, D]. */
    public double[][] covariance(int k) {
        return factors[check(k)].covariance();
    }

    /** log|Sigma_k|. */
    public double logDeterminant(int k) {
        return factors[check(k)].logDeterminant();
    }

    /** (z - mu_k)' Sigma_k^-1 (z - mu_k), for z of length D. */
    public double mahalanobisSquared(int k, double[] z) {
        check(k);
        check(z);
        double[] difference = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            difference[i] = z[i] - state.means[k][i];
        }
        return factors[k].mahalanobisSquared(difference);
    }

    /** log N(z; mu_k, Sigma_k), for z of length D. */
    public double logDensity(int k, double[] z) {
        return -0.5 * (latentSize() * LOG_TWO_PI + logDeterminant(k) + mahalanobisSquared(k, z));
    }

    /** log N(z; mu_k, Sigma_k) of every class, length m, for z of length D. */
    public double[] logDensities(double[] z) {
        return IntStream.range(0, classCount())
                .mapToDouble(k -> logDensity(k, z))
                .toArray();
    }

    /** log q(z), for z of length D. */
    public double logMixtureDensity(double[] z) {
        return logSumExp(logDensities(z)) - Math.log(classCount());
    }

    /**
     * p(k|z) = N(z; mu_k, Sigma_k) / sum_j N(z; mu_j, Sigma_j), length m, summing to 1.
     *
     * @param z length D
     * @throws IllegalArgumentException also if z is so far from every class that all squared distances overflow
     */
    public double[] posterior(double[] z) {
        double[] posterior = logDensities(z);
        double logSum = logSumExp(posterior);
        if (logSum == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "z is so far from every class mean that its distances overflow; expected a point of the latent");
        }
        for (int k = 0; k < posterior.length; k++) {
            posterior[k] = Math.exp(posterior[k] - logSum);
        }
        return posterior;
    }

    private static double logSumExp(double[] values) {
        double largest = Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value - largest);
        }
        return largest + Math.log(sum);
    }

    /**
     * The whitening of all classes side by side: columns k*D..k*D+D-1 are W_k^T. For latents Z of shape [n, D], the
     * product with it holds W_k z at those columns, and ||W_k z - W_k mu_k||^2 is the squared Mahalanobis distance.
     *
     * @return [D, m*D]
     */
    public double[][] whitening() {
        double[][] whitening = new double[latentSize()][Math.multiplyExact(classCount(), latentSize())];
        for (int k = 0; k < factors.length; k++) {
            factors[k].writeWhitening(whitening, k * latentSize());
        }
        return whitening;
    }

    /** W_k mu_k of all classes side by side, in the order of the columns of {@link #whitening()}; length m*D. */
    public double[] whitenedMeans() {
        double[] whitened = new double[Math.multiplyExact(classCount(), latentSize())];
        for (int k = 0; k < factors.length; k++) {
            System.arraycopy(factors[k].whiten(state.means[k]), 0, whitened, k * latentSize(), latentSize());
        }
        return whitened;
    }

    /** log|Sigma_k| of all classes, length m. */
    public double[] logDeterminants() {
        return Arrays.stream(factors)
                .mapToDouble(CovarianceFactor::logDeterminant)
                .toArray();
    }

    /**
     * A factor of the mean precision: F with F F^T = P = (1/m) sum_k Sigma_k^-1, so that ||dz F||^2 = dz' P dz for a
     * row vector dz. Half of it is the MATCHED bound on the divergence between the mixtures seen from two points dz
     * apart.
     *
     * @return [D, D], lower triangular
     */
    public double[][] meanPrecisionFactor() {
        double[][] factor = meanPrecisionFactor;
        if (factor == null) {
            factor = factorMeanPrecision();
            meanPrecisionFactor = factor;
        }
        return MixtureState.deepCopy(factor);
    }

    private double[][] factorMeanPrecision() {
        double[][] precision = new double[latentSize()][latentSize()];
        if (factors[0] instanceof DiagonalFactor) {
            double[] roots = meanPrecisionRoots();
            for (int i = 0; i < roots.length; i++) {
                precision[i][i] = roots[i];
            }
            return precision;
        }
        for (CovarianceFactor factor : factors) {
            ((FullFactor) factor).addPrecision(precision);
        }
        for (double[] row : precision) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= classCount();
            }
        }
        try {
            return FullFactor.cholesky(precision);
        } catch (NotPositiveDefinite e) {
            throw new IllegalStateException(
                    "the mean precision of the mixture (latent size " + latentSize()
                            + ") is not positive definite: " + e.getMessage() + "; raise the ridge (now "
                            + config().ridge() + ") or the shrinkage (now " + config().shrinkage() + ")",
                    e);
        }
    }

    /** The diagonal of {@link #meanPrecisionFactor} of a mixture without correlations, length D. */
    double[] meanPrecisionRoots() {
        double[] sums = new double[latentSize()];
        for (double[] row : precisions()) {
            for (int i = 0; i < row.length; i++) {
                sums[i] += row[i];
            }
        }
        return Arrays.stream(sums).map(sum -> Math.sqrt(sum / classCount())).toArray();
    }

    /** The inverse variances of a mixture without correlations, [m, D]. */
    double[][] precisions() {
        return Arrays.stream(factors)
                .map(factor -> ((DiagonalFactor) factor).precisions())
                .toArray(double[][]::new);
    }

    /**
     * This mixture as JSON, with the configuration and all that {@link MixtureEstimator#resume} needs: the
     * estimates before ridge and shrinkage and what has been seen. Every number is read back as exactly the same
     * double.
     */
    public ObjectNode toJson() {
        return MixtureJson.write(state);
    }

    /**
     * The mixture that {@link #toJson()} wrote.
     *
     * @throws IllegalArgumentException if a field is missing, of the wrong type, length or range; the message names it
     * @throws IllegalStateException if a covariance is not positive definite
     */
    public static GaussianMixture fromJson(JsonNode json) {
        return new GaussianMixture(MixtureJson.read(Objects.requireNonNull(json, "json")));
    }

    /** Not a copy: read only. */
    MixtureState state() {
        return state;
    }

    private int check(int k) {
        return Objects.checkIndex(k, factors.length);
    }

    private void check(double[] z) {
        Checks.require(z.length == latentSize(), "length of z", z.length, "the latent size " + latentSize());
        for (int i = 0; i < z.length; i++) {
            Checks.require(Double.isFinite(z[i]), "z[" + i + "]", z[i], "a finite number");
        }
    }
}
