package org.mat4j.core.measure.attack;

import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;

/**
 * A way to perturb inputs so that a model fails. Implementations are immutable descriptions; the size of the perturbation,
 * the model, the bounds and the criterion come with the use.
 */
public interface Attack {
    /** Short lower-case name, as on the command line. */
    String id();

    /** The norm in which its perturbations are measured. */
    Norm norm();

    /** What it knows and how hard it tries. */
    Kind kind();

    /**
     * Prepares the attack on a model, with full knowledge of it.
     *
     * @param model must stay open while the attack is in use
     * @param bounds that perturbed inputs are kept in
     * @param criterion only checked by attacks that have no knowledge of labels
     * @throws IllegalArgumentException if the criterion does not fit the model
     */
    OpenAttack on(TrainedModel model, Bounds bounds, Criterion criterion);

    /** As {@link #on(TrainedModel, Bounds, Criterion)}, towards any wrong class. */
    default OpenAttack on(TrainedModel model, Bounds bounds) {
        return on(model, bounds, Criterion.misclassification());
    }

    /** What an attack knows and how hard it tries. */
    enum Kind {
        /** Knows nothing. */
        NOISE,
        /** Knows the model, not the labels. */
        LABEL_FREE,
        /** Follows the gradient of the loss at the example. */
        ONE_STEP,
        /** Follows the gradient of the loss step by step. */
        ITERATED
    }
}
