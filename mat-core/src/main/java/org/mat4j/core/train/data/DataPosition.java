package org.mat4j.core.train.data;

import org.mat4j.core.check.Checks;

/**
 * Where a source of batches stands: what it would give next. What an offset counts, examples or batches, is up to the
 * source; the end of an epoch and the start of the next are two positions.
 *
 * @param epoch passes over the data that are complete, from 0
 * @param offset within the epoch, from 0
 */
public record DataPosition(int epoch, int offset) {

    /** The start of the first epoch. */
    public static final DataPosition START = new DataPosition(0, 0);

    /** Checks the values. */
    public DataPosition {
        Checks.atLeast(0, "epoch of a data position", epoch);
        Checks.atLeast(0, "offset of a data position", offset);
    }

    /**
     * Checks a position that counts examples.
     *
     * @param examples of an epoch
     * @throws IllegalArgumentException if there are fewer than the offset
     */
    public void requireWithin(int examples) {
        Checks.require(
                offset <= examples,
                "offset of a data position",
                offset,
                "at most " + examples + ", the number of examples: it is that of an iterator of other data");
    }
}
