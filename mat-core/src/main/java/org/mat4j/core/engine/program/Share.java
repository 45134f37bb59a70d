package org.mat4j.core.engine.program;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The part of a batch that a run computes. Its random numbers are those that its examples, the rows of what is drawn, have in a
 * run of the whole batch. Operations that are not told the shape to draw by an input draw other numbers for each part.
 *
 * @param index of the part, from 0
 * @param count of parts, which have equally many examples, in order
 */
public record Share(int index, int count) implements Serializable {

    /** All of a batch. */
    public static final Share WHOLE = new Share(0, 1);

    /** Checks that the part is one of those. */
    public Share {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("index of a shard is " + index + ", expected 0 to " + (count - 1));
        }
    }

    /**
     * The part's rows of an array of the whole batch, in the same memory.
     *
     * @param whole [n count, ...]
     */
    public INDArray of(INDArray whole) {
        long size = whole.size(0) / count;
        return count == 1 ? whole : NativeCalls.examples(whole, index * size, (index + 1) * size);
    }
}
