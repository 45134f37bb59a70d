package org.mat4j.core.engine.op;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/**
 * The sum of two values of the same shape, such as a residual block's. It is the stock {@code add}; a mark, which a
 * saved graph keeps, tells the gradient that neither operand is broadcast: each one's gradient is that of the sum itself, of
 * which stock {@code add_bp} makes two copies.
 */
public final class ResidualSum {

    private ResidualSum() {}

    /** a plus b, which has a's shape. */
    public static SDVariable of(SDVariable a, SDVariable b) {
        return Mark.RESIDUAL_SUM.on(new AddOp(a.getSameDiff(), a, b));
    }

    /** Whether an operation is such a sum, also after its graph was saved and read. */
    public static boolean is(DifferentialFunction operation) {
        return Mark.RESIDUAL_SUM.isOn(operation);
    }
}
