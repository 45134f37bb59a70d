package org.mat4j.layers.block.internal;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Kernels with holes, as plain kernels with zeros in them. ND4J 1.0.0-M2.1's own dilation fails in single precision with oneDNN
 * ("could not create a descriptor for a dilated convolution"), since it leaves the holes out of the padding.
 */
public final class Dilation {

    private Dilation() {}

    /**
     * Spreads a kernel over the pixels that it reaches.
     *
     * @param kernel [kH, kW, in, out]
     * @param height from one row of the kernel to the next, at least 1
     * @param width from one column to the next, at least 1
     * @param shape of the kernel
     * @return [(kH - 1) height + 1, (kW - 1) width + 1, in, out]
     */
    public static SDVariable spread(SDVariable kernel, int height, int width, long... shape) {
        if (height == 1 && width == 1) {
            return kernel;
        }
        SameDiff graph = kernel.getSameDiff();
        SDVariable holes = graph.constant(
                Nd4j.createFromArray(new int[][] {{0, 0}, {0, height - 1}, {0, 0}, {0, width - 1}, {0, 0}}));
        SDVariable spread = graph.nn()
                .pad(kernel.reshape(shape[0], 1, shape[1], 1, shape[2] * shape[3]), holes, 0)
                .reshape(shape[0] * height, shape[1] * width, shape[2], shape[3]);
        long[] reach = {(shape[0] - 1) * height + 1, (shape[1] - 1) * width + 1, shape[2], shape[3]};
        return graph.stridedSlice(spread, new long[4], reach, 1, 1, 1, 1);
    }
}
