package org.mat4j.core.loss;

import org.mat4j.core.ops.StopGradient;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * log softmax over the last axis of [n, m].
 *
 * <p>Not by SameDiff's own operation, which gives minus infinity where a score is some 90 below the largest.
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
