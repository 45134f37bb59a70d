package org.mat4j.core.engine.convolution;

import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes native operations in the order they are to run, and gives them memory. */
public interface Recorder {

    /** Adds an operation by its name in ND4J, with its integer and floating point arguments. */
    void add(String operation, INDArray[] inputs, INDArray[] outputs, long[] integers, double... numbers);

    /** Adds an operation without arguments. */
    default void add(String operation, INDArray output, INDArray... inputs) {
        add(operation, inputs, new INDArray[] {output}, new long[0]);
    }

    /** The number of operations so far. */
    int size();

    /** Adds operations again, on the same arrays: those from a position (inclusive) to another (exclusive). */
    void addAgain(int from, int to);

    /** An uninitialized array, the caller's until the operations that it records are done. */
    INDArray scratch(DataType type, long... shape);

    /**
     * An array that is made once and never written.
     *
     * @param key equal for equal values
     */
    INDArray constant(Object key, Supplier<INDArray> values);
}
