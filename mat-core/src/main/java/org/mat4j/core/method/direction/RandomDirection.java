package org.mat4j.core.method.direction;

import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A random direction, uniform on the sphere (random perturbation training).
 *
 * @param epsilon L2 norm of each example's perturbation, in units of the network's input, positive
 */
public record RandomDirection(double epsilon) implements Direction {

    /** Checks the values. */
    public RandomDirection {
        Checks.positive("epsilon", epsilon);
    }

    @Override
    public Optional<Size> size() {
        return Optional.of(new Size(Norm.L2, epsilon));
    }

    @Override
    public SDVariable of(Surroundings s) {
        return Norm.unit(s.noise(), s.rank()).mul(epsilon);
    }
}
