package org.mat4j.core.engine.gradient;

import java.util.Arrays;
import java.util.List;
import org.mat4j.core.engine.op.BatchNormBackward;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Gradient of {@link TrainingBatchNorm}. That of x already passes through the batch's mean and variance: those two get
 * none of their own.
 */
final class BatchNormRule implements GradientRule {

    @Override
    public List<SDVariable> apply(DifferentialFunction operation, List<SDVariable> gradients, boolean[] needed) {
        TrainingBatchNorm op = (TrainingBatchNorm) operation;
        SDVariable[] args = op.args();
        SDVariable[] result =
                BatchNormBackward.of(args[0], args[1], args[2], args[3], gradients.get(0), op.getEpsilon());
        return Arrays.asList(result[0], null, null, result[1], result[2]);
    }
}
