package org.mat4j.core.engine.gradient;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;

/**
 * Gradient of a product of two matrices y = a b: da = g b', db = a' g, each computed only where it is needed. Stock {@code
 * matmul_bp} always computes both.
 */
final class MatrixProductRule implements GradientRule {

    @Override
    public List<SDVariable> apply(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        SDVariable a = operation.arg(0);
        SDVariable b = operation.arg(1);
        boolean transposed = Arrays.stream(((Mmul) operation).iArgs()).anyMatch(i -> i != 0);
        if (transposed || !(isMatrix(a) || isMatrix(b))) {
            return operation.doDiff(gradients);
        }
        SDVariable g = gradients.get(0);
        return Arrays.asList(
                needed[0] ? g.getSameDiff().mmul(g, b, false, true, false) : null,
                needed[1] ? g.getSameDiff().mmul(a, g, true, false, false) : null);
    }

    /** Both operands have the same rank, so that of one is enough; that of values in between is not known. */
    private static boolean isMatrix(SDVariable variable) {
        long[] shape = variable.getShape();
        return shape != null && shape.length == 2;
    }
}
