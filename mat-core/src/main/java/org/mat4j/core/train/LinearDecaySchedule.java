package org.mat4j.core.train;

import java.util.Objects;
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
     * @param value until the decay starts, positive and finite
     * @param decayStart update at which the decay starts, at least 0
     * @param end update at which the value reaches 0, after the start
     */
    public LinearDecaySchedule(double value, int decayStart, int end) {
        if (!(value > 0) || Double.isInfinite(value) || decayStart < 0 || end <= decayStart) {
            throw new IllegalArgumentException("linear decay from " + value + " between updates " + decayStart + " and "
                    + end + "; expected a positive, finite value and 0 <= start < end");
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

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearDecaySchedule o && value == o.value && decayStart == o.decayStart && end == o.end;
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, decayStart, end);
    }

    @Override
    public String toString() {
        return "LinearDecaySchedule[value=" + value + ", decayStart=" + decayStart + ", end=" + end + "]";
    }
}
