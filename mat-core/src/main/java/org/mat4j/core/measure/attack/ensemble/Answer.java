package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import org.mat4j.core.measure.attack.internal.LogitRows;

/**
 * What the model says of a point.
 *
 * @param logits of all points asked for together
 * @param row of this one
 * @param loss that the attack makes rise; 0 for a black box
 * @param gradient of the loss to the point, [d]; of length 0 for a black box
 */
record Answer(LogitRows logits, int row, double loss, double[] gradient) {
    static Answer blackBox(double... logits) {
        return new Answer(new LogitRows(logits, logits.length), 0, 0, new double[0]);
    }

    /** The class of the largest logit, of equals the first. */
    int predicted() {
        return logits.predicted(row);
    }

    /** Whether there is a gradient, but of zeros alone. */
    boolean isFlat() {
        return gradient.length > 0 && Arrays.stream(gradient).allMatch(g -> g == 0);
    }

    /** A class's logit minus the largest other one. */
    double margin(int label) {
        return logits.margin(row, label);
    }
}
