package org.mat4j.core.method.direction;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.Repetition;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Projected gradient (Madry et al. 2018): K steps along the steepest rise of S from a random start, each projected on the
 * norm ball and then moved into the bounds. With the cross-entropy as S it is the direction of PGD adversarial training,
 * with the output divergence that of TRADES (Zhang et al. 2019), with both divergences that of MAT beyond its first order.
 *
 * <p>Epsilon may rise from 0 over the first updates: against a large one from the start, training often settles for the
 * same answer to every example.
 *
 * <p>The start is uniform in the ball for L-infinity, and of a random direction and the full length for L2. An example
 * whose gradient is zero stays where it is. The steps are a {@link Repetition}: they cost time, and no graph.
 *
 * @param norm in which the size is measured
 * @param epsilon largest size of each example's perturbation in that norm, in units of the network's input, positive
 * @param epsilonRampUp updates over which epsilon rises linearly from 0, at least 0; 0 for none
 * @param steps K, at least 1
 * @param path sum of the sizes of the steps, as a share of epsilon, positive: a step has path epsilon / K
 * @param bounds that x + r is kept in; they must hold x
 */
public record ProjectedSteps(Norm norm, double epsilon, long epsilonRampUp, int steps, double path, Bounds bounds)
        implements Direction {

    /** Sum of the sizes of the steps by default, as a share of epsilon. */
    public static final double DEFAULT_PATH = 2.5;

    /** Checks the values. */
    public ProjectedSteps {
        Objects.requireNonNull(norm, "norm");
        Checks.positive("epsilon", epsilon);
        Checks.atLeast(0, "epsilon's ramp-up", epsilonRampUp);
        Checks.atLeast(1, "steps", steps);
        Checks.positive("path", path);
        Checks.positive("size of a step, path x epsilon / steps,", path * epsilon / steps);
        Objects.requireNonNull(bounds, "bounds");
    }

    @Override
    public Optional<Size> size() {
        return Optional.of(new Size(norm, epsilon));
    }

    @Override
    public SDVariable of(Surroundings s) {
        SDVariable x = s.input();
        int rank = s.rank();
        long[] ones = new long[rank];
        Arrays.fill(ones, 1);
        SDVariable full = x.getSameDiff()
                .constant(Nd4j.valueArrayOf(ones, epsilon, s.noise().dataType()));
        UnaryOperator<SDVariable> risen = epsilonRampUp == 0 ? size -> size : size -> size.mul(s.rising(epsilonRampUp));
        SDVariable limit = risen.apply(full);
        SDVariable start = risen.apply(norm.start(s.noise(), rank).mul(epsilon));
        return Repetition.of(within(x, start), steps, r -> {
            SDVariable perturbed = x.add(r);
            SDVariable gradient = Gradients.of(s.smoothness(perturbed).sum())
                    .withRespectTo(perturbed)
                    .get(0);
            SDVariable step = norm.steepest(gradient, rank).mul(path * epsilon / steps);
            return within(x, norm.project(r.add(risen.apply(step)), limit, rank));
        });
    }

    private SDVariable within(SDVariable x, SDVariable r) {
        return bounds.isUnlimited() ? r : bounds.clip(x.add(r)).sub(x);
    }
}
