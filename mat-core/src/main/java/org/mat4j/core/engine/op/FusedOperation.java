package org.mat4j.core.engine.op;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The last of several operations that together compute one function, which has a better gradient than theirs: it is
 * differentiated for the function's argument, past the operations in between.
 */
public interface FusedOperation {

    /** The function's argument. */
    SDVariable source();
}
