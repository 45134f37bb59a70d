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
 * @param norm in which a perturbation is measured
 * @param epsilon its largest size, in units of the network's input, positive and finite
 * @param bounds that perturbed inputs are kept in
 */
public record Threat(Norm norm, double epsilon, Bounds bounds) {
    /** Rounding of one value in single precision, with a margin. */
    private static final double ROUNDING = 1e-6;

    /** Checks the values. */
    public Threat {
        Objects.requireNonNull(norm, "norm");
        Checks.positive("epsilon", epsilon);
        Objects.requireNonNull(bounds, "bounds");
    }

    /** To images, whose pixels stay in [0, 1]. */
    public static Threat of(Norm norm, double epsilon) {
        return new Threat(norm, epsilon, Bounds.images());
    }

    /** The norm of a perturbation of any length. */
    double size(double[] r) {
        // Scaled by the largest element: squares of small ones would vanish.
        double largest = Arrays.stream(r).map(Math::abs).max().orElse(0);
        return norm == Norm.L_INFINITY || largest == 0 || !Double.isFinite(largest)
                ? largest
                : largest
                        * Math.sqrt(Arrays.stream(r)
                                .map(v -> v / largest * (v / largest))
                                .sum());
    }

    /** Whether a point lies within epsilon of an example, up to the rounding of single precision. */
    boolean allows(double[] x, double[] point) {
        double largest = Arrays.stream(x).map(Math::abs).max().orElse(0) + epsilon;
        double each = ROUNDING * largest * (norm == Norm.L2 ? Math.sqrt(x.length) : 1);
        return size(MathArrays.ebeSubtract(point, x)) <= epsilon * (1 + ROUNDING) + each;
    }

    /** The direction of norm 1 along which a function rises most; zero where its gradient is. */
    double[] steepest(double[] gradient) {
        if (norm == Norm.L_INFINITY) {
            return Arrays.stream(gradient).map(Math::signum).toArray();
        }
        double size = size(gradient);
        return size == 0 ? gradient.clone() : MathArrays.scale(1 / size, gradient);
    }

    /** The point, moved onto the ball around an example where it lies outside, then into the bounds. */
    double[] project(double[] x, double[] point) {
        double[] r = MathArrays.ebeSubtract(point, x);
        if (norm == Norm.L2) {
            MathArrays.scaleInPlace(Math.min(1, epsilon / Math.max(size(r), Double.MIN_NORMAL)), r);
        } else {
            Arrays.setAll(r, j -> clip(r[j], -epsilon, epsilon));
        }
        return clip(MathArrays.ebeAdd(x, r));
    }

    /** The point, each of its values moved into the bounds. */
    double[] clip(double[] point) {
        return Arrays.stream(point)
                .map(v -> clip(v, bounds.low(), bounds.high()))
                .toArray();
    }

    private static double clip(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
