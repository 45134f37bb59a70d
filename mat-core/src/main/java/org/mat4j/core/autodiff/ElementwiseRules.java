package org.mat4j.core.autodiff;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.ops.ChannelSum;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;

/** Rules for operations with one result an element. */
final class ElementwiseRules {

    private ElementwiseRules() {}

    /** y = x * s, s one a channel: dx = g * s, ds = column sum of g * x. */
    static List<SDVariable> channelScale(DifferentialFunction op, List<SDVariable> gradients, boolean[] needed) {
        SDVariable g = gradients.get(0);
        SDVariable dx = needed[0] ? g.mul(op.arg(1)) : null;
        SDVariable ds = needed[1] ? ChannelSum.of(g.mul(op.arg(0))) : null;
        return Arrays.asList(dx, ds);
    }

    /** y = x + s, s one a channel: dx = g, ds = column sum of g. */
    static List<SDVariable> channelShift(DifferentialFunction op, List<SDVariable> gradients, boolean[] needed) {
        SDVariable g = gradients.get(0);
        return Arrays.asList(g, needed[1] ? ChannelSum.of(g) : null);
    }

    /** y = max(x, 0): dx = g where y is positive. Stock relu_bp takes ten times as long as sign and product. */
    static List<SDVariable> rectifiedLinear(DifferentialFunction op, List<SDVariable> gradients, boolean[] needed) {
        if (((RectifiedLinear) op).scalar().getDouble(0) != 0) {
            return op.doDiff(gradients);
        }
        return List.of(gradients.get(0).mul(op.getSameDiff().math().sign(op.outputVariable())));
    }
}
