package org.mat4j.core.measure.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mat4j.core.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An attack that finds one direction of norm 1 for each example and goes along it as far as each size allows. */
abstract class DirectionAttack implements OpenAttack {

    final Classifier classifier;
    private final PixelRange range;

    DirectionAttack(Classifier classifier, PixelRange range) {
        this.classifier = classifier;
        this.range = Objects.requireNonNull(range, "range");
    }

    /** @return of the shape of the batch's x, valid until the next call */
    abstract INDArray direction(CheckedBatch batch);

    @Override
    public final List<INDArray> perturb(AttackBatch batch, double... epsilons) {
        CheckedBatch checked = CheckedBatch.of(batch, classifier, range, epsilons);
        INDArray direction = direction(checked);
        List<INDArray> result = new ArrayList<>();
        for (double epsilon : epsilons) {
            INDArray r = direction.mul(epsilon);
            result.add(range.clip(r.addi(checked.x())));
        }
        return result;
    }

    @Override
    public void close() {}
}
