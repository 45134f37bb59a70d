package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.measure.attack.internal.LogitRows;
import org.mat4j.core.measure.attack.internal.OneHot;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.method.loss.Margin;
import org.mat4j.core.model.Classifier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A criterion on one model: which class's loss is followed for each example, and what counts as success. */
final class Aim {
    /** Name of the placeholder of the classes whose loss is followed, one-hot [n, m]. */
    static final String CLASSES = "attack_classes";

    private final Criterion criterion;
    private final Classifier classifier;

    Aim(Criterion criterion, Classifier classifier) {
        this.criterion = Objects.requireNonNull(criterion, "criterion");
        this.classifier = classifier;
        criterion.check(classifier.classCount());
    }

    /**
     * Adds the direction of norm 1 along which the {@link Margin} of the classes that are followed rises most, which is that
     * of their cross-entropy, or if the attack is targeted the one along which their cross-entropy falls most. An example
     * whose gradient is zero gets the zero vector.
     *
     * @param graph of the classifier
     */
    SDVariable steepest(SameDiff graph, Norm norm) {
        SDVariable input = graph.getVariable(classifier.inputName());
        SDVariable logits = graph.getVariable(classifier.logitsName());
        SDVariable classes = graph.placeHolder(CLASSES, input.dataType(), -1, -1);
        SDVariable loss = criterion.targeted() ? CrossEntropy.of(logits, classes) : Margin.of(logits, classes);
        SDVariable gradient = Gradients.of(loss.sum()).withRespectTo(input).get(0);
        SDVariable steepest = norm.steepest(gradient, input.getShape().length);
        return criterion.targeted() ? steepest.neg() : steepest;
    }

    /**
     * The class of each example whose loss is followed.
     *
     * @param x [n, inputShape...]
     * @param labels of the examples
     */
    int[] followed(INDArray x, int[] labels) {
        if (!criterion.targeted()) {
            return labels;
        }
        LogitRows clean = LogitRows.of(classifier, x);
        int[] classes = new int[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = criterion.followedClass(labels[i], clean.row(i));
            Checks.require(
                    classes[i] >= 0 && classes[i] < classifier.classCount(),
                    "class wanted by criterion '" + criterion.id() + "'",
                    classes[i],
                    "0 to " + (classifier.classCount() - 1) + " as the model has");
        }
        return classes;
    }

    INDArray oneHot(int[] classes) {
        return OneHot.of(classes, classifier.classCount());
    }

    /** Examples of the wanted class do not count. */
    boolean counts(int trueClass, int followed) {
        return !criterion.targeted() || trueClass != followed;
    }

    /** Whether an example's prediction is what the attack is after. */
    boolean reached(int predicted, int followed) {
        return criterion.targeted() == (predicted == followed);
    }

    /** How near an example is to success; positive when it is reached. */
    double strength(LogitRows logits, int i, int followed) {
        double margin = logits.margin(i, followed);
        return criterion.targeted() ? margin : -margin;
    }
}
