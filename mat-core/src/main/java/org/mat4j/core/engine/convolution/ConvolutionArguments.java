package org.mat4j.core.engine.convolution;

import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;

/**
 * The integer arguments of a stock 2-D convolution, by name.
 *
 * @param values as ND4J's conv2d and conv2d_bp take them
 */
public record ConvolutionArguments(long... values) {

    private static final int SAME = 8;
    private static final int CHANNELS_LAST = 9;
    private static final int WEIGHTS_FORMAT = 10;

    /** Those of an operation. */
    public static ConvolutionArguments of(Conv2D operation) {
        return new ConvolutionArguments(operation.iArgs().clone());
    }

    public long kernelHeight() {
        return values[0];
    }

    public long kernelWidth() {
        return values[1];
    }

    /** Rows of zeros above and below the image; without meaning where {@link #isSame}. */
    public long paddingHeight() {
        return values[4];
    }

    /** Columns of zeros at each side of the image; without meaning where {@link #isSame}. */
    public long paddingWidth() {
        return values[5];
    }

    /** Rows of zeros above the image. */
    public long top() {
        return isSame() ? (kernelHeight() - 1) / 2 : paddingHeight();
    }

    /** Columns of zeros at its left. */
    public long left() {
        return isSame() ? (kernelWidth() - 1) / 2 : paddingWidth();
    }

    /** Whether the images are padded so that they keep their size. */
    public boolean isSame() {
        return values[SAME] == 1;
    }

    /** Whether the images are [n, height, width, channels]. */
    public boolean isChannelsLast() {
        return values[CHANNELS_LAST] == 1;
    }

    /** Whether the kernel moves by one pixel and has no gaps, and the weights are [kH, kW, in, out]. */
    public boolean isUnitStep() {
        return values[2] == 1
                && values[3] == 1
                && values[6] == 1
                && values[7] == 1
                && (values[SAME] == 0 || isSame())
                && (values.length <= WEIGHTS_FORMAT || values[WEIGHTS_FORMAT] == 0);
    }

    /** Whether the kernel is a square of this size, moves by one pixel, and the channels come last. */
    public boolean isPlain(int kernel) {
        return kernelHeight() == kernel && kernelWidth() == kernel && isUnitStep() && isChannelsLast();
    }

    /** As ND4J's conv3dnew_bp takes them for a depth of 1, channels last. */
    public long[] deepValues() {
        long[] v = values;
        return new long[] {1, v[0], v[1], 1, v[2], v[3], 0, v[4], v[5], 1, v[6], v[7], v[SAME], 1, 0};
    }
}
