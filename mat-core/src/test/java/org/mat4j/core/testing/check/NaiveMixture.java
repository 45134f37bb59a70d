package org.mat4j.core.testing.check;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;

/** A Gaussian mixture by explicit inverses and determinants; formulas of the method's sections III-D and III-F. */
public final class NaiveMixture {

    private final RealVector[] means;
    private final RealMatrix[] covariances;

    /** The means and covariances of a mixture, and nothing else of it. */
    public NaiveMixture(GaussianMixture mixture) {
        means = new RealVector[mixture.classCount()];
        covariances = new RealMatrix[means.length];
        for (int k = 0; k < means.length; k++) {
            means[k] = new ArrayRealVector(mixture.mean(k));
            covariances[k] = new Array2DRowRealMatrix(mixture.covariance(k));
        }
    }

    /** A mixture estimated from random correlated latents, of scales that differ by class and axis. */
    public static GaussianMixture random(CovarianceType type, int classes, int size, long seed) {
        MixtureConfig config = MixtureConfig.builder()
                .covarianceType(type)
                .shrinkage(0.3)
                .ridge(0.05)
                .build();
        MixtureEstimator estimator = new MixtureEstimator(config, classes, size);
        int[] labels = Naive.labels(20 * classes, classes);
        estimator.update(Naive.latents(labels, size, seed), labels);
        return estimator.snapshot();
    }

    /** log N(z; mu_k, Sigma_k). */
    public double logDensity(int k, double[] z) {
        return Math.log(Naive.density(z, means[k].toArray(), covariances[k].getData()));
    }

    /** log N(z; mu_k, Sigma_k) of every class. */
    public double[] logDensities(double[] z) {
        double[] result = new double[means.length];
        for (int k = 0; k < result.length; k++) {
            result[k] = logDensity(k, z);
        }
        return result;
    }

    /** log q(z) of the equally weighted mixture. */
    public double logMixtureDensity(double[] z) {
        double sum = 0;
        for (double logDensity : logDensities(z)) {
            sum += Math.exp(logDensity);
        }
        return Math.log(sum / means.length);
    }

    /** -log p(label|z), the squared distance to the label's class enlarged by 1 + margin. */
    public double posteriorCrossEntropy(int label, double[] z, double margin) {
        RealVector d = new ArrayRealVector(z).subtract(means[label]);
        double distance = d.dotProduct(inverse(covariances[label]).operate(d));
        double own = Math.exp(logDensity(label, z) - margin / 2 * distance);
        double all = Math.exp(logMixtureDensity(z)) * means.length - Math.exp(logDensity(label, z)) + own;
        return -Math.log(own / all);
    }

    /** (1/m) sum_k KL(N(mu_k - z, Sigma_k) || N(mu_k - z', Sigma_k)) by the general formula for two Gaussians. */
    public double matchedBound(double[] z, double[] perturbed) {
        double sum = 0;
        for (int k = 0; k < means.length; k++) {
            RealVector a = means[k].subtract(new ArrayRealVector(z));
            RealVector b = means[k].subtract(new ArrayRealVector(perturbed));
            sum += kullbackLeibler(a, covariances[k], b, covariances[k]);
        }
        return sum / means.length;
    }

    /** KL(p(k|z) || p(k|z')) of the posteriors. */
    public double posteriorDivergence(double[] z, double[] perturbed) {
        return NaiveLosses.kullbackLeibler(logDensities(z), logDensities(perturbed));
    }

    /** 1/2 (tr(B^-1 A) + (b - a)' B^-1 (b - a) - D + log(|B| / |A|)). */
    private static double kullbackLeibler(RealVector a, RealMatrix aCovariance, RealVector b, RealMatrix bCovariance) {
        RealMatrix precision = inverse(bCovariance);
        RealVector d = b.subtract(a);
        double logRatio = Math.log(
                new LUDecomposition(bCovariance).getDeterminant() / new LUDecomposition(aCovariance).getDeterminant());
        return 0.5
                * (precision.multiply(aCovariance).getTrace()
                        + d.dotProduct(precision.operate(d))
                        - a.getDimension()
                        + logRatio);
    }

    private static RealMatrix inverse(RealMatrix matrix) {
        return new LUDecomposition(matrix).getSolver().getInverse();
    }
}
