package org.mat4j.core.engine.gradient;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.engine.convolution.ConvolutionArguments;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * Gradient of a 2-D convolution: {@link ConvolutionBackward} where both gradients are needed, {@link WeightsGradient} where
 * only that of the weights is and there are few channels.
 *
 * <p>Where only the input's gradient is needed, as in the search for a direction, the stride is 1 and the weights are not
 * computed from others, it is itself a
 * convolution, of the output's gradient with the kernel turned by 180 degrees and its channel axes swapped. Stock {@code
 * conv2d_bp} always computes the weights' gradient too and takes about three times as long.
 */
final class ConvolutionRule {

    private ConvolutionRule() {}

    static List<SDVariable> apply(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        Conv2D convolution = (Conv2D) operation;
        ConvolutionArguments arguments = ConvolutionArguments.of(convolution);
        boolean weightsNeeded = needed[1] || (needed.length > 2 && needed[2]);
        if (!needed[0] && WeightsGradient.suits(arguments, convolution.arg(1))) {
            SDVariable[] result = WeightsGradient.of(arguments, convolution.args(), gradients.get(0));
            return Arrays.asList(null, result[0], result.length > 1 ? result[1] : null);
        }
        if (weightsNeeded || !isTurnable(arguments) || convolution.arg(1).getShape() == null) {
            return List.of(ConvolutionBackward.of(
                    arguments, ConvolutionBackward.REUSABLE_BYTES, convolution.args(), gradients.get(0)));
        }
        SameDiff graph = operation.getSameDiff();
        boolean same = arguments.isSame();
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(arguments.kernelHeight())
                .kW(arguments.kernelWidth())
                .pH(same ? 0 : arguments.kernelHeight() - 1 - arguments.paddingHeight())
                .pW(same ? 0 : arguments.kernelWidth() - 1 - arguments.paddingWidth())
                .paddingMode(same ? PaddingMode.SAME : PaddingMode.VALID)
                .dataFormat(arguments.isChannelsLast() ? Conv2DConfig.NHWC : Conv2DConfig.NCHW)
                .build();
        SDVariable dx = graph.cnn().conv2d(gradients.get(0), turned(convolution.arg(1), arguments), config);
        return Arrays.asList(dx, null, null);
    }

    /** The kernel turned by 180 degrees, with its channel axes swapped. Stock {@code reverse} is 300 times slower. */
    private static SDVariable turned(SDVariable weights, ConvolutionArguments arguments) {
        SameDiff graph = weights.getSameDiff();
        long[] shape = weights.getShape();
        int size = Math.toIntExact(arguments.kernelHeight() * arguments.kernelWidth());
        int[] backwards = IntStream.range(0, size).map(i -> size - 1 - i).toArray();
        SDVariable rows = graph.gather(weights.reshape(size, shape[2] * shape[3]), backwards, 0);
        return rows.reshape(shape).permute(0, 1, 3, 2);
    }

    private static boolean isTurnable(ConvolutionArguments a) {
        boolean oddKernel = a.kernelHeight() % 2 == 1 && a.kernelWidth() % 2 == 1;
        boolean paddingFits =
                a.isSame() ? oddKernel : a.paddingHeight() < a.kernelHeight() && a.paddingWidth() < a.kernelWidth();
        return a.isUnitStep() && paddingFits;
    }
}
