package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;

/**
 * What the model says of a point.
 *
 * @param logits [m], finite
 * @param loss that the attack makes rise; 0 for a black box
 * @param gradient of the loss to the point, [d]; of length 0 for a black box
 */
record Answer(double[] logits, double loss, double[] gradient) {
    /** @throws IllegalStateException if a logit is not finite */
    Answer {
        for (double value : logits) {
            if (!Double.isFinite(value)) {
                throw new IllegalStateException("the model gives a logit of " + value
                        + ", expected finite ones: an attack on it would mean nothing");
            }
        }
    }

    static Answer blackBox(double[] logits) {
        return new Answer(logits, 0, new double[0]);
    }

    /** The class of the largest logit, of equals the first. */
    int predicted() {
        int best = 0;
        for (int k = 1; k < logits.length; k++) {
            best = logits[k] > logits[best] ? k : best;
        }
        return best;
    }

    /** Whether there is a gradient, but of zeros alone. */
    boolean isFlat() {
        return gradient.length > 0 && Arrays.stream(gradient).allMatch(g -> g == 0);
    }

    /** A class's logit minus the largest other one. */
    double margin(int label) {
        double other = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < logits.length; k++) {
            other = k == label ? other : Math.max(other, logits[k]);
        }
        return logits[label] - other;
    }
}
