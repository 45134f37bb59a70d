package org.mat4j.core.testing.check;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;

/** A Gaussian mixture by explicit inverses and determinants; formulas of the method's sections III-D and III-F. */
public final class NaiveMixture {

    private final double[][] means;
    private final double[][][] covariances;

    /** The means and covariances of a mixture, and nothing else of it. */
    public NaiveMixture(GaussianMixture mixture) {
        means = IntStream.range(0, mixture.classCount()).mapToObj(mixture::mean).toArray(double[][]::new);
        covariances = IntStream.range(0, mixture.classCount())
                .mapToObj(mixture::covariance)
                .toArray(double[][][]::new);
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
    public double[] mean(int k) {
        return means[k];
    }

    public double logDensity(int k, double[] z) {
        return Math.log(Naive.density(z, means[k], covariances[k]));
    }

    /** log N(z; mu_k, Sigma_k) of every class. */
    public double[] logDensities(double[] z) {
        return IntStream.range(0, means.length)
                .mapToDouble(k -> logDensity(k, z))
                .toArray();
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
        double distance = Naive.quadraticForm(Naive.minus(z, means[label]), Naive.inverse(covariances[label]));
        double own = Math.exp(logDensity(label, z) - margin / 2 * distance);
        double all = Math.exp(logMixtureDensity(z)) * means.length - Math.exp(logDensity(label, z)) + own;
        return -Math.log(own / all);
    }

    /** (1/m) sum_k KL(N(mu_k - z, Sigma_k) || N(mu_k - z', Sigma_k)) by the general formula for two Gaussians. */
    public double matchedBound(double[] z, double[] perturbed) {
        double sum = 0;
        for (int k = 0; k < means.length; k++) {
            double[] a = Naive.minus(means[k], z);
            double[] b = Naive.minus(means[k], perturbed);
            sum += kullbackLeibler(a, covariances[k], b, covariances[k]);
        }
        return sum / means.length;
    }

    /** KL(p(k|z) || p(k|z')) of the posteriors. */
    public double posteriorDivergence(double[] z, double[] perturbed) {
        return NaiveLosses.kullbackLeibler(logDensities(z), logDensities(perturbed));
    }

    /** 1/2 (tr(B^-1 A) + (b - a)' B^-1 (b - a) - D + log(|B| / |A|)). */
    private static double kullbackLeibler(double[] a, double[][] aCovariance, double[] b, double[][] bCovariance) {
        double[][] precision = Naive.inverse(bCovariance);
        double trace = new Array2DRowRealMatrix(precision)
                .multiply(new Array2DRowRealMatrix(aCovariance))
                .getTrace();
        double distance = Naive.quadraticForm(Naive.minus(b, a), precision);
        double logRatio = Math.log(Naive.determinant(bCovariance) / Naive.determinant(aCovariance));
        return 0.5 * (trace + distance - a.length + logRatio);
    }
}
