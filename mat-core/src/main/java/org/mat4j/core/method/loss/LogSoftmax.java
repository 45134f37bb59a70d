package org.mat4j.core.method.loss;

import org.mat4j.core.engine.op.StopGradient;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * log softmax over the last axis of [n, m], finite for all finite scores.
 *
 * <p>Stock {@code log_softmax} takes the logarithm of a quotient that has underflowed: in single precision a score that
 * is 104 below the largest one gives minus infinity, and times a probability or label of 0 that is NaN. Scores of
 * a mixture far from a class are lower than that.
 */
final class LogSoftmax {

    private LogSoftmax() {}

    static SDVariable of(SDVariable scores) {
        SameDiff graph = scores.getSameDiff();
        // The shift cancels, so its gradient may be left out.
        SDVariable shifted = scores.sub(StopGradient.of(graph.max(scores, true, 1)));
        return shifted.sub(graph.math().log(graph.sum(graph.math().exp(shifted), true, 1)));
    }
}
