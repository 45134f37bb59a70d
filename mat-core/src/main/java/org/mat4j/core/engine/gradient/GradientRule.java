package org.mat4j.core.engine.gradient;

import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;

/** How one class of operations is differentiated, where SameDiff's own rule is wrong, wasteful or missing. */
@FunctionalInterface
public interface GradientRule {

    /**
     * Adds the operations that compute the gradients of an operation's inputs.
     *
     * @param operation the operation
     * @param outputGradients the loss's gradient for each output of the operation; all present
     * @param needed for each input, whether its gradient will be used; what is not needed should not be computed
     * @return a gradient for each input, null where it is not needed or always zero
     */
    List<SDVariable> apply(DifferentialFunction operation, List<SDVariable> outputGradients, boolean[] needed);
}
