package org.mat4j.core.measure;

import java.util.Arrays;
import org.mat4j.core.measure.internal.Rows;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;

/**
 * How well a mixture agrees with the latents of labeled examples. Densities are natural logarithms, complete with all
 * constant terms.
 *
 * @param examples n
 * @param ownLogDensity mean of log N(z_i; mu_{y_i}, Sigma_{y_i}), under the Gaussian of the own class
 * @param logDensity mean of log q(z_i), under the mixture
 * @param accuracy share of the latents, 0 to 1, whose class is the most likely one by p(k|z)
 */
public record MixtureFit(int examples, double ownLogDensity, double logDensity, double accuracy) {
    /**
     * Measures.
     *
     * @param latents [n, D]
     * @param labels [n], each a class of the mixture
     * @throws IllegalArgumentException if the lengths differ, a latent is not finite or has not the mixture's size, or a
     *     label is no class index
     */
    public static MixtureFit of(double[][] latents, int[] labels, GaussianMixture mixture) {
        LatentBatch.of(latents, labels, mixture.classCount());
        return ofLogDensities(logDensities(latents, mixture), labels);
    }

    /** log N(z_i; mu_k, Sigma_k), [n, m]. */
    static double[][] logDensities(double[][] latents, GaussianMixture mixture) {
        return Arrays.stream(latents).map(mixture::logDensities).toArray(double[][]::new);
    }

    static MixtureFit ofLogDensities(double[][] logDensities, int[] labels) {
        int n = labels.length;
        double own = 0;
        double whole = 0;
        int right = 0;
        for (int i = 0; i < n; i++) {
            own += logDensities[i][labels[i]];
            whole += Rows.logSumExp(logDensities[i]) - Math.log(logDensities[i].length);
            right += Rows.argMax(logDensities[i]) == labels[i] ? 1 : 0;
        }
        return new MixtureFit(n, own / n, whole / n, (double) right / n);
    }
}
