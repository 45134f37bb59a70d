package org.mat4j.core.method.loss;

import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Cross-entropy of the mixture's posterior, -log p(y|z) with p(k|z) = N(z; mu_k, Sigma_k) / sum_j N(z; mu_j, Sigma_j).
 * Discriminative: it tells the classes apart in the mixture. Without a margin it is the mutual information before the
 * paper (III-D) drops its last term, log N(z; mu_y, Sigma_y) - log q(z), up to the sign and log m; it compacts nothing
 * once the classes are apart. A margin alpha enlarges the squared distance to the true class by 1 + alpha, as in the
 * Gaussian mixture loss of Wan et al. (2018, equation 11), so that the latent must be nearer to its class by that factor.
 * Means and covariances are constant in the gradient. Where labels are probabilities t, it is -sum_k t_k log p(k|z), with the
 * distance to class k enlarged by 1 + alpha t_k.
 *
 * @param margin alpha, finite and at least 0; 0 for none
 */
public record MixturePosterior(double margin) implements CleanLoss {

    /** Checks the value. */
    public MixturePosterior {
        Checks.weight("margin", margin);
    }

    @Override
    public String name() {
        return "posterior";
    }

    @Override
    public Examples examples() {
        return Examples.LABELED;
    }

    @Override
    public SDVariable perExample(Batch batch) {
        MixtureVariables mixture = batch.mixture();
        SDVariable latent = batch.outputs().latent();
        SDVariable scores = margin == 0
                ? mixture.logDensities(latent)
                : mixture.logDensities(latent, batch.labels().mul(margin).add(1));
        return CrossEntropy.of(scores, batch.labels());
    }
}
