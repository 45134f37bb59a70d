package org.mat4j.core.measure.attack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step along the gradient of the cross-entropy (in one direction with that of the {@link
 * org.mat4j.core.method.loss.Margin}, which is followed) at the example (IV): the fast gradient sign method of Goodfellow et
 * al. (2015) under {@link Norm#L_INFINITY}, the normalized gradient under {@link Norm#L2}. The direction is found once
 * for all sizes. An example whose gradient is zero is left as it is.
 *
 * @param norm in which the size is measured
 */
public record GradientStep(Norm norm) implements ClassifierAttack {
    /** Checks the value. */
    public GradientStep {
        Objects.requireNonNull(norm, "norm");
    }

    @Override
    public String id() {
        return norm == Norm.L2 ? "l2" : "fgsm";
    }

    @Override
    public Kind kind() {
        return Kind.ONE_STEP;
    }

    @Override
    public OpenAttack on(Classifier classifier, Bounds bounds, Criterion criterion) {
        Aim aim = new Aim(criterion, classifier);
        SameDiff graph = classifier.graph();
        String direction = aim.steepest(graph, norm).name();
        GraphProgram program = classifier.program(graph, List.of(direction));
        Function<AttackBatch, INDArray> search = batch -> {
            INDArray followed = aim.oneHot(aim.followed(batch.features(), batch.classes(classifier)));
            return program.run(Map.of(classifier.inputName(), batch.features(), Aim.CLASSES, followed), 0)
                    .get(direction);
        };
        return new DirectionAttack(classifier, bounds, search, program::close);
    }
}
