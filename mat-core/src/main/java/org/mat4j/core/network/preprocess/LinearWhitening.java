package org.mat4j.core.network.preprocess;

import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Finite;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * (x - mean) W with a square matrix W, over all d values of an example: decorrelates them. The result depends on the size of
 * the batch in the last bits, since a matrix product adds in another order then.
 */
public final class LinearWhitening implements InputLayer {

    /** Name of the matrix among a model's constants. */
    public static final String MATRIX = "preprocessing_matrix";

    private final String description;
    private final long[] inputShape;
    private final float[] mean;
    private final INDArray matrix;

    /**
     * @param description what it is, in words, as it is kept with the model
     * @param inputShape of one example, d values in all
     * @param mean [d], finite
     * @param matrix FLOAT [d, d], finite; the layer takes ownership of it
     */
    public LinearWhitening(String description, long[] inputShape, float[] mean, INDArray matrix) {
        Checks.require(
                ArrayUtil.prodLong(inputShape) == mean.length,
                "number of means of a whitening",
                mean.length,
                "as many as an example of shape " + Arrays.toString(inputShape) + " has values");
        long[] square = {mean.length, mean.length};
        Checks.require(
                matrix.dataType() == DataType.FLOAT && Arrays.equals(square, matrix.shape()),
                "matrix of a whitening",
                matrix.dataType() + " " + Arrays.toString(matrix.shape()),
                "FLOAT " + Arrays.toString(square) + ", as many rows and columns as means");
        Checks.require(Finite.isFinite(matrix), "matrix of a whitening", "not finite", "numbers");
        for (int i = 0; i < mean.length; i++) {
            Checks.require(Float.isFinite(mean[i]), "mean of value " + i, mean[i], "a finite number");
        }
        this.description = description;
        this.inputShape = inputShape.clone();
        this.mean = mean.clone();
        this.matrix = matrix;
    }

    @Override
    public SDVariable apply(Pass pass, SDVariable input) {
        SameDiff graph = pass.graph();
        long[] flat = {-1, mean.length};
        SDVariable m = pass.constant(
                Standardization.MEAN, () -> Nd4j.create(mean, new long[] {1, mean.length}, DataType.FLOAT));
        SDVariable w = pass.constant(MATRIX, () -> matrix);
        return graph.reshape(graph.reshape(input, flat).sub(m).mmul(w), BatchCheck.batchShape(-1, inputShape));
    }

    @Override
    public float[] center(long[] shape) {
        requireShape(shape);
        return mean.clone();
    }

    @Override
    public void requireShape(long[] shape) {
        Checks.require(
                Arrays.equals(shape, inputShape),
                "shape of an input to whiten",
                Arrays.toString(shape),
                Arrays.toString(inputShape) + ", as the whitening was fitted to");
    }

    @Override
    public String toString() {
        return description;
    }
}
