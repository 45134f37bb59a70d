package org.mat4j.data.example;

import java.io.Serializable;

/** Changes training inputs at random. Immutable; may be used by several threads at once. */
@FunctionalInterface
public interface InputChange extends Serializable {
    /** Leaves the inputs as they are. */
    InputChange NONE = (values, offset, shape, seed) -> {};

    /**
     * Changes one input in place.
     *
     * @param values holds the input
     * @param offset where in the values it starts
     * @param shape of one input
     * @param seed determines the change; well mixed, another for every input and every pass over the data
     */
    void change(float[] values, int offset, long[] shape, long seed);

    /** Throws an {@link IllegalArgumentException} for inputs that cannot be changed; any can, unless overridden. */
    default void requireInput(long[] shape) {}
}
