package org.mat4j.core.measure;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.direction.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far examples are from the nearest one of another class: the scale that sizes of perturbations belong to. One that
 * reaches there makes an example another one's like; one of a hundredth of that changes next to nothing.
 */
public final class ClassDistance {

    /** Examples that are enough to tell the median to a few percent. */
    public static final int SAMPLE = 500;

    /** The share of the distance, a quarter, that is a usual size of perturbations: see docs/data.md. */
    public static final double USUAL_SHARE = 0.25;

    private ClassDistance() {}

    /**
     * The median, over the examples, of the distance to the nearest example of another class.
     *
     * @param inputs [n, inputShape...]
     * @param labels [n]
     * @return empty where all labels are the same
     * @throws IllegalArgumentException if there are not as many labels as inputs
     */
    public static OptionalDouble median(INDArray inputs, int[] labels, Norm norm) {
        Checks.require(
                inputs.size(0) == labels.length, "number of labels", labels.length, inputs.size(0) + ", one per input");
        float[][] x = inputs.reshape('c', labels.length, -1).toFloatMatrix();
        double[] nearest = new double[x.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                if (labels[i] != labels[j]) {
                    double distance = distance(x[i], x[j], norm);
                    nearest[i] = Math.min(nearest[i], distance);
                    nearest[j] = Math.min(nearest[j], distance);
                }
            }
        }
        Arrays.sort(nearest);
        double median = (nearest[(x.length - 1) / 2] + nearest[x.length / 2]) / 2;
        return Double.isFinite(median) ? OptionalDouble.of(median) : OptionalDouble.empty();
    }

    private static double distance(float[] a, float[] b, Norm norm) {
        double result = 0;
        for (int v = 0; v < a.length; v++) {
            double d = Math.abs(a[v] - b[v]);
            result = switch (norm) {
                case L2 -> result + d * d;
                case L_INFINITY -> Math.max(result, d);
            };
        }
        return norm == Norm.L2 ? Math.sqrt(result) : result;
    }
}
