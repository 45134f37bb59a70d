package org.mat4j.core.measure.attack;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;

/**
 * Projected gradient (Madry et al. 2018): steps along the steepest direction of the
 * cross-entropy (of the {@link org.mat4j.core.method.loss.Margin} unless targeted, which has the same and does not saturate), each projected on the
 * ball of the allowed size and on the bounds.
 *
 * <p>The first run starts from the example itself, each further one from its own point, uniform in the ball. Per example,
 * the first point that meets the criterion is kept (an example that is wrong from the start stays as it is), and no more
 * is done for it; if no run meets it, the last point of the run that came nearest in its logits. More restarts can
 * therefore never weaken the attack. Where the gradient is zero, the point stays where it
 * is; there the runs with a random start remain as a random search.
 *
 * @param norm in which the size is measured
 * @param steps of each run, at least 1
 * @param path sum of the sizes of a run's steps, as a share of the allowed size, positive: a step has path / steps
 * @param restarts number of runs, at least 1
 * @param stop when a run ends
 */
@RecordBuilder
public record ProjectedGradient(Norm norm, int steps, double path, int restarts, Stop stop)
        implements ClassifierAttack, ProjectedGradientBuilder.With {
    /** When a run ends. */
    public enum Stop {
        /** For each example where it meets the criterion: for an attack on the model itself. */
        AT_SUCCESS,
        /**
         * After all steps: the point furthest beyond the decision is kept. For transfer, as a point that has just fooled
         * one model hardly fools another.
         */
        AFTER_ALL_STEPS
    }

    /** Checks the values. */
    public ProjectedGradient {
        Objects.requireNonNull(norm, "norm");
        Objects.requireNonNull(stop, "stop");
        Checks.atLeast(1, "steps", steps);
        Checks.positive("path", path);
        Checks.atLeast(1, "restarts", restarts);
    }

    /** The default settings, 20 steps in each of 5 runs, under a norm. */
    public static ProjectedGradient of(Norm norm) {
        return new ProjectedGradient(norm, 20, 2.5, 5, Stop.AT_SUCCESS);
    }

    /** Of one step, as a share of the allowed size. */
    public double stepSize() {
        return path / steps;
    }

    @Override
    public String id() {
        return norm == Norm.L2 ? "pgd-l2" : "pgd-linf";
    }

    @Override
    public Kind kind() {
        return Kind.ITERATED;
    }

    @Override
    public OpenAttack on(Classifier classifier, Bounds bounds, Criterion criterion) {
        return new OpenProjectedGradient(this, classifier, bounds, criterion);
    }
}
