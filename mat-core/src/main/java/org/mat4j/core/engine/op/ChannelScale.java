package org.mat4j.core.engine.op;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * {@code x * scale} with one factor a channel: x is [..., channels], scale is [channels].
 *
 * <p>It is the stock {@code multiply} with broadcasting. The class of its own tells the gradient that the second
 * operand is broadcast over all axes but the last: stock {@code multiply_bp} takes over a hundred times as long as the
 * forward pass (50 ms for [100, 28, 28, 32]); a product and a column sum take about 2 ms.
 */
public final class ChannelScale extends MulOp {

    private static final String PREFIX = "channel_scale_";

    /** For reflective construction by SameDiff. */
    public ChannelScale() {}

    private ChannelScale(SameDiff graph, SDVariable x, SDVariable scale) {
        super(graph, x, scale);
    }

    /** Whether an operation is this one; also after its graph was saved and read, when its class is the stock one. */
    public static boolean isInstance(DifferentialFunction operation) {
        return operation instanceof MulOp && operation.outputVariable().name().startsWith(PREFIX);
    }

    /**
     * @param x [..., channels]
     * @param scale [channels]
     * @return [..., channels]
     */
    public static SDVariable of(SDVariable x, SDVariable scale) {
        SDVariable y = new ChannelScale(x.getSameDiff(), x, scale).outputVariable();
        return y.rename(PREFIX + y.name());
    }
}
