package org.mat4j.layers.dl4j;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the axes of parameters lie. DL4J's weights of convolutions are [out, in, kH, kW], here they are [kH, kW, in, out];
 * slopes of each pixel are in the layout of the images, [channels, height, width] or [height, width, channels]. Matrices
 * and vectors are the same.
 *
 * @param format of DL4J's images
 */
record ParameterLayout(CNN2DFormat format) {

    boolean isChannelsFirst() {
        return format == CNN2DFormat.NCHW;
    }

    INDArray fromDl4j(INDArray array) {
        return switch (array.rank()) {
            case 4 -> array.permute(2, 3, 1, 0);
            case 3 -> isChannelsFirst() ? array.permute(1, 2, 0) : array;
            default -> array;
        };
    }

    INDArray toDl4j(INDArray array) {
        return switch (array.rank()) {
            case 4 -> array.permute(3, 2, 0, 1);
            case 3 -> isChannelsFirst() ? array.permute(2, 0, 1) : array;
            default -> array;
        };
    }

    /** The shape here of what has this shape in DL4J. */
    long[] shape(long... s) {
        return switch (s.length) {
            case 4 -> new long[] {s[2], s[3], s[1], s[0]};
            case 3 -> isChannelsFirst() ? new long[] {s[1], s[2], s[0]} : s;
            default -> s;
        };
    }
}
