package org.mat4j.core.method.direction;

import java.util.List;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.Repetition;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The direction in which the smoothness S changes most (III-H, Theorem III.4; Miyato et al. 2017).
 *
 * <p>S(x, r) is 0 with zero gradient at r = 0, so S(x, r) ~ 1/2 r'Hr, and the worst direction is the dominant
 * eigenvector of H. Starting from a random unit vector d, each iteration replaces d by the unit vector along the gradient
 * of S at r = xi d, which is xi H d up to second order; no Hessian is formed. Only the gradient to the input is computed.
 * The iterations are a {@link Repetition}: they cost time, and no graph.
 *
 * @param epsilon L2 norm of each example's perturbation, in units of the network's input, positive
 * @param xi finite-difference step, positive
 * @param iterations K, at least 1
 */
public record PowerIteration(double epsilon, double xi, int iterations) implements Direction {

    /** Iterations K by default. */
    public static final int DEFAULT_ITERATIONS = 1;

    /** Finite-difference step xi by default: smaller ones lose their digits in single precision. */
    public static final double DEFAULT_XI = 1e-2;

    /** Checks the values. */
    public PowerIteration {
        Checks.positive("epsilon", epsilon);
        Checks.positive("xi", xi);
        Checks.atLeast(1, "power iterations", iterations);
    }

    @Override
    public Optional<Size> size() {
        return Optional.of(new Size(Norm.L2, epsilon));
    }

    @Override
    public SDVariable of(Surroundings s) {
        SDVariable x = s.input();
        int rank = s.rank();
        SDVariable found = Repetition.of(Norm.unit(s.noise(), rank), iterations, d -> {
            SDVariable perturbed = x.add(d.mul(xi));
            List<SDVariable> gradient =
                    Gradients.of(s.smoothness(perturbed).sum()).withRespectTo(perturbed);
            return next(gradient.get(0), d, rank);
        });
        return found.mul(epsilon);
    }

    /**
     * The next direction of the iteration: the unit vector along the gradient of S; an example whose gradient is zero keeps
     * its direction.
     *
     * @param gradient of the sum of S over the examples to the input, at x + xi d, [n, ...]
     * @param d the direction, unit vectors of the gradient's shape
     * @param rank number of axes of d, at least 2
     */
    public static SDVariable next(SDVariable gradient, SDVariable d, int rank) {
        return Norm.unitOr(gradient, d, rank);
    }
}
