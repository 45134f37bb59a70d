package org.mat4j.core.autodiff;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * Gradient of a 2-D convolution.
 *
 * <p>Where only the input's gradient is needed and the stride is 1, it is itself a convolution, of the output's
 * gradient with the kernel turned by 180 degrees and its channel axes swapped. Stock {@code conv2d_bp} always computes
 * the weights' gradient too and takes about three times as long.
 */
final class ConvolutionRule implements GradientRule {

    /** Positions of the stock operation's integer arguments. */
    private static final int KERNEL = 0;

    private static final int STRIDE = 2;
    private static final int PADDING = 4;
    private static final int DILATION = 6;
    private static final int SAME = 8;
    private static final int NHWC = 9;
    private static final int WEIGHTS_FORMAT = 10;

    @Override
    public List<SDVariable> apply(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        long[] a = ((Conv2D) operation).iArgs();
        boolean weightsNeeded = needed[1] || (needed.length > 2 && needed[2]);
        if (weightsNeeded || !needed[0] || !isTurnable(a)) {
            return operation.doDiff(gradients);
        }
        SameDiff graph = operation.getSameDiff();
        SDVariable turned = graph.reverse(operation.arg(1), 0, 1).permute(0, 1, 3, 2);
        boolean same = a[SAME] == 1;
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(a[KERNEL])
                .kW(a[KERNEL + 1])
                .sH(1)
                .sW(1)
                .pH(same ? 0 : a[KERNEL] - 1 - a[PADDING])
                .pW(same ? 0 : a[KERNEL + 1] - 1 - a[PADDING + 1])
                .dH(1)
                .dW(1)
                .paddingMode(same ? PaddingMode.SAME : PaddingMode.VALID)
                .dataFormat(a[NHWC] == 1 ? Conv2DConfig.NHWC : Conv2DConfig.NCHW)
                .build();
        SDVariable dx = graph.cnn().conv2d(gradients.get(0), turned, config);
        return Arrays.asList(dx, null, null);
    }

    private static boolean isTurnable(long[] a) {
        boolean unitSteps = a[STRIDE] == 1 && a[STRIDE + 1] == 1 && a[DILATION] == 1 && a[DILATION + 1] == 1;
        boolean stockWeights = a.length <= WEIGHTS_FORMAT || a[WEIGHTS_FORMAT] == 0;
        boolean oddKernel = a[KERNEL] % 2 == 1 && a[KERNEL + 1] % 2 == 1;
        boolean paddingFits = a[SAME] == 1 ? oddKernel : a[PADDING] < a[KERNEL] && a[PADDING + 1] < a[KERNEL + 1];
        boolean known = a[SAME] == 0 || a[SAME] == 1;
        return unitSteps && stockWeights && known && paddingFits;
    }
}
