package org.mat4j.core.engine.op;

import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;

/** The integer arguments of a stock 2-D convolution, by name. */
public final class ConvolutionArguments {

    private static final int SAME = 8;
    private static final int CHANNELS_LAST = 9;
    private static final int WEIGHTS_FORMAT = 10;

    private final long[] values;

    private ConvolutionArguments(long[] values) {
        this.values = values;
    }

    /** Those of an operation. */
    public static ConvolutionArguments of(Conv2D operation) {
        return new ConvolutionArguments(operation.iArgs().clone());
    }

    /** As ND4J's conv2d and conv2d_bp take them. */
    public long[] values() {
        return values.clone();
    }

    /** Height of the kernel. */
    public long kernelHeight() {
        return values[0];
    }

    /** Width of the kernel. */
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
    boolean isPlain(int kernel) {
        return kernelHeight() == kernel && kernelWidth() == kernel && isUnitStep() && isChannelsLast();
    }

    /** As ND4J's conv3dnew_bp takes them for a depth of 1, channels last. */
    long[] deepValues() {
        return new long[] {
            1,
            values[0],
            values[1],
            1,
            values[2],
            values[3],
            0,
            values[4],
            values[5],
            1,
            values[6],
            values[7],
            values[SAME],
            1,
            0
        };
    }
}
