package org.mat4j.core.autodiff;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.ops.TrainingBatchNorm;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNormDerivative;

/**
 * Gradient of {@link TrainingBatchNorm} by the stock {@code batchnorm_bp}, whose gradient to x already passes through
 * the batch's mean and variance: those two get none of their own.
 */
final class BatchNormRule implements GradientRule {

    @Override
    public List<SDVariable> apply(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        TrainingBatchNorm op = (TrainingBatchNorm) operation;
        SDVariable[] inputs = Arrays.copyOf(op.args(), 6);
        inputs[5] = gradients.get(0);
        SDVariable[] result = new Backward(op.getSameDiff(), inputs, op.getEpsilon(), op.getJaxis()).outputVariables();
        return Arrays.asList(result[0], null, null, result[3], result[4]);
    }

    /** The stock operation with its five outputs declared: x, mean, variance, gamma, beta. */
    static final class Backward extends BatchNormDerivative {

        Backward(SameDiff graph, SDVariable[] inputs, double epsilon, int[] axis) {
            super(graph, inputs, null, null, false, true, true, epsilon, axis);
        }

        @Override
        public int getNumOutputs() {
            return 5;
        }

        @Override
        public List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
            return inputTypes.subList(0, 5);
        }
    }
}
