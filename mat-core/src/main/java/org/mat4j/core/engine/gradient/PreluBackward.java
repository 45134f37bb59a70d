package org.mat4j.core.engine.gradient;

import org.mat4j.core.engine.program.CompositeOperation;
import org.mat4j.core.engine.program.NativeCalls;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;

/**
 * The gradients of a {@link org.mat4j.core.engine.op.Prelu}: g where x is positive, slope g elsewhere; and for the slope the channel's sum of g
 * min(x, 0).
 */
final class PreluBackward extends CompositeOperation {

    private PreluBackward(SDVariable... inputs) {
        super(inputs[0].getSameDiff(), inputs);
    }

    /** The gradients of x [..., channels] and of the slope [channels]; g is of x's shape. */
    static SDVariable[] of(SDVariable x, SDVariable slope, SDVariable g) {
        return new PreluBackward(x, slope, g).outputVariables();
    }

    @Override
    public String opName() {
        return "prelu_backward";
    }

    @Override
    protected int[] outputsLike() {
        return new int[] {0, 1};
    }

    @Override
    protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
        INDArray x = inputs[0];
        INDArray gradient = inputs[2];
        PreluInputGradient.record(calls, x, inputs[1], gradient, outputs[0]);
        INDArray values = calls.scratchLike(x);
        calls.add(new ScalarMin(x, null, values, 0));
        calls.add("multiply", values, values, gradient);
        calls.addRowSum(values, outputs[1]);
    }
}
