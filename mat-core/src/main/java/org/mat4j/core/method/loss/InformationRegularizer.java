package org.mat4j.core.method.loss;

import java.util.Objects;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Minus the information regularizer I (III-D). Means and covariances are constant in the gradient.
 *
 * @param form which form of the regularizer
 */
public record InformationRegularizer(Form form) implements CleanLoss {

    /** Which form of the regularizer. */
    public enum Form {
        /**
         * Generative: -log N(z; mu_y, Sigma_y), all constant terms kept. It pulls each latent to its class's mean with
         * Sigma_y^-1 (z - mu_y). With the identity as covariance it is the center loss 1/2 |z - c_y|^2 of Wen et al.
         * (2016) plus a constant (Proposition III.1).
         */
        LIKELIHOOD,
        /**
         * Discriminative: -(log N(z; mu_y, Sigma_y) - log q(z)) with q the whole mixture, the mutual information before
         * the paper drops its last term. It is the cross-entropy of the mixture's posterior minus log m: it separates the
         * classes in the mixture, and compacts nothing once they are separate.
         */
        NORMALIZED
    }

    /** Checks the value. */
    public InformationRegularizer {
        Objects.requireNonNull(form, "form");
    }

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
        SDVariable logDensities = batch.mixture().logDensities(batch.outputs().latent());
        return switch (form) {
            case LIKELIHOOD -> logDensities.mul(batch.labels()).sum(1).neg();
            // log N_y - log((1/m) sum_k N_k) = log softmax_y + log m
            case NORMALIZED ->
                LogSoftmax.of(logDensities)
                        .mul(batch.labels())
                        .sum(1)
                        .neg()
                        .sub(Math.log(batch.mixture().classCount()));
        };
    }
}
