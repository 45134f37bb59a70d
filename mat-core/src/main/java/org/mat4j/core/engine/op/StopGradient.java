package org.mat4j.core.engine.op;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.same.Identity;

/** A value through which no gradient passes; "sg" in the formulas. */
public final class StopGradient extends Identity {

    private StopGradient(SameDiff graph, SDVariable x) {
        super(graph, x);
    }

    /** The same value. */
    public static SDVariable of(SDVariable x) {
        return new StopGradient(x.getSameDiff(), x).outputVariable();
    }
}
