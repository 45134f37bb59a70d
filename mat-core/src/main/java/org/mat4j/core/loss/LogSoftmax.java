package org.mat4j.core.loss;

import org.nd4j.autodiff.samediff.SDVariable;

/** log softmax over the last axis of [n, m]. */
final class LogSoftmax {

    private LogSoftmax() {}

    static SDVariable of(SDVariable scores) {
        return scores.getSameDiff().nn().logSoftmax(scores, 1);
    }
}
