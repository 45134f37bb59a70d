package org.mat4j.core.engine.op;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/**
 * {@code x + shift} with one summand a channel: x is [..., channels], shift is [channels].
 *
 * <p>It is the stock {@code add} with broadcasting; its gradient passes x's through without a copy, and sums the
 * shift's by a {@link ChannelSum}; stock {@code add_bp} copies, and sums sixty times as slowly.
 */
public final class ChannelShift extends AddOp {

    private static final String PREFIX = "channel_shift_";

    /** For reflective construction by SameDiff. */
    public ChannelShift() {}

    private ChannelShift(SameDiff graph, SDVariable x, SDVariable shift) {
        super(graph, x, shift);
    }

    /** Whether an operation is this one; also after its graph was saved and read, when its class is the stock one. */
    public static boolean isInstance(DifferentialFunction operation) {
        return operation instanceof AddOp && operation.outputVariable().name().startsWith(PREFIX);
    }

    /**
     * @param x [..., channels]
     * @param shift [channels]
     * @return [..., channels]
     */
    public static SDVariable of(SDVariable x, SDVariable shift) {
        SDVariable y = new ChannelShift(x.getSameDiff(), x, shift).outputVariable();
        return y.rename(PREFIX + y.name());
    }
}
