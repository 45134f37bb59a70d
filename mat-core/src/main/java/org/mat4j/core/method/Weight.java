package org.mat4j.core.method;

import org.mat4j.core.check.Checks;

/**
 * The weight of a term, with an optional linear ramp-up: 0 before the first update, full after {@code rampUpUpdates}.
 *
 * @param value full weight, finite and at least 0
 * @param rampUpUpdates length of the ramp, at least 0; 0 for none
 */
public record Weight(double value, long rampUpUpdates) {

    /** The weight 1. */
    public static final Weight ONE = of(1);

    /** Checks the values. */
    public Weight {
        Checks.weight("weight", value);
        Checks.atLeast(0, "ramp-up of a weight", rampUpUpdates);
    }

    /** A weight without ramp-up. */
    public static Weight of(double value) {
        return new Weight(value, 0);
    }

    /** The weight in force at an update, counted from 0. */
    public double at(long update) {
        return rampUpUpdates == 0 ? value : value * Math.min(1.0, (double) update / rampUpUpdates);
    }
}
