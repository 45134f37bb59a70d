package org.mat4j.core.engine.op;

import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;

/** A value through which no gradient passes; "sg" in the formulas. It is a stock {@code identity} with a mark. */
public final class StopGradient {

    private StopGradient() {}

    /** The same value. */
    public static SDVariable of(SDVariable x) {
        return Mark.STOP_GRADIENT.on(new Identity(x.getSameDiff(), x));
    }

    /** Whether an operation is such a value's, also after its graph was saved and read. */
    public static boolean is(DifferentialFunction operation) {
        return Mark.STOP_GRADIENT.isOn(operation);
    }
}
