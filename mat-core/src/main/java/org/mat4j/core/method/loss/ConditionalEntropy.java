package org.mat4j.core.method.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Entropy of p(.|x), minimized to make decisions on unlabeled examples firm ("EntMin"; Grandvalet and Bengio 2005,
 * Miyato et al. 2017).
 */
public record ConditionalEntropy() implements CleanLoss {

    @Override
    public String name() {
        return "conditional_entropy";
    }

    @Override
    public Examples examples() {
        return Examples.UNLABELED;
    }

    @Override
    public SDVariable perExample(Batch batch) {
        SDVariable logP = LogSoftmax.of(batch.outputs().logits());
        return logP.getSameDiff().math().exp(logP).mul(logP).sum(1).neg();
    }
}
