package org.mat4j.core.method.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/** Cross-entropy at the perturbed input, against the true label (adversarial training, Goodfellow et al. 2015). */
public record AdversarialCrossEntropy() implements PerturbedLoss {

    @Override
    public String name() {
        return "adversarial_cross_entropy";
    }

    @Override
    public Supervision supervision() {
        return Supervision.LABELS;
    }

    @Override
    public SDVariable perExample(Batch batch) {
        return CrossEntropy.of(batch.perturbed().logits(), batch.labels());
    }

    @Override
    public SDVariable followed(Batch batch) {
        return Margin.of(batch.perturbed().logits(), batch.labels());
    }
}
