package org.mat4j.core.engine.op;

import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;

/**
 * {@code x * mask} with a constant mask of x's shape: dropout.
 *
 * <p>It is the stock {@code multiply}; its gradient multiplies by the mask and computes none for the mask, as stock {@code
 * multiply_bp} does in twice the time.
 */
public final class Mask extends MulOp implements FusedOperation {

    private final SDVariable source;

    private Mask(SameDiff graph, SDVariable x, SDVariable mask) {
        super(graph, x, mask);
        this.source = x;
    }

    /**
     * @param x any shape
     * @param mask of x's shape
     */
    public static SDVariable of(SDVariable x, SDVariable mask) {
        return new Mask(x.getSameDiff(), x, mask).outputVariable();
    }

    @Override
    public SDVariable source() {
        return source;
    }
}
