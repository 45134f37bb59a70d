package org.mat4j.core.data;

/**
 * Where a source of batches stands: what it would give next. What an offset counts, examples or batches, is up to the
 * source; the end of an epoch and the start of the next are two positions.
 *
 * @param epoch passes over the data that are complete, from 0
 * @param offset within the epoch, from 0
 */
public record DataPosition(int epoch, int offset) {

    /** Checks the values. */
    public DataPosition {
        if (epoch < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "position of epoch " + epoch + ", offset " + offset + "; expected 0 or more for both");
        }
    }
}
