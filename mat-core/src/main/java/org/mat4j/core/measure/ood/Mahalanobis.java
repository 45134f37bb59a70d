package org.mat4j.core.measure.ood;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;

/**
 * The squared distance of a latent to the nearest class mean of n training examples, (z - mu_k)' Sigma^-1 (z - mu_k), in
 * one covariance for all classes, Sigma = (1/n) sum_i (z_i - mu_{y_i})(z_i - mu_{y_i})'. A class without an example does
 * not count. The last hidden layer is looked at alone, and inputs are not perturbed.
 *
 * @param form what the distance is compared with
 * @param ridge what is added to the diagonal of each covariance, in units of the mean of its variances, at least 0: with
 *     it a latent that does not vary in some direction has a distance too
 */
public record Mahalanobis(Form form, double ridge) implements Detector {
    /** The ridge unless another one is given. */
    public static final double DEFAULT_RIDGE = 1e-6;

    /** What the distance is compared with. */
    public enum Form {
        /**
         * With nothing (Lee et al., "A Simple Unified Framework for Detecting Out-of-Distribution Samples and Adversarial
         * Attacks", NeurIPS 2018).
         */
        TIED,
        /**
         * With the distance to the mean mu_0 of all examples in their covariance, (1/n) sum_i (z_i - mu_0)(z_i - mu_0)',
         * which is subtracted (Ren et al., "A Simple Fix to Mahalanobis Distance for Improving Near-OOD Detection",
         * arXiv:2106.09022).
         */
        RELATIVE
    }

    /** Checks the values. */
    public Mahalanobis {
        Objects.requireNonNull(form, "form");
        Checks.weight("ridge of the Mahalanobis distance", ridge);
    }

    /** With the {@linkplain #DEFAULT_RIDGE default ridge}. */
    public static Mahalanobis of(Form form) {
        return new Mahalanobis(form, DEFAULT_RIDGE);
    }

    @Override
    public String id() {
        return form == Form.TIED ? "mahalanobis" : "relative-mahalanobis";
    }

    @Override
    public Score fit(GaussianMixture mixture, ModelOutputs training) {
        TiedGaussians classes =
                new TiedGaussians(LatentBatch.of(training.latents(), training.labels(), training.classCount()), ridge);
        if (form == Form.TIED) {
            return (latent, logits) -> classes.nearest(latent);
        }
        TiedGaussians all = new TiedGaussians(LatentBatch.of(training.latents(), new int[training.size()], 1), ridge);
        return (latent, logits) -> classes.nearest(latent) - all.nearest(latent);
    }
}
