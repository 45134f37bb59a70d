package org.mat4j.core.engine.gradient;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.engine.op.ChannelSum;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.MulBpOp;

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

    /** y = x * m with a constant m: dx = g * m. */
    static List<SDVariable> mask(DifferentialFunction op, List<SDVariable> gradients, boolean[] needed) {
        return List.of(gradients.get(0).mul(op.arg(1)));
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

    /** y = max(a, b): g goes to the larger one, of equals to a. Stock maximum_bp is wrong where b is broadcast. */
    static List<SDVariable> maximum(DifferentialFunction op, List<SDVariable> gradients, boolean[] needed) {
        return choice(op.arg(0).gte(op.arg(1)), op, gradients.get(0));
    }

    /** y = min(a, b): g goes to the smaller one, of equals to a. Stock minimum_bp is wrong where b is broadcast. */
    static List<SDVariable> minimum(DifferentialFunction op, List<SDVariable> gradients, boolean[] needed) {
        return choice(op.arg(0).lte(op.arg(1)), op, gradients.get(0));
    }

    /** y = c a + (1 - c) b with a constant c of y's shape, differentiated as two products. */
    private static List<SDVariable> choice(SDVariable first, DifferentialFunction op, SDVariable g) {
        SameDiff graph = op.getSameDiff();
        SDVariable c = first.castTo(g.dataType());
        return Arrays.asList(
                new MulBpOp(graph, op.arg(0), c, g).outputVariables()[0],
                new MulBpOp(graph, op.arg(1), c.rsub(1.0), g).outputVariables()[0]);
    }
}
