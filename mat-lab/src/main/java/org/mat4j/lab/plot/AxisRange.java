package org.mat4j.lab.plot;

/**
 * What an axis shows.
 *
 * @param min its lower end
 * @param max its upper end, above the lower one
 */
public record AxisRange(double min, double max) {

    /** Both ends must be finite. */
    public AxisRange {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min >= max) {
            throw new IllegalArgumentException(
                    "axis range: expected two finite ends, the lower one first, found " + min + " to " + max);
        }
    }

    /** The length. */
    public double extent() {
        return max - min;
    }

    /** The value halfway between the ends. */
    public double center() {
        return min + extent() / 2;
    }
}
