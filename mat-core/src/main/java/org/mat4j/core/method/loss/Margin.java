package org.mat4j.core.method.loss;

import org.mat4j.core.engine.op.StopGradient;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The margin logsumexp_{j != y} o_j - o_y: negative where the true class leads, and a function of the cross-entropy, which is
 * log(1 + exp(margin)). So their gradients have the same direction, but in single precision the cross-entropy's loses the
 * true class's half once the others are some 17 below, and vanishes from 104 on; the margin's never does. Where batch normalization couples the examples of a
 * batch, the sum of their margins weighs them alike, the sum of cross-entropies those more that are nearly wrong.
 */
public final class Margin {

    /** Lower than any logit; finite, as its product with 0 must be 0. */
    private static final double ABSENT = -1e30;

    private Margin() {}

    /**
     * @param logits [n, m], m at least 2
     * @param labels one-hot, [n, m]
     * @return [n]
     */
    public static SDVariable of(SDVariable logits, SDVariable labels) {
        SameDiff graph = logits.getSameDiff();
        SDVariable others = logits.mul(labels.rsub(1)).add(labels.mul(ABSENT));
        SDVariable largest = StopGradient.of(graph.max(others, true, 1));
        SDVariable sum = graph.math().exp(others.sub(largest)).sum(1);
        return graph.math()
                .log(sum)
                .add(largest.reshape(-1))
                .sub(logits.mul(labels).sum(1));
    }
}
