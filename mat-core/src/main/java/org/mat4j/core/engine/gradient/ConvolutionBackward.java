package org.mat4j.core.engine.gradient;

import java.util.Arrays;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.convolution.ConvolutionArguments;
import org.mat4j.core.engine.convolution.Winograd;
import org.mat4j.core.engine.program.CompositeOperation;
import org.mat4j.core.engine.program.NativeCalls;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradients of a 2-D convolution to its input, weights and bias.
 *
 * <p>By {@link Winograd} where that serves, else it is the stock {@code conv2d_bp}, called so that it is fast. With AVX-512, 3x3
 * kernels and batches from 16 examples on, oneDNN takes Winograd's algorithm itself and needs tens of megabytes of scratch
 * memory; those come from the C library in each call, and beyond {@link #REUSABLE_BYTES} as fresh pages. Then touching them
 * takes ten times as long as the computation: 300 ms for [32, 32, 32, 128] with 128 filters. Two calls with half of the
 * examples each reuse their memory: 49 ms. Where the scratch memory of the weights alone is too large, a 3-D convolution
 * of depth 1, for which oneDNN has no such algorithm, computes the same: 33 for 92 ms for [32, 8, 8, 256] with 512 filters.
 */
final class ConvolutionBackward extends CompositeOperation {

    /** The GNU C library keeps freed blocks below 64 MB for reuse; other blocks take part of that. From 56 MB on it failed. */
    static final long REUSABLE_BYTES = 52L << 20;

    /** Bytes of scratch memory for each channel of a tile of 4 x 4 elements, which becomes 6 x 6 single precision numbers. */
    private static final long TILE_BYTES = 6 * 6 * 4;

    /** Examples below which Winograd's algorithm gains nothing. */
    private static final int SMALLEST_PART = 16;

    private static final int TILE = 4;
    private static final int WINOGRAD_KERNEL = 3;

    private final ConvolutionArguments arguments;
    private final long reusableBytes;

    private ConvolutionBackward(ConvolutionArguments arguments, long reusableBytes, SDVariable[] inputs) {
        super(inputs[0].getSameDiff(), inputs);
        this.arguments = arguments;
        this.reusableBytes = reusableBytes;
    }

    /**
     * The gradients of a convolution's inputs, in their order.
     *
     * @param inputs x, weights and perhaps a bias
     * @param gradient that of the output
     */
    static SDVariable[] of(
            ConvolutionArguments arguments, long reusableBytes, SDVariable[] inputs, SDVariable gradient) {
        SDVariable[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = gradient;
        return new ConvolutionBackward(arguments, reusableBytes, all).outputVariables();
    }

    @Override
    public String opName() {
        return "convolution_backward";
    }

    @Override
    protected int[] outputsLike() {
        return args().length == 3 ? new int[] {0, 1} : new int[] {0, 1, 2};
    }

    @Override
    protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
        INDArray gradient = inputs[inputs.length - 1];
        if (!arguments.isPlain(WINOGRAD_KERNEL)) {
            calls.add("conv2d_bp", inputs, outputs, arguments.values());
            return;
        }
        if (Winograd.serves(arguments, inputs[1], gradient.shape())) {
            Winograd convolution = new Winograd(calls, arguments);
            convolution.inputGradient(inputs[1], gradient, outputs[0]);
            convolution.weightsGradient(inputs[0], gradient, outputs[1]);
            if (outputs.length > 2) {
                calls.addRowSum(gradient, outputs[2]);
            }
            return;
        }
        long examples = gradient.size(0);
        long perExample = TILE_BYTES * tiles(gradient) * (inputs[1].size(2) + inputs[1].size(3));
        // A transformed copy of the weights for each thread, and one for all.
        long fixed = TILE_BYTES * inputs[1].size(2) * inputs[1].size(3) * (Backend.threads() + 1);
        if (fixed + perExample * examples <= reusableBytes) {
            calls.add("conv2d_bp", inputs, outputs, arguments.values());
        } else if (fixed + perExample * SMALLEST_PART <= reusableBytes) {
            long parts = ceil(examples * perExample, reusableBytes - fixed);
            recordInParts(calls, inputs, outputs, ceil(examples, parts));
        } else {
            calls.add("conv3dnew_bp", deep(inputs), deep(outputs), arguments.deepValues());
        }
    }

    /** The input's gradient part by part where it belongs; those of weights and bias are sums over the parts. */
    private void recordInParts(NativeCalls calls, INDArray[] inputs, INDArray[] outputs, long size) {
        int last = inputs.length - 1;
        long examples = inputs[0].size(0);
        INDArray[] further = outputs.clone();
        for (int i = 1; i < further.length; i++) {
            further[i] = calls.scratchLike(outputs[i]);
        }
        for (long from = 0; from < examples; from += size) {
            long to = Math.min(examples, from + size);
            INDArray[] in = inputs.clone();
            INDArray[] out = from == 0 ? outputs.clone() : further.clone();
            in[0] = NativeCalls.examples(inputs[0], from, to);
            in[last] = NativeCalls.examples(inputs[last], from, to);
            out[0] = NativeCalls.examples(outputs[0], from, to);
            calls.add("conv2d_bp", in, out, arguments.values());
            for (int i = 1; i < out.length && from > 0; i++) {
                calls.add("add", outputs[i], outputs[i], out[i]);
            }
        }
    }

    /** The same arrays with an axis of depth 1: the images' after the examples, the weights' in front. */
    private static INDArray[] deep(INDArray[] arrays) {
        INDArray[] result = arrays.clone();
        for (int i = 0; i < arrays.length; i++) {
            long[] s = arrays[i].shape();
            if (s.length == 4) {
                result[i] = i == 1
                        ? arrays[i].reshape('c', 1, s[0], s[1], s[2], s[3])
                        : arrays[i].reshape('c', s[0], 1, s[1], s[2], s[3]);
            }
        }
        return result;
    }

    private static long tiles(INDArray images) {
        return ceil(images.size(1), TILE) * ceil(images.size(2), TILE);
    }

    private static long ceil(long a, long b) {
        return (a + b - 1) / b;
    }
}
