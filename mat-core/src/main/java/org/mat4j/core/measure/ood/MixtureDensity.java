package org.mat4j.core.measure.ood;

import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.method.mixture.GaussianMixture;

/** -log q(z) under the mixture that is saved with the model, with all constant terms (arXiv:1807.05832, III-D). */
public record MixtureDensity() implements Detector {
    @Override
    public String id() {
        return "mixture";
    }

    @Override
    public Score fit(GaussianMixture mixture, ModelOutputs training) {
        return (latent, logits) -> -mixture.logMixtureDensity(latent);
    }
}
