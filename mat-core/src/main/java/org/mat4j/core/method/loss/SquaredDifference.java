package org.mat4j.core.method.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Consistency of the Pi-model (Laine and Aila 2017): the squared difference of the probabilities at x and at x + r,
 * (1/m) sum_k (p(k|x) - p(k|x + r))^2. The probabilities at x are constant in the gradient, as in Oliver et al. (2018).
 */
public record SquaredDifference() implements PerturbedLoss {

    @Override
    public String name() {
        return "squared_difference";
    }

    @Override
    public SDVariable perExample(Batch batch) {
        SDVariable difference = probabilities(batch.perturbed().logits())
                .sub(probabilities(batch.target().logits()));
        return difference.mul(difference).mean(1);
    }

    private static SDVariable probabilities(SDVariable logits) {
        return logits.getSameDiff().math().exp(LogSoftmax.of(logits));
    }
}
