package org.mat4j.core.measure.attack;

import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.model.Classifier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The direction of an attack's goal in a classifier's graph. */
final class LossSteepness {

    /** Name of the placeholder of the classes whose loss is followed, one-hot [n, m]. */
    static final String CLASSES = "attack_classes";

    private LossSteepness() {}

    /**
     * Adds the direction of norm 1 along which the cross-entropy of the given classes rises most, or falls most if the
     * attack is targeted. An example whose gradient is zero gets the zero vector.
     *
     * @param graph a classifier's
     */
    static SDVariable in(SameDiff graph, Norm norm, Goal goal) {
        SDVariable input = graph.getVariable(Classifier.INPUT);
        SDVariable logits = graph.getVariable(Classifier.LOGITS);
        SDVariable classes = graph.placeHolder(CLASSES, input.dataType(), -1, -1);
        SDVariable gradient = Gradients.of(CrossEntropy.of(logits, classes).sum())
                .withRespectTo(input)
                .get(0);
        SDVariable steepest = norm.steepest(gradient, input.getShape().length);
        return goal.targeted() ? steepest.neg() : steepest;
    }
}
