package org.mat4j.core.measure.ood;

import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.method.mixture.GaussianMixture;

/**
 * The distance of z / ||z|| to the k-th nearest of the training examples' latents, each of L2 norm 1, so that only the
 * direction of a latent counts; a latent of 0 stays there. The labels are not used. Source: Sun et al.,
 * "Out-of-Distribution Detection with Deep Nearest Neighbors", ICML 2022. An example takes n * D multiplications for n
 * training examples.
 *
 * @param k at least 1, at most the number of training examples
 */
public record NearestNeighbors(int k) implements Detector {
    /** k on CIFAR-10 in the paper, of 50,000 training examples. */
    public static final int DEFAULT_K = 50;

    /** Checks the value. */
    public NearestNeighbors {
        Checks.atLeast(1, "number k of nearest neighbors", k);
    }

    @Override
    public String id() {
        return "knn";
    }

    @Override
    public Score fit(GaussianMixture mixture, ModelOutputs training) {
        Checks.require(
                k <= training.size(),
                "number k of nearest neighbors",
                k,
                "at most " + training.size() + ", the number of training examples");
        double[][] bank = Arrays.stream(training.latents())
                .map(NearestNeighbors::normalized)
                .toArray(double[][]::new);
        return (latent, logits) -> distanceToKth(normalized(latent), bank);
    }

    private double distanceToKth(double[] z, double[][] bank) {
        double[] nearest = new double[k]; // ascending
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (double[] other : bank) {
            double distance = MathArrays.distance(z, other);
            int at = k - 1;
            for (; at >= 0 && distance < nearest[at]; at--) {
                if (at < k - 1) {
                    nearest[at + 1] = nearest[at];
                }
            }
            if (at < k - 1) {
                nearest[at + 1] = distance;
            }
        }
        return nearest[k - 1];
    }

    private static double[] normalized(double[] z) {
        double norm = MathArrays.safeNorm(z);
        return norm == 0 ? z : MathArrays.scale(1 / norm, z);
    }
}
