package org.mat4j.core.measure.attack;

import java.util.Objects;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;

/**
 * Projected gradient (Madry et al. 2018): steps along the steepest direction of the cross-entropy, each projected on the
 * ball of the allowed size and on the range of pixels.
 *
 * <p>The first run starts from the example itself, each further one from its own point, uniform in the ball. Per example,
 * the first point that reaches the goal is kept (an example that is wrong from the start stays as it is), and no more is
 * done for it; if no run reaches the goal, the last point of the run that came nearest in its logits. More restarts can
 * therefore never weaken the attack. Where the gradient is zero, as with a saturated softmax, the point stays where it
 * is; there the runs with a random start remain as a random search.
 *
 * @param norm in which the size is measured
 * @param steps of each run, at least 1
 * @param stepSize of one step, as a share of the allowed size, positive
 * @param restarts number of runs, at least 1
 * @param stop when a run ends
 */
public record ProjectedGradient(Norm norm, int steps, double stepSize, int restarts, Stop stop) implements Attack {

    /** Steps by default. */
    public static final int DEFAULT_STEPS = 20;

    /** Sum of all step sizes by default, as a share of the allowed size. */
    public static final double DEFAULT_PATH = 2.5;

    /** Runs by default. */
    public static final int DEFAULT_RESTARTS = 5;

    /** When a run ends. */
    public enum Stop {
        /** For each example where it reaches the goal: for an attack on the model itself. */
        AT_SUCCESS,
        /**
         * After all steps: the point furthest beyond the goal is kept. For transfer, as a point that has just fooled one
         * model hardly fools another.
         */
        AFTER_ALL_STEPS
    }

    /** Checks the values. */
    public ProjectedGradient {
        Objects.requireNonNull(norm, "norm");
        Objects.requireNonNull(stop, "stop");
        if (steps < 1) {
            throw new IllegalArgumentException("steps is " + steps + "; expected at least 1");
        }
        if (!(stepSize > 0) || Double.isInfinite(stepSize)) {
            throw new IllegalArgumentException("step size is " + stepSize + "; expected a positive, finite number");
        }
        if (restarts < 1) {
            throw new IllegalArgumentException("restarts is " + restarts + "; expected at least 1");
        }
    }

    /** Starts from the defaults. */
    public static Builder builder(Norm norm) {
        return new Builder(norm);
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
    public OpenAttack on(TrainedModel model, PixelRange range, Goal goal) {
        return new OpenProjectedGradient(this, model.classifier(), range, goal);
    }

    /** Builds a {@link ProjectedGradient}. */
    public static final class Builder {

        private final Norm norm;
        private int steps = DEFAULT_STEPS;
        private Double stepSize;
        private int restarts = DEFAULT_RESTARTS;
        private Stop stop = Stop.AT_SUCCESS;

        private Builder(Norm norm) {
            this.norm = norm;
        }

        /** Sets {@link ProjectedGradient#steps()}. */
        public Builder steps(int value) {
            steps = value;
            return this;
        }

        /** Sets {@link ProjectedGradient#stepSize()}; without this call it is {@link #DEFAULT_PATH} / steps. */
        public Builder stepSize(double value) {
            stepSize = value;
            return this;
        }

        /** Sets {@link ProjectedGradient#restarts()}. */
        public Builder restarts(int value) {
            restarts = value;
            return this;
        }

        /** Sets {@link ProjectedGradient#stop()}. */
        public Builder stop(Stop value) {
            stop = value;
            return this;
        }

        /**
         * Validates and builds.
         *
         * @throws IllegalArgumentException if a value is out of its range
         */
        public ProjectedGradient build() {
            double share = stepSize == null && steps > 0 ? DEFAULT_PATH / steps : stepSize == null ? 1 : stepSize;
            return new ProjectedGradient(norm, steps, share, restarts, stop);
        }
    }
}
