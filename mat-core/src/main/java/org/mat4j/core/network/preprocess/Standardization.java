package org.mat4j.core.network.preprocess;

import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * (x - mean) / deviation, with one mean and one deviation per channel of an image, or per column of a table: along the
 * input's last axis.
 *
 * @param mean [channels], finite
 * @param deviation [channels], finite and above 0
 */
public record Standardization(float[] mean, float[] deviation) implements InputLayer {

    /** Name of the means among a model's constants. */
    public static final String MEAN = "preprocessing_mean";

    /** Name of the deviations among a model's constants. */
    public static final String DEVIATION = "preprocessing_deviation";

    /** Checks and copies the numbers. */
    public Standardization {
        Checks.require(
                mean.length > 0 && mean.length == deviation.length,
                "number of deviations of a standardization",
                deviation.length,
                "as many as means, " + mean.length + ", and at least 1");
        for (int c = 0; c < mean.length; c++) {
            Checks.require(Float.isFinite(mean[c]), "mean of channel " + c, mean[c], "a finite number");
            Checks.require(
                    deviation[c] > 0 && Float.isFinite(deviation[c]),
                    "deviation of channel " + c,
                    deviation[c],
                    "a finite number above 0");
        }
        mean = mean.clone();
        deviation = deviation.clone();
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] deviation() {
        return deviation.clone();
    }

    @Override
    public SDVariable apply(Pass pass, SDVariable input) {
        return input.sub(constant(pass, MEAN, mean)).div(constant(pass, DEVIATION, deviation));
    }

    private static SDVariable constant(Pass pass, String name, float[] values) {
        return pass.constant(name, () -> Nd4j.create(values, new long[] {values.length}, DataType.FLOAT));
    }

    @Override
    public float[] center(long[] inputShape) {
        requireShape(inputShape);
        float[] center = new float[(int) ArrayUtil.prodLong(inputShape)];
        for (int i = 0; i < center.length; i++) {
            center[i] = mean[i % mean.length];
        }
        return center;
    }

    @Override
    public void requireShape(long[] inputShape) {
        Checks.require(
                inputShape[inputShape.length - 1] == mean.length,
                "shape of an input to standardize",
                Arrays.toString(inputShape),
                mean.length + " channels in its last axis, as the standardization was fitted to");
    }

    @Override
    public String toString() {
        return "standardized by channel, mean " + Arrays.toString(mean) + ", deviation " + Arrays.toString(deviation);
    }
}
