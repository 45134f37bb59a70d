package org.mat4j.core.measure.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An attack that finds one direction of norm 1 for each example and goes along it as far as each size allows.
 *
 * @param direction of a batch in the model's shape and type: like its features, valid until the next call
 * @param release run on closing
 */
record DirectionAttack(
        Classifier classifier, Bounds bounds, Function<AttackBatch, INDArray> direction, Runnable release)
        implements OpenAttack {
    DirectionAttack {
        Objects.requireNonNull(bounds, "bounds");
    }

    @Override
    public List<INDArray> perturb(AttackBatch batch, double... epsilons) {
        AttackBatch checked = batch.checked(classifier, bounds, epsilons);
        INDArray unit = direction.apply(checked);
        return Arrays.stream(epsilons)
                .mapToObj(e -> bounds.clip(unit.mul(e).addi(checked.features())))
                .toList();
    }

    @Override
    public void close() {
        release.run();
    }
}
