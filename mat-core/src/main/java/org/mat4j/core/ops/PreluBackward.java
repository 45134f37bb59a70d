package org.mat4j.core.ops;

import org.mat4j.core.graph.CompositeOperation;
import org.mat4j.core.graph.NativeCalls;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;

/**
 * The gradients of a {@link Prelu}: g where x is positive, slope g elsewhere; and for the slope the channel's sum of g
 * min(x, 0).
 */
public final class PreluBackward extends CompositeOperation {

    /** Which gradients are computed. */
    public enum Wanted {
        /** The input's. */
        INPUT,
        /** The input's and the slope's. */
        INPUT_AND_SLOPE
    }

    private final Wanted wanted;

    private PreluBackward(SDVariable[] inputs, Wanted wanted) {
        super(inputs[0].getSameDiff(), inputs);
        this.wanted = wanted;
    }

    /**
     * @param x [..., channels]
     * @param slope [channels]
     * @param gradient the loss's gradient for the output, of x's shape
     * @param wanted which gradients to compute
     * @return the gradients of x and, if wanted, of the slope
     */
    public static SDVariable[] of(SDVariable x, SDVariable slope, SDVariable gradient, Wanted wanted) {
        return new PreluBackward(new SDVariable[] {x, slope, gradient}, wanted).outputVariables();
    }

    @Override
    public String opName() {
        return "prelu_backward";
    }

    @Override
    protected int[] outputsLike() {
        return wanted == null || wanted == Wanted.INPUT_AND_SLOPE ? new int[] {0, 1} : new int[] {0};
    }

    @Override
    protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
        INDArray x = inputs[0];
        INDArray slope = inputs[1];
        INDArray gradient = inputs[2];
        INDArray dx = outputs[0];
        Prelu.addDerivative(calls, x, slope, dx);
        calls.add("multiply", dx, dx, gradient);
        if (wanted == Wanted.INPUT_AND_SLOPE) {
            INDArray values = calls.scratchLike(x);
            calls.add(new ScalarMin(x, null, values, 0));
            calls.add("multiply", values, values, gradient);
            calls.addRowSum(values, outputs[1]);
        }
    }
}
