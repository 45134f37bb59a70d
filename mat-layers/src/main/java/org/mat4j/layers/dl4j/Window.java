package org.mat4j.layers.dl4j;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.internal.Dilation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D.Divisor;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/**
 * How a window moves over an image; each array is for height and width.
 *
 * @param same whether the image is padded so that the output has size / stride pixels, rounded up
 */
record Window(boolean same, int[] kernel, int[] stride, int[] padding, int[] dilation) {

    static Window of(ConvolutionLayer layer) {
        return of(
                layer.getConvolutionMode(),
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation());
    }

    static Window of(SubsamplingLayer layer) {
        return of(
                layer.getConvolutionMode(),
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation());
    }

    private static Window of(ConvolutionMode mode, int[] kernel, int[] stride, int[] padding, int[] dilation) {
        boolean same = mode == ConvolutionMode.Same;
        return new Window(same, kernel, stride, same ? new int[2] : padding, dilation);
    }

    /** Pixels of the output along an axis, 0 for height and 1 for width. */
    long size(long input, int axis) {
        if (same) {
            return (input + stride[axis] - 1) / stride[axis];
        }
        long room = input + 2L * padding[axis] - reach(axis);
        Checks.require(
                room >= 0, "size of an image", input, "at least " + (reach(axis) - 2 * padding[axis]) + " pixels");
        return room / stride[axis] + 1;
    }

    private int reach(int axis) {
        return (kernel[axis] - 1) * dilation[axis] + 1;
    }

    /** The kernel of a convolution, [height, width, in, out], over all pixels that it reaches. */
    SDVariable spread(SDVariable weights, long in, long out) {
        return Dilation.spread(weights, dilation[0], dilation[1], kernel[0], kernel[1], in, out);
    }

    /** Of a kernel that is {@linkplain #spread spread}. */
    Conv2DConfig convolution() {
        return Conv2DConfig.builder()
                .kH(reach(0))
                .kW(reach(1))
                .sH(stride[0])
                .sW(stride[1])
                .pH(padding[0])
                .pW(padding[1])
                .paddingMode(same ? PaddingMode.SAME : PaddingMode.VALID)
                .dataFormat(CNN2DFormat.NHWC.name())
                .build();
    }

    /** @param divisor whether an average counts the padding too */
    Pooling2DConfig pooling(Divisor divisor) {
        return Pooling2DConfig.builder()
                .kH(kernel[0])
                .kW(kernel[1])
                .sH(stride[0])
                .sW(stride[1])
                .pH(padding[0])
                .pW(padding[1])
                .dH(dilation[0])
                .dW(dilation[1])
                .extra(divisor.ordinal())
                .paddingMode(same ? PaddingMode.SAME : PaddingMode.VALID)
                .isNHWC(true)
                .build();
    }
}
