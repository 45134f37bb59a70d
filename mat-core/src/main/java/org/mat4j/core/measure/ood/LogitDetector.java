package org.mat4j.core.measure.ood;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.measure.internal.Rows;
import org.mat4j.core.method.mixture.GaussianMixture;

/** Detectors that look at the logits o alone, and need no example. */
public enum LogitDetector implements Detector {
    /**
     * The energy at temperature 1, -log sum_k exp(o_k) (Liu et al., "Energy-based Out-of-distribution Detection", NeurIPS
     * 2020).
     */
    ENERGY(logits -> -Rows.logSumExp(logits)),

    /** -max_k o_k (Hendrycks et al., "Scaling Out-of-Distribution Detection for Real-World Settings", ICML 2022). */
    MAX_LOGIT(logits -> -Arrays.stream(logits).max().orElseThrow()),

    /**
     * -log max_k p(k|x): in the order of the maximum softmax probability (Hendrycks and Gimpel, "A Baseline for Detecting
     * Misclassified and Out-of-Distribution Examples in Neural Networks", ICLR 2017), without the ties of probabilities
     * that are rounded to 1; exact until the largest logit is some 745 above the others.
     */
    MAX_SOFTMAX(Rows::aboveLargest);

    private final ToDoubleFunction<double[]> score;

    LogitDetector(ToDoubleFunction<double[]> score) {
        this.score = score;
    }

    @Override
    public String id() {
        return Spelling.of(this);
    }

    @Override
    public Score fit(GaussianMixture mixture, ModelOutputs training) {
        return (latent, logits) -> score.applyAsDouble(logits);
    }
}
