package org.mat4j.core.engine.gradient;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.engine.op.LeakyRelu;
import org.mat4j.core.engine.op.Prelu;
import org.mat4j.core.engine.op.PreluBackward;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.LeakyReLUDerivative;

/** Rules for the activations of this library. */
final class ActivationRules {

    private ActivationRules() {}

    static List<SDVariable> prelu(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        SDVariable derivative = ((Prelu) operation).derivative();
        if (!needed[1]) {
            return Arrays.asList(derivative.mul(gradients.get(0)), null);
        }
        return List.of(PreluBackward.of(operation.arg(0), operation.arg(1), derivative, gradients.get(0)));
    }

    static List<SDVariable> leakyRelu(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        SDVariable y = operation.outputVariable();
        double slope = ((LeakyRelu) operation).slope();
        SDVariable derivative = new LeakyReLUDerivative(operation.getSameDiff(), y, false, slope).outputVariable();
        return List.of(derivative.mul(gradients.get(0)));
    }
}
