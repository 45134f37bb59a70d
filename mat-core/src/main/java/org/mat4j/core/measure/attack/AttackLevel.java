package org.mat4j.core.measure.attack;

import java.util.List;
import org.mat4j.core.method.direction.Norm;

/** The scale on which attacks of different norms are compared. */
public final class AttackLevel {

    private AttackLevel() {}

    /**
     * Checks the levels of a curve.
     *
     * @param name what the message calls them
     * @param levels in the order of the curve
     * @throws IllegalArgumentException unless there is at least one, and they are finite, not negative and in strictly
     *     rising order
     */
    public static void requireRising(String name, List<Double> levels) {
        boolean rising = !levels.isEmpty();
        for (int i = 0; i < levels.size(); i++) {
            double level = levels.get(i);
            rising &= level >= 0 && level < Double.POSITIVE_INFINITY && (i == 0 || level > levels.get(i - 1));
        }
        if (!rising) {
            throw new IllegalArgumentException(name + " are " + levels
                    + "; expected at least one, finite, not negative, in strictly rising order");
        }
    }

    /**
     * The size of a perturbation at a level. A level is an L2 norm in units of the network's input; under L-infinity each
     * of d pixels may change by level / sqrt(d), so that both norms spend the same L2 budget.
     *
     * @param norm the attack's
     * @param level finite and not negative
     * @param dimensions d, the number of values of one input, at least 1
     */
    public static double epsilon(Norm norm, double level, long dimensions) {
        if (!(level >= 0) || Double.isInfinite(level)) {
            throw new IllegalArgumentException("level is " + level + "; expected a finite number of at least 0");
        }
        if (dimensions < 1) {
            throw new IllegalArgumentException("input dimensions is " + dimensions + "; expected at least 1");
        }
        return switch (norm) {
            case L2 -> level;
            case L_INFINITY -> level / Math.sqrt(dimensions);
        };
    }
}
