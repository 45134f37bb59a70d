package org.mat4j.core.check;

import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks for numbers that are infinite or NaN. */
public final class Finite {

    private Finite() {}

    /**
     * An element of an array.
     *
     * @param position in c order
     * @param value what it is
     */
    public record Element(long position, double value) {}

    /** Whether all elements are finite. A sum of all, which is quick, says so unless it overflows. */
    public static boolean isFinite(INDArray array) {
        return firstOther(array).isEmpty();
    }

    /** The first element, in c order, that is infinite or NaN. */
    public static Optional<Element> firstOther(INDArray array) {
        // In half precision the sum overflows soon.
        boolean half = array.dataType() == DataType.FLOAT16 || array.dataType() == DataType.BFLOAT16;
        INDArray summed = half ? array.castTo(DataType.FLOAT) : array;
        return Double.isFinite(summed.sumNumber().doubleValue())
                ? Optional.empty()
                : firstBeyond(array, Double.MAX_VALUE);
    }

    /** The first element, in c order, that is NaN, or larger than a limit without its sign. */
    public static Optional<Element> firstBeyond(INDArray array, double limit) {
        double[] values = array.dup('c').data().asDouble();
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= limit)) {
                return Optional.of(new Element(i, values[i]));
            }
        }
        return Optional.empty();
    }
}
