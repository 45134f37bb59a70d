package org.mat4j.core.measure.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An attack that finds one direction of norm 1 for each example and goes along it as far as each size allows. */
abstract class DirectionAttack implements OpenAttack {
    final Classifier classifier;
    private final Bounds bounds;

    DirectionAttack(Classifier classifier, Bounds bounds) {
        this.classifier = classifier;
        this.bounds = Objects.requireNonNull(bounds, "bounds");
    }

    /**
     * @param batch in the model's shape and type
     * @return of the shape of the batch's features, valid until the next call
     */
    abstract INDArray direction(AttackBatch batch);

    @Override
    public final List<INDArray> perturb(AttackBatch batch, double... epsilons) {
        AttackBatch checked = batch.checked(classifier, bounds, epsilons);
        INDArray direction = direction(checked);
        return Arrays.stream(epsilons)
                .mapToObj(e -> bounds.clip(direction.mul(e).addi(checked.features())))
                .toList();
    }

    @Override
    public void close() {}
}
