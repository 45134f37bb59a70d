package org.mat4j.core.method.loss;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Cross-entropy of the softmax, -sum_k t_k log p(k|x), times the weight of the example's class. The target t has 1 - s of the
 * label and s / m of each of the m classes (label smoothing, Szegedy et al. 2016). Where labels are probabilities, the example's
 * weight is the mean of the classes' by them.
 *
 * @param smoothing s, in [0, 1)
 * @param classWeights how much the examples of each class count; their sum does not matter, since the mean over a batch is
 *     divided by the number of its examples
 */
public record CrossEntropy(double smoothing, ClassWeights classWeights) implements CleanLoss {

    /** Checks the values. */
    public CrossEntropy {
        Checks.require(smoothing >= 0 && smoothing < 1, "label smoothing", smoothing, "a number in [0, 1)");
        Objects.requireNonNull(classWeights, "class weights");
    }

    /** Of the labels as they are, all classes alike. */
    public CrossEntropy() {
        this(0, ClassWeights.EQUAL);
    }

    @Override
    public String name() {
        return "cross_entropy";
    }

    @Override
    public Examples examples() {
        return Examples.LABELED;
    }

    @Override
    public SDVariable perExample(Batch batch) {
        SDVariable logits = batch.outputs().logits();
        SDVariable loss = of(logits, batch.labels());
        if (smoothing > 0) {
            SDVariable uniform = LogSoftmax.of(logits).mean(1).neg();
            loss = loss.mul(1 - smoothing).add(uniform.mul(smoothing));
        }
        if (!classWeights.values().isEmpty()) {
            INDArray weights = Nd4j.create(classWeights.values()).reshape(1, -1);
            SDVariable constant = logits.getSameDiff().constant(weights.castTo(logits.dataType()));
            loss = loss.mul(batch.labels().mul(constant).sum(1));
        }
        return loss;
    }

    /**
     * @param logits [n, m]
     * @param labels one-hot or probabilities, [n, m]
     * @return [n]
     */
    public static SDVariable of(SDVariable logits, SDVariable labels) {
        return LogSoftmax.of(logits).mul(labels).sum(1).neg();
    }
}
