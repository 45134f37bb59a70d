package org.mat4j.examples.data;

import java.io.Serializable;

/**
 * How far an iterator has come, to go on from there later. With the iterator's seed it determines all batches to come.
 *
 * @param epoch  passes over the data that are complete, from 0
 * @param offset examples taken in the current pass
 */
public record IteratorPosition(int epoch, int offset) implements Serializable {
    /** The start of the first pass. */
    public static final IteratorPosition START = new IteratorPosition(0, 0);

    /**
     * @throws IllegalArgumentException if a value is negative
     */
    public IteratorPosition {
        if (epoch < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "position: expected epoch and offset of 0 or more, found epoch " + epoch + ", offset " + offset);
        }
    }

    /** Checks that the offset is within so many examples. */
    void requireWithin(int examples) {
        if (offset > examples) {
            throw new IllegalArgumentException("position: expected an offset of at most " + examples
                    + ", the number of examples, found " + offset + "; it is that of an iterator of other data");
        }
    }
}
