package org.mat4j.core.testing.check;

import java.util.function.DoubleSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Derivatives by central differences. */
public final class FiniteDifferences {

    /** Truncation and rounding both leave an error of some 1e-10 of the function's scale in double precision. */
    public static final double STEP = 1e-5;

    private FiniteDifferences() {}

    /**
     * The gradient of a function of an array.
     *
     * @param f reads the array where it lies
     * @param at the array; changed element by element and put back
     * @return of the array's shape
     */
    public static INDArray gradient(DoubleSupplier f, INDArray at) {
        INDArray gradient = Nd4j.create(at.dataType(), at.shape());
        for (long i = 0; i < at.length(); i++) {
            double value = at.getDouble(i);
            at.putScalar(i, value + STEP);
            double above = f.getAsDouble();
            at.putScalar(i, value - STEP);
            double below = f.getAsDouble();
            at.putScalar(i, value);
            gradient.putScalar(i, (above - below) / (2 * STEP));
        }
        return gradient;
    }
}
