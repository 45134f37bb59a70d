package org.mat4j.core.method.direction;

import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The values that perturbed inputs may take, in units of the network's input. Clipping to bounds that hold the example
 * never makes a perturbation larger.
 *
 * @param low smallest value; minus infinity for none
 * @param high largest value, above the smallest; infinity for none
 */
public record Bounds(double low, double high) {
    private static final Bounds UNLIMITED = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final String NONE = "none";

    /** Checks the values. */
    public Bounds {
        Checks.require(
                (float) low < (float) high && isKept(low) && isKept(high),
                "bounds",
                "[" + low + ", " + high + "]",
                "a low value below the high one, in single precision too");
    }

    /** Whether single precision does not make a number infinite. */
    private static boolean isKept(double value) {
        return Double.isInfinite(value) || Float.isFinite((float) value);
    }

    /** No clipping. */
    public static Bounds unlimited() {
        return UNLIMITED;
    }

    /** Pixels between black and white, [0, 1]. */
    public static Bounds images() {
        return new Bounds(0, 1);
    }

    /**
     * Reads what {@link #toString()} writes: "LOW..HIGH", or "none".
     *
     * @throws IllegalArgumentException if the text is neither, or no low value below a high one
     */
    public static Bounds parse(String text) {
        if (text.equals(NONE)) {
            return UNLIMITED;
        }
        String[] ends = text.split("\\.\\.", -1);
        Checks.require(ends.length == 2, "bounds", text, "LOW..HIGH or " + NONE);
        return new Bounds(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
    }

    @Override
    public String toString() {
        return isUnlimited() ? NONE : low + ".." + high;
    }

    /** Whether nothing is clipped. */
    public boolean isUnlimited() {
        return equals(UNLIMITED);
    }

    /** The array itself, each of its values moved into the bounds. */
    public INDArray clip(INDArray x) {
        if (isUnlimited()) {
            return x;
        }
        return Transforms.min(Transforms.max(x, rounded(low, x.dataType()), false), rounded(high, x.dataType()), false);
    }

    /** Adds x with each of its values moved into the bounds to the graph. */
    public SDVariable clip(SDVariable x) {
        if (isUnlimited()) {
            return x;
        }
        return x.getSameDiff().math().clipByValue(x, rounded(low, x.dataType()), rounded(high, x.dataType()));
    }

    /** Whether all values lie within. */
    public boolean contains(INDArray x) {
        return isUnlimited()
                || x.minNumber().doubleValue() >= rounded(low, x.dataType())
                        && x.maxNumber().doubleValue() <= rounded(high, x.dataType());
    }

    /**
     * Requires that all values lie within.
     *
     * @param x inputs to perturb
     * @throws IllegalArgumentException if one does not
     */
    public void require(INDArray x) {
        if (!contains(x)) {
            throw new IllegalArgumentException("the inputs lie in [" + x.minNumber() + ", " + x.maxNumber()
                    + "], expected within the bounds " + this + ": perturb inputs as the network takes them, before any"
                    + " preprocessing of its own, or give other bounds");
        }
    }

    /** As the inputs' type has it: 0.7 is a little less in single precision. */
    private static double rounded(double bound, DataType type) {
        return type == DataType.FLOAT ? (float) bound : bound;
    }
}
