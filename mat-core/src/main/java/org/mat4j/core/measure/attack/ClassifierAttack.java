package org.mat4j.core.measure.attack;

import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;

/** An attack that needs no more of a model than its logits and their gradient: on anyone's graph too. */
public interface ClassifierAttack extends Attack {
    /**
     * As {@link #on(TrainedModel, Bounds, Criterion)}.
     *
     * @param classifier such as {@link Classifier#of(org.nd4j.autodiff.samediff.SameDiff, String, String)} makes; must stay
     *     open while the attack is in use
     */
    OpenAttack on(Classifier classifier, Bounds bounds, Criterion criterion);

    @Override
    default OpenAttack on(TrainedModel model, Bounds bounds, Criterion criterion) {
        return on(model.classifier(), bounds, criterion);
    }
}
