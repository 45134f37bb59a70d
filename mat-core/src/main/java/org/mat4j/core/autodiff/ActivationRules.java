package org.mat4j.core.autodiff;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.ops.LeakyRelu;
import org.mat4j.core.ops.PreluBackward;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.LeakyReLUDerivative;

/** Rules for the activations of this library. */
final class ActivationRules {

    private ActivationRules() {}

    static List<SDVariable> prelu(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        PreluBackward.Wanted wanted = needed[1] ? PreluBackward.Wanted.INPUT_AND_SLOPE : PreluBackward.Wanted.INPUT;
        SDVariable[] result = PreluBackward.of(operation.arg(0), operation.arg(1), gradients.get(0), wanted);
        return Arrays.asList(result[0], needed[1] ? result[1] : null);
    }

    static List<SDVariable> leakyRelu(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        SDVariable y = operation.outputVariable();
        double slope = ((LeakyRelu) operation).slope();
        SDVariable derivative = new LeakyReLUDerivative(operation.getSameDiff(), y, false, slope).outputVariable();
        return List.of(derivative.mul(gradients.get(0)));
    }
}
