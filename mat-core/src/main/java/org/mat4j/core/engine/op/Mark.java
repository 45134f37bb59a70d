package org.mat4j.core.engine.op;

import java.util.Arrays;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * What a stock operation is to the gradient: an integer argument that ND4J does not read and a saved graph keeps, which
 * loses classes of this library. A name would not do: a user may choose the same.
 */
enum Mark {
    CHANNEL_SCALE,
    CHANNEL_SHIFT,
    RESIDUAL_SUM,
    STOP_GRADIENT;

    /** "MAT4J" in ASCII, in front of the mark's own number. */
    private static final long OURS = 0x4D_41_54_34_4A_00L;

    /** Marks an operation before its output is asked for, and gives that. */
    SDVariable on(DynamicCustomOp operation) {
        operation.addIArgument(OURS + ordinal());
        return operation.outputVariable();
    }

    boolean isOn(DifferentialFunction operation) {
        return operation instanceof DynamicCustomOp custom
                && Arrays.equals(custom.iArgs(), new long[] {OURS + ordinal()});
    }
}
