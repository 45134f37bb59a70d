package org.mat4j.core.engine.program;

import java.util.List;
import org.mat4j.core.engine.convolution.ConvolutionArguments;
import org.mat4j.core.engine.convolution.Winograd;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/** Stock operations that a plan carries out as several others, where that is faster. */
final class FasterForms {

    private FasterForms() {}

    /** Whether there is one for an operation that is given these arrays, and whose results have these shapes. */
    static boolean has(DifferentialFunction function, INDArray[] arguments, List<LongShapeDescriptor> results) {
        return function instanceof Conv2D convolution
                && Winograd.serves(
                        ConvolutionArguments.of(convolution),
                        arguments[1],
                        results.get(0).getShape());
    }

    /** Records it; the inputs are in c order. */
    static void record(NativeCalls calls, DifferentialFunction function, INDArray[] inputs, INDArray result) {
        new Winograd(calls, ConvolutionArguments.of((Conv2D) function)).forward(inputs[0], inputs[1], result);
        if (inputs.length > 2) {
            calls.add("biasadd", result, result, inputs[2]);
        }
    }
}
