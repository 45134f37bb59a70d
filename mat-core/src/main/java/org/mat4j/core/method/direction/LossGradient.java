package org.mat4j.core.method.direction;

import java.util.Objects;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.method.loss.Margin;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The direction along which the cross-entropy of the true label rises most: epsilon g / |g| under L2, epsilon sign(g)
 * under L-infinity (fast gradient sign, Goodfellow et al. 2015), with g the gradient at x of the {@link Margin}, which has the
 * same direction.
 *
 * @param norm in which the size is measured
 * @param epsilon size of each example's perturbation in that norm, in units of the network's input, positive
 */
public record LossGradient(Norm norm, double epsilon) implements Direction {

    /** Checks the values. */
    public LossGradient {
        Objects.requireNonNull(norm, "norm");
        Checks.positive("epsilon", epsilon);
    }

    @Override
    public Optional<Size> size() {
        return Optional.of(new Size(norm, epsilon));
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public SDVariable of(Surroundings s) {
        SDVariable loss = Margin.of(s.cleanLogits(), s.labels()).sum();
        SDVariable gradient = Gradients.of(loss).withRespectTo(s.input()).get(0);
        return norm.steepest(gradient, s.rank()).mul(epsilon);
    }
}
