package org.mat4j.core.engine.gradient;

import org.mat4j.core.engine.op.Prelu;
import org.mat4j.core.engine.program.CompositeOperation;
import org.mat4j.core.engine.program.NativeCalls;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The gradient of a {@link Prelu} to its input alone, as in the search for a direction. */
final class PreluInputGradient extends CompositeOperation {

    private PreluInputGradient(SDVariable... inputs) {
        super(inputs[0].getSameDiff(), inputs);
    }

    /** The gradient of x [..., channels], of slope [channels]; g is of x's shape. */
    static SDVariable of(SDVariable x, SDVariable slope, SDVariable g) {
        return new PreluInputGradient(x, slope, g).outputVariable();
    }

    @Override
    public String opName() {
        return "prelu_input_gradient";
    }

    @Override
    protected int[] outputsLike() {
        return new int[] {0};
    }

    @Override
    protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
        record(calls, inputs[0], inputs[1], inputs[2], outputs[0]);
    }

    /** Records the derivative's product with g. */
    static void record(NativeCalls calls, INDArray x, INDArray slope, INDArray g, INDArray result) {
        Prelu.recordDerivative(calls, x, slope, result);
        calls.add("multiply", result, result, g);
    }
}
