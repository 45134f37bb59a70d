package org.mat4j.core.attack;

import java.util.List;
import java.util.Map;
import org.mat4j.core.autodiff.Gradients;
import org.mat4j.core.graph.GraphProgram;
import org.mat4j.core.loss.CrossEntropy;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.perturbation.Norm;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * One step along the gradient of the cross-entropy of the true label (IV): the fast gradient sign method under
 * {@link Norm#L_INFINITY}, the normalized gradient under {@link Norm#L2}. The result is not clipped to the range of
 * pixels, so that its size is exact.
 */
public final class GradientAttack implements AutoCloseable {

    private static final String LABELS = "attack_labels";

    private final Classifier classifier;
    private final GraphProgram program;
    private final String direction;

    /**
     * @param classifier attacked with full knowledge; must stay open while the attack is in use
     * @param norm in which the size is measured
     */
    public GradientAttack(Classifier classifier, Norm norm) {
        this.classifier = classifier;
        SameDiff graph = classifier.graph();
        SDVariable input = graph.getVariable(Classifier.INPUT);
        SDVariable logits = graph.getVariable(Classifier.LOGITS);
        SDVariable labels = graph.placeHolder(LABELS, input.dataType(), -1, classifier.classCount());
        SDVariable gradient = Gradients.of(CrossEntropy.of(logits, labels).sum())
                .withRespectTo(input)
                .get(0);
        direction = norm.steepest(gradient, input.getShape().length).name();
        program = classifier.program(graph, List.of(direction));
    }

    /**
     * Perturbs a batch.
     *
     * @param features [n, inputShape...]
     * @param labels one-hot [n, m]
     * @param epsilon size of each example's perturbation, in units of the input, not negative
     * @return features + r, of the same shape
     */
    public INDArray perturb(INDArray features, INDArray labels, double epsilon) {
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("epsilon is " + epsilon + "; expected a finite number of at least 0");
        }
        INDArray shaped = classifier.check().features(features);
        INDArray d =
                program.run(Map.of(Classifier.INPUT, shaped, LABELS, labels), 0).get(direction);
        return shaped.add(d.mul(epsilon));
    }

    /**
     * The share of examples that get a wrong class under attack; those that are wrong without it count too.
     *
     * @param data from its present position to its end
     * @param epsilon size of each perturbation
     * @return 0 to 100
     */
    public double errorPercent(DataSetIterator data, double epsilon) {
        return classifier.errorPercent(data, batch -> perturb(batch.getFeatures(), batch.getLabels(), epsilon));
    }

    @Override
    public void close() {
        program.close();
    }
}
