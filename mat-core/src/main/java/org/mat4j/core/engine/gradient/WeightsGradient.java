package org.mat4j.core.engine.gradient;

import java.util.Arrays;
import org.mat4j.core.engine.convolution.ConvolutionArguments;
import org.mat4j.core.engine.program.CompositeOperation;
import org.mat4j.core.engine.program.NativeCalls;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The gradients of a 2-D convolution to its weights and bias alone, for the first layer of a network, whose input is data.
 *
 * <p>One product of the image's shifts, a row for each weight of a filter, with the output's gradient. Stock {@code
 * conv2d_bp} computes the input's gradient too, as if the image had at least 16 channels: 6.7 ms for [100, 28, 28, 1] with 32
 * filters of 5 x 5, against 1.6 ms.
 */
final class WeightsGradient extends CompositeOperation {

    private final ConvolutionArguments arguments;

    private WeightsGradient(ConvolutionArguments arguments, SDVariable[] inputs) {
        super(inputs[0].getSameDiff(), inputs);
        this.arguments = arguments;
    }

    /** Whether the shifted images take no more memory than the output's gradient. */
    static boolean suits(ConvolutionArguments arguments, SDVariable weights) {
        long[] shape = weights.getShape();
        return shape != null
                && arguments.isUnitStep()
                && arguments.isChannelsLast()
                && shape[0] * shape[1] * shape[2] <= shape[3];
    }

    /** The gradients of a convolution's weights and bias; the inputs are x, weights and perhaps a bias. */
    static SDVariable[] of(ConvolutionArguments arguments, SDVariable[] inputs, SDVariable gradient) {
        SDVariable[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = gradient;
        return new WeightsGradient(arguments, all).outputVariables();
    }

    @Override
    public String opName() {
        return "weights_gradient";
    }

    @Override
    protected int[] outputsLike() {
        return args().length == 3 ? new int[] {1} : new int[] {1, 2};
    }

    @Override
    protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
        INDArray gradient = inputs[inputs.length - 1];
        long[] g = gradient.shape();
        INDArray image = padded(calls, inputs[0]);
        long[] w = outputs[0].shape();
        long positions = g[0] * g[1] * g[2];
        INDArray shifts = calls.scratch(gradient.dataType(), w[0] * w[1] * w[2], g[0], g[1], g[2]);
        int row = 0;
        for (long i = 0; i < w[0]; i++) {
            for (long j = 0; j < w[1]; j++) {
                for (long c = 0; c < w[2]; c++) {
                    INDArray shifted = image.get(
                            NDArrayIndex.all(),
                            NDArrayIndex.interval(i, i + g[1]),
                            NDArrayIndex.interval(j, j + g[2]),
                            NDArrayIndex.point(c));
                    calls.add("identity", shifts.slice(row++), shifted);
                }
            }
        }
        INDArray[] factors = {shifts.reshape('c', row, positions), gradient.reshape('c', positions, w[3])};
        calls.add("matmul", factors, new INDArray[] {outputs[0].reshape('c', row, w[3])}, new long[] {0, 0, 0});
        if (outputs.length > 1) {
            calls.addRowSum(gradient, outputs[1]);
        }
    }

    private INDArray padded(NativeCalls calls, INDArray x) {
        long[] s = x.shape();
        boolean same = arguments.isSame();
        long top = arguments.top();
        long left = arguments.left();
        long height = s[1] + (same ? arguments.kernelHeight() - 1 : 2 * top);
        long width = s[2] + (same ? arguments.kernelWidth() - 1 : 2 * left);
        if (height == s[1] && width == s[2]) {
            return x;
        }
        INDArray padded = calls.scratch(x.dataType(), s[0], height, width, s[3]);
        calls.add(new ScalarSet(padded, null, padded, 0));
        INDArray inside = padded.get(
                NDArrayIndex.all(), NDArrayIndex.interval(top, top + s[1]), NDArrayIndex.interval(left, left + s[2]));
        calls.add("identity", inside, x);
        return padded;
    }
}
