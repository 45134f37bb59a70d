package org.mat4j.core.measure.attack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step along the gradient of the cross-entropy at the example (IV): the fast gradient sign method of Goodfellow et
 * al. (2015) under {@link Norm#L_INFINITY}, the normalized gradient under {@link Norm#L2}. The direction is found once
 * for all sizes. An example whose gradient is zero, as where the softmax is saturated, is left as it is.
 *
 * @param norm in which the size is measured
 */
public record GradientStep(Norm norm) implements Attack {

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
    public OpenAttack on(TrainedModel model, PixelRange range, Goal goal) {
        return new Open(model.classifier(), norm, range, goal);
    }

    private static final class Open extends DirectionAttack {

        private final Aim aim;
        private final GraphProgram program;
        private final String direction;

        Open(Classifier classifier, Norm norm, PixelRange range, Goal goal) {
            super(classifier, range);
            aim = new Aim(goal, classifier);
            SameDiff graph = classifier.graph();
            direction = LossSteepness.in(graph, norm, goal).name();
            program = classifier.program(graph, List.of(direction));
        }

        @Override
        INDArray direction(CheckedBatch batch) {
            INDArray classes = aim.oneHot(aim.classes(batch.x(), batch.labels(classifier)));
            Map<String, INDArray> values = Map.of(Classifier.INPUT, batch.x(), LossSteepness.CLASSES, classes);
            return program.run(values, 0).get(direction);
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
