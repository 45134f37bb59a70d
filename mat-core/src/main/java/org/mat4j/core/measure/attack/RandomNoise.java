package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;

/**
 * A random direction: uniform on the sphere under {@link Norm#L2}, a random sign for each value under
 * {@link Norm#L_INFINITY}. It knows neither model nor criterion.
 *
 * @param norm in which the size is measured
 */
public record RandomNoise(Norm norm) implements Attack {
    /** Checks the value. */
    public RandomNoise {
        Objects.requireNonNull(norm, "norm");
    }

    @Override
    public String id() {
        return norm == Norm.L2 ? "noise" : "noise-linf";
    }

    @Override
    public Kind kind() {
        return Kind.NOISE;
    }

    @Override
    public OpenAttack on(TrainedModel model, Bounds bounds, Criterion criterion) {
        criterion.check(model.classifier().classCount());
        return new DirectionAttack(model.classifier(), bounds, batch -> ExampleNoise.direction(norm, batch), () -> {});
    }
}
