package org.mat4j.core.train;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * Constant, then falling linearly to 0: the schedule of the reference implementation of virtual adversarial training.
 * (ND4J's PolySchedule rises.) Counted in updates.
 */
public final class LinearDecaySchedule implements ISchedule {

    private static final long serialVersionUID = 1L;

    private final double value;
    private final int decayStart;
    private final int end;

    /**
     * @param value until the decay starts, positive
     * @param decayStart update at which the decay starts, at least 0
     * @param end update at which the value reaches 0, after the start
     */
    public LinearDecaySchedule(double value, int decayStart, int end) {
        if (!(value > 0) || decayStart < 0 || end <= decayStart) {
            throw new IllegalArgumentException("linear decay from " + value + " between updates " + decayStart + " and "
                    + end + "; expected a positive value and 0 <= start < end");
        }
        this.value = value;
        this.decayStart = decayStart;
        this.end = end;
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
        return new LinearDecaySchedule(value, decayStart, end);
    }
}
