package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;

/**
 * A random direction: uniform on the sphere under {@link Norm#L2}, a random sign for each value under
 * {@link Norm#L_INFINITY}. It knows neither model nor criterion.
 *
 * @param norm in which the size is measured
 */
public record RandomNoise(Norm norm) implements ClassifierAttack {
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
    public OpenAttack on(Classifier classifier, Bounds bounds, Criterion criterion) {
        criterion.check(classifier.classCount());
        return new DirectionAttack(classifier, bounds, batch -> ExampleNoise.direction(norm, batch), () -> {});
    }
}
