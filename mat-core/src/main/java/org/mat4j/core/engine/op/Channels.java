package org.mat4j.core.engine.op;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * Arithmetic with one number per channel, the last axis.
 *
 * <p>Scale and shift are stock {@code multiply} and {@code add}. The name of the result, which a saved graph keeps, tells
 * the gradient that the second operand is broadcast over all axes but the last: stock {@code multiply_bp} takes over a
 * hundred times as long as the forward pass (50 ms for [100, 28, 28, 32]), a product and a channel sum about 2 ms.
 */
public final class Channels {

    private static final String SCALE = "channel_scale_";
    private static final String SHIFT = "channel_shift_";

    private Channels() {}

    /** x [..., channels] times scale [channels]. */
    public static SDVariable scale(SDVariable x, SDVariable scale) {
        return named(SCALE, x.mul(scale));
    }

    /** x [..., channels] plus shift [channels]. */
    public static SDVariable shift(SDVariable x, SDVariable shift) {
        return named(SHIFT, x.add(shift));
    }

    private static SDVariable named(String prefix, SDVariable y) {
        return y.rename(prefix + y.name());
    }

    /** Whether an operation is that of {@link #scale}, also after its graph was saved and read. */
    public static boolean isScale(DifferentialFunction operation) {
        return operation instanceof MulOp && operation.outputVariable().name().startsWith(SCALE);
    }

    /** Whether an operation is that of {@link #shift}, also after its graph was saved and read. */
    public static boolean isShift(DifferentialFunction operation) {
        return operation instanceof AddOp && operation.outputVariable().name().startsWith(SHIFT);
    }

    /**
     * Sum over all axes but the last. As a product with a row of ones: 0.2 ms for [32, 32, 32, 128], the stock reduction
     * 13 ms.
     *
     * @param x [..., channels]
     * @return [channels]
     */
    public static SDVariable sum(SDVariable x) {
        SameDiff graph = x.getSameDiff();
        SDVariable flat = x.reshape(graph.stack(0, graph.constant(-1L), graph.sizeAt(x, -1)));
        SDVariable rowShape = graph.stack(0, graph.constant(1L), graph.sizeAt(flat, 0));
        SDVariable ones = graph.fill(rowShape, x.dataType(), 1.0);
        return ones.mmul(flat).reshape(-1);
    }
}
