package org.mat4j.core.train.data;

/**
 * A source of batches that can go to any position at once, so that a training resumes without reading what it has seen.
 * What the source gives from a position on must depend on the position and its settings alone.
 *
 * <p>For {@link UnlabeledBatches} and ND4J's DataSetIterator alike. A source without it is replayed: all batches up to
 * the position are asked for again and dropped.
 */
public interface Resumable {

    /** Where the source stands. */
    DataPosition position();

    /**
     * Goes to a position.
     *
     * @throws IllegalArgumentException if there is no such position
     */
    void moveTo(DataPosition position);
}
