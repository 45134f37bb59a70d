package org.mat4j.core.train;

import org.mat4j.core.check.Checks;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Constant, then falling linearly to 0: the schedule of the reference implementation of virtual adversarial training.
 * (ND4J's PolySchedule rises.) Counted in updates.
 *
 * @param value until the decay starts, positive and finite
 * @param decayStart update at which the decay starts, at least 0
 * @param end update at which the value reaches 0, after the start
 */
public record LinearDecaySchedule(double value, int decayStart, int end) implements ISchedule {

    /** Checks the values. */
    public LinearDecaySchedule {
        Checks.positive("value of the linear decay", value);
        Checks.atLeast(0, "start of the linear decay", decayStart);
        Checks.require(end > decayStart, "end of the linear decay", end, "more than its start, " + decayStart);
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        if (iteration <= decayStart) {
            return value;
        }
        return value * Math.max(0, end - iteration) / (end - decayStart);
    }

    @Override
    public ISchedule clone() {
        return this;
    }
}
