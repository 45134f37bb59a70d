package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A goal on one model: which class's loss is followed for each example, and what counts as success. */
final class Aim {

    private final Goal goal;
    private final Classifier classifier;

    Aim(Goal goal, Classifier classifier) {
        this.goal = Objects.requireNonNull(goal, "goal");
        this.classifier = classifier;
        goal.check(classifier.classCount());
    }

    /**
     * The class of each example whose loss is followed.
     *
     * @param x [n, inputShape...]
     * @param labels of the examples
     */
    int[] classes(INDArray x, int[] labels) {
        if (!goal.targeted()) {
            return labels;
        }
        LogitRows clean = LogitRows.of(classifier.predict(x).logits());
        int[] classes = new int[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = goal.lossClass(labels[i], clean.row(i));
            if (classes[i] < 0 || classes[i] >= classifier.classCount()) {
                throw new IllegalArgumentException("goal '" + goal.id() + "' wants class " + classes[i]
                        + "; expected 0 to " + (classifier.classCount() - 1) + " as the model has");
            }
        }
        return classes;
    }

    INDArray oneHot(int[] classes) {
        float[][] rows = new float[classes.length][classifier.classCount()];
        for (int i = 0; i < classes.length; i++) {
            rows[i][classes[i]] = 1;
        }
        return Nd4j.createFromArray(rows);
    }

    /** Whether an example's prediction is what the attack is after. */
    boolean reached(int predicted, int lossClass) {
        return goal.targeted() == (predicted == lossClass);
    }

    /** How near an example is to success; positive when it is reached. */
    double strength(LogitRows logits, int i, int lossClass) {
        double margin = logits.margin(i, lossClass);
        return goal.targeted() ? margin : -margin;
    }
}
