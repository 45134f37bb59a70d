package org.mat4j.layers.block;

import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A value of a graph with the shape of one example, so that blocks can size their parameters.
 *
 * @param value [n, shape...]
 * @param shape without the batch axis
 */
public record Tensor(SDVariable value, long... shape) {

    /** Size of the last axis: channels or features. */
    public long channels() {
        return shape[shape.length - 1];
    }

    /** The same shape with another value. */
    Tensor with(SDVariable other) {
        return new Tensor(other, shape);
    }

    /** Fails unless one example has this many axes. */
    void requireRank(int rank, String block, String expected) {
        Checks.require(shape.length == rank, "input shape of block '" + block + "'", Arrays.toString(shape), expected);
    }

    /** Fails unless the image has this many pixels in height and width. */
    void requireImage(int size, String block) {
        Checks.require(
                shape[0] >= size && shape[1] >= size,
                "input shape of block '" + block + "'",
                Arrays.toString(shape),
                "at least " + size + " x " + size + " pixels");
    }
}
