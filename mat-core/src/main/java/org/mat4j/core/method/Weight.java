package org.mat4j.core.method;

/**
 * The weight of a term, with an optional linear ramp-up: 0 before the first update, full after {@code rampUpUpdates}.
 *
 * @param value full weight, not negative
 * @param rampUpUpdates length of the ramp; 0 for none
 */
public record Weight(double value, long rampUpUpdates) {

    /** Checks the values. */
    public Weight {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("weight is " + value + "; expected a finite number of at least 0");
        }
        if (rampUpUpdates < 0) {
            throw new IllegalArgumentException("ramp-up is " + rampUpUpdates + " updates; expected 0 or more");
        }
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
