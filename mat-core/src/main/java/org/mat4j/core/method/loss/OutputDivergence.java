package org.mat4j.core.method.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Output smoothness S_out(x, r) = KL(p(.|x) || p(.|x + r)), as in virtual adversarial training (Miyato et al. 2017;
 * III-F of the MAT paper). The target p(.|x) is constant in the gradient.
 */
public record OutputDivergence() implements PerturbedLoss {

    @Override
    public String name() {
        return "output_divergence";
    }

    @Override
    public SDVariable perExample(Batch batch) {
        return KullbackLeibler.ofScores(
                batch.target().logits(), batch.perturbed().logits());
    }
}
