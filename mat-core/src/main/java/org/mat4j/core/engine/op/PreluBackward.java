package org.mat4j.core.engine.op;

import org.mat4j.core.engine.program.CompositeOperation;
import org.mat4j.core.engine.program.NativeCalls;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;

/**
 * The gradients of a {@link Prelu}: g where x is positive, slope g elsewhere; and for the slope the channel's sum of g
 * min(x, 0).
 */
public final class PreluBackward extends CompositeOperation {

    private PreluBackward(SDVariable... inputs) {
        super(inputs[0].getSameDiff(), inputs);
    }

    /**
     * @param x [..., channels]
     * @param slope [channels]
     * @param derivative of the output for x, see {@link Prelu#derivative}
     * @param gradient the loss's gradient for the output, of x's shape
     * @return the gradients of x and of the slope
     */
    public static SDVariable[] of(SDVariable x, SDVariable slope, SDVariable derivative, SDVariable gradient) {
        return new PreluBackward(x, slope, derivative, gradient).outputVariables();
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
        INDArray gradient = inputs[3];
        calls.add("multiply", outputs[0], inputs[2], gradient);
        INDArray values = calls.scratchLike(x);
        calls.add(new ScalarMin(x, null, values, 0));
        calls.add("multiply", values, values, gradient);
        calls.addRowSum(values, outputs[1]);
    }
}
