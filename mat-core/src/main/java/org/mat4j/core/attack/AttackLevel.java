package org.mat4j.core.attack;

import org.mat4j.core.perturbation.Norm;

/** The scale on which attacks of different norms are compared. */
public final class AttackLevel {

    private AttackLevel() {}

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
