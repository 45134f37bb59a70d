package org.mat4j.core.measure.ood;

import java.util.List;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.method.mixture.GaussianMixture;

/**
 * A rule that says how foreign an example is to a model, by its latent or its logits. Implementations are immutable
 * descriptions; what they need to know of a model and its training examples comes with {@link #fit}.
 */
public interface Detector {
    /** How foreign one example is: higher is more foreign, for every detector. Thread-safe. */
    @FunctionalInterface
    interface Score {
        /**
         * The score.
         *
         * @param latent z, finite, length D
         * @param logits o, finite, length m
         * @return not NaN
         */
        double of(double[] latent, double[] logits);
    }

    /** Short lower-case name, as in tables. */
    String id();

    /**
     * Fits the rule to a model.
     *
     * @param mixture the model's
     * @param training what the model gives for labeled examples that it was trained on
     * @throws IllegalArgumentException if the examples do not suffice for the rule
     */
    Score fit(GaussianMixture mixture, ModelOutputs training);

    /** The detectors of the literature: {@link #standard(int)} with {@value NearestNeighbors#DEFAULT_K} neighbors. */
    static List<Detector> standard() {
        return standard(NearestNeighbors.DEFAULT_K);
    }

    /**
     * One of each kind: those of the latent, then those of the logits.
     *
     * @param neighbors k of {@link NearestNeighbors}
     */
    static List<Detector> standard(int neighbors) {
        return List.of(
                new MixtureDensity(),
                Mahalanobis.of(Mahalanobis.Form.TIED),
                Mahalanobis.of(Mahalanobis.Form.RELATIVE),
                new NearestNeighbors(neighbors),
                LogitDetector.ENERGY,
                LogitDetector.MAX_LOGIT,
                LogitDetector.MAX_SOFTMAX);
    }
}
