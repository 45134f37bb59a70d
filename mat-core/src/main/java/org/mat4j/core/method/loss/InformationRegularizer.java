package org.mat4j.core.method.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Minus the information regularizer I (III-D): -log N(z; mu_y, Sigma_y), all constant terms kept. Generative: it pulls
 * each latent to its class's mean with Sigma_y^-1 (z - mu_y), and so makes the latent compact. With the identity as
 * covariance it is the center loss 1/2 |z - c_y|^2 of Wen et al. (2016) plus a constant (Proposition III.1). Means and
 * covariances are constant in the gradient. Where labels are probabilities t, it is the mean by them, -sum_k t_k log N(z; mu_k,
 * Sigma_k). What it does not do, to tell the classes apart in the mixture, is {@link
 * MixturePosterior}'s.
 */
public record InformationRegularizer() implements CleanLoss {

    @Override
    public String name() {
        return "information";
    }

    @Override
    public Examples examples() {
        return Examples.LABELED;
    }

    @Override
    public SDVariable perExample(Batch batch) {
        return batch.mixture()
                .logDensities(batch.outputs().latent())
                .mul(batch.labels())
                .sum(1)
                .neg();
    }
}
