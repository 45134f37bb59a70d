package org.mat4j.core.measure.attack;

import org.mat4j.core.method.direction.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The true sizes of perturbations, in double precision from the inputs as they are. */
final class PerturbationSizes {

    /** Rounding of one value in single precision, with a margin. */
    private static final double ROUNDING = 1e-6;

    private PerturbationSizes() {}

    /**
     * The norm of each example's perturbation.
     *
     * @param x the examples [n, ...]
     * @param perturbed of the same shape
     * @return [n]
     */
    static double[] of(Norm norm, double[] x, double[] perturbed, int n) {
        int d = x.length / n;
        double[] sizes = new double[n];
        for (int i = 0; i < n; i++) {
            double squares = 0;
            double largest = 0;
            for (int j = i * d; j < (i + 1) * d; j++) {
                double r = perturbed[j] - x[j];
                squares += r * r;
                // Not Math.max alone, so that what is no number stays so.
                largest = r == r ? Math.max(largest, Math.abs(r)) : r;
            }
            sizes[i] = norm == Norm.L2 ? Math.sqrt(squares) : largest;
        }
        return sizes;
    }

    /** How far a size may exceed epsilon by rounding where x + r is formed. */
    static double tolerance(Norm norm, double epsilon, double largestInput, int dimensions) {
        double each = ROUNDING * (largestInput + epsilon);
        return ROUNDING * 10 * epsilon + (norm == Norm.L2 ? each * Math.sqrt(dimensions) : each);
    }

    static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }
}
