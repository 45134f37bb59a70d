package org.mat4j.core.engine.program;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An operation that cannot do its work on inputs of some shapes, which it computes something from all the same. */
public interface CheckedOperation {

    /**
     * Looks at inputs of other shapes than before.
     *
     * @throws IllegalArgumentException if it is not for those
     */
    void check(INDArray[] inputs);
}
