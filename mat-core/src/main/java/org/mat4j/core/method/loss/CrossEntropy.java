package org.mat4j.core.method.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/** Cross-entropy of the softmax: -sum_k y_k log p(k|x). */
public record CrossEntropy() implements CleanLoss {

    @Override
    public String name() {
        return "cross_entropy";
    }

    @Override
    public Examples examples() {
        return Examples.LABELED;
    }

    @Override
    public SDVariable perExample(Batch batch) {
        return of(batch.outputs().logits(), batch.labels());
    }

    /**
     * @param logits [n, m]
     * @param labels one-hot, [n, m]
     * @return [n]
     */
    public static SDVariable of(SDVariable logits, SDVariable labels) {
        return LogSoftmax.of(logits).mul(labels).sum(1).neg();
    }
}
