package org.mat4j.core.method.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/** KL(softmax(a) || softmax(b)) for each row. */
final class KullbackLeibler {

    private KullbackLeibler() {}

    static SDVariable ofScores(SDVariable a, SDVariable b) {
        SDVariable logA = LogSoftmax.of(a);
        SDVariable probabilities = a.getSameDiff().math().exp(logA);
        return probabilities.mul(logA.sub(LogSoftmax.of(b))).sum(1);
    }
}
