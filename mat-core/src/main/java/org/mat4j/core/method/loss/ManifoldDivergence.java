package org.mat4j.core.method.loss;

import java.util.Objects;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Manifold smoothness S_man(x, r): how far the latent mixture seen from z(x + r) is from the one seen from z(x) (III-F).
 * The target at x and the mixture are constant in the gradient.
 *
 * @param form how the divergence between the two mixtures is taken
 */
public record ManifoldDivergence(Form form) implements PerturbedLoss {

    /** How the divergence between the two mixtures is taken. */
    public enum Form {
        /**
         * Generative: how far the latent moves, in the mean of the classes' precisions, wherever the classes are. The
         * bound of Goldberger et al. (2003) with component k matched to component k, where component k of the
         * mixture at x is N(mu_k - z(x), Sigma_k): 1/2 dz' ((1/m) sum_k inverse of Sigma_k) dz with dz = z(x + r) - z(x).
         */
        MATCHED,
        /**
         * Discriminative: how far the latent moves between the classes. KL(p(k|z(x)) || p(k|z(x + r))) of the mixture's
         * posteriors p(k|z) = N(z; k) / sum_j N(z; j).
         */
        POSTERIOR
    }

    /** Checks the value. */
    public ManifoldDivergence {
        Objects.requireNonNull(form, "form");
    }

    @Override
    public String name() {
        return "manifold_divergence";
    }

    @Override
    public SDVariable perExample(Batch batch) {
        SDVariable target = batch.target().latent();
        SDVariable perturbed = batch.perturbed().latent();
        MixtureVariables mixture = batch.mixture();
        return switch (form) {
            case MATCHED -> mixture.meanPrecisionForm(perturbed.sub(target)).mul(0.5);
            case POSTERIOR -> KullbackLeibler.ofScores(mixture.logDensities(target), mixture.logDensities(perturbed));
        };
    }
}
