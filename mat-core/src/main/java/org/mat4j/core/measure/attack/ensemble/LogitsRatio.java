package org.mat4j.core.measure.attack.ensemble;

import org.mat4j.core.engine.op.StopGradient;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The targeted difference-of-logits ratio (Croce and Hein 2020, equation 7): (o_t - o_y) / (o_(1) - (o_(3) + o_(4)) / 2) with o_(k) the
 * k-th largest logit. Neither a shift nor the scale of the logits changes it, so no model is too sure for it. With three
 * classes the third stands in for the fourth; with two, where the ratio is constant, it is the difference alone.
 */
final class LogitsRatio {
    private static final int FIRST = 0;
    private static final int THIRD = 2;
    private static final int FOURTH = 3;
    private static final double TINY = 1e-12;

    private LogitsRatio() {}

    /**
     * @param logits [n, m]
     * @param labels one-hot, [n, m]
     * @param targets one-hot, [n, m]
     * @param classCount m, at least 2
     * @return [n]
     */
    static SDVariable of(SDVariable logits, SDVariable labels, SDVariable targets, int classCount) {
        SDVariable difference = logits.mul(targets.sub(labels)).sum(1);
        if (classCount <= THIRD) {
            return difference;
        }
        SDVariable ranks = ranks(logits, classCount);
        SDVariable third = ranked(ranks, THIRD);
        SDVariable others = third.add(ranked(ranks, Math.min(FOURTH, classCount - 1)));
        SDVariable weights = StopGradient.of(ranked(ranks, FIRST).sub(others.mul(0.5)));
        return difference.div(logits.mul(weights).sum(1).add(TINY));
    }

    /** How many logits of the same example come before each: larger ones, and equal ones of a smaller class. */
    private static SDVariable ranks(SDVariable logits, int classCount) {
        SameDiff graph = logits.getSameDiff();
        SDVariable values = StopGradient.of(logits);
        SDVariable sign = graph.math().sign(values.reshape(-1, classCount, 1).sub(values.reshape(-1, 1, classCount)));
        double[][] order = new double[classCount][classCount];
        for (int j = 0; j < classCount; j++) {
            for (int k = 0; k < classCount; k++) {
                order[j][k] = Integer.signum(k - j);
            }
        }
        SDVariable ties = graph.constant(
                Nd4j.createFromArray(order).castTo(logits.dataType()).reshape(1, classCount, classCount));
        SDVariable before = sign.add(graph.math().abs(sign).rsub(1).mul(ties));
        // Each of the m - 1 others gives 1 or -1.
        return before.sum(1).add(classCount - 1).mul(0.5);
    }

    private static SDVariable ranked(SDVariable ranks, int rank) {
        SameDiff graph = ranks.getSameDiff();
        return graph.math().abs(graph.math().sign(ranks.sub(rank))).rsub(1);
    }
}
