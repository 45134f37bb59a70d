package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;

/**
 * What an attacker may do to an input.
 *
 * @param norm in whose ball a perturbation stays
 * @param epsilon its largest size, in units of the network's input, positive and finite
 * @param bounds that perturbed inputs are kept in
 */
public record Threat(Ball norm, double epsilon, Bounds bounds) {
    /** Rounding of one value in single precision, with a margin. */
    private static final double ROUNDING = 1e-6;

    /** Checks the values. */
    public Threat {
        Objects.requireNonNull(norm, "norm");
        Checks.positive("epsilon", epsilon);
        Objects.requireNonNull(bounds, "bounds");
    }

    /** A threat in the ball of a norm. */
    public Threat(Norm norm, double epsilon, Bounds bounds) {
        this(Ball.of(norm), epsilon, bounds);
    }

    /** To images, whose pixels stay in [0, 1]. */
    public static Threat of(Ball ball, double epsilon) {
        return new Threat(ball, epsilon, Bounds.images());
    }

    /** The norm of a perturbation of any length. */
    double size(double[] r) {
        return norm.size(r);
    }

    /** Whether a point lies within epsilon of an example, up to the rounding of single precision. */
    boolean allows(double[] x, double[] point) {
        double largest = Math.max(Ball.L_INFINITY.size(x), Ball.L_INFINITY.size(point));
        double rounding = ROUNDING * largest * norm.roundings(x.length);
        return size(MathArrays.ebeSubtract(point, x)) <= epsilon * (1 + ROUNDING) + rounding;
    }

    /** The direction of norm 1 along which a function rises most; zero where its gradient is. */
    double[] steepest(double[] gradient) {
        return norm.steepest(gradient);
    }

    /** The point, moved onto the ball around an example where it lies outside, then into the bounds. */
    double[] project(double[] x, double[] point) {
        return clip(MathArrays.ebeAdd(x, norm.within(epsilon, bounds, x, MathArrays.ebeSubtract(point, x))));
    }

    /** The point, each of its values moved into the bounds. */
    double[] clip(double[] point) {
        return Arrays.stream(point)
                .map(v -> Math.max(bounds.low(), Math.min(bounds.high(), v)))
                .toArray();
    }
}
