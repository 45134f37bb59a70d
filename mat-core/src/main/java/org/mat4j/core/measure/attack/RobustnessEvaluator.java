package org.mat4j.core.measure.attack;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Measures how much accuracy an attack leaves to a model, for a whole list of budgets in one pass over the data.
 *
 * <p>An example that the model misclassifies without an attack counts as a success with every budget and is not
 * perturbed. A targeted attack succeeds where the model predicts the wanted class; examples of the wanted class are left
 * out.
 *
 * @param attack with all its numbers
 * @param budgets its sizes
 * @param bounds that perturbed inputs are kept in
 * @param criterion of success
 * @param seed of the attack's random numbers
 */
@RecordBuilder
public record RobustnessEvaluator(Attack attack, Budgets budgets, Bounds bounds, Criterion criterion, long seed)
        implements RobustnessEvaluatorBuilder.With {
    /** Checks the values. */
    public RobustnessEvaluator {
        Objects.requireNonNull(attack, "attack");
        Objects.requireNonNull(budgets, "budgets");
        Objects.requireNonNull(bounds, "bounds");
        Objects.requireNonNull(criterion, "criterion");
    }

    /** Towards any wrong class, without bounds. */
    public static RobustnessEvaluator of(Attack attack, Budgets budgets) {
        return new RobustnessEvaluator(attack, budgets, Bounds.unlimited(), Criterion.misclassification(), 1);
    }

    /**
     * Evaluates a model under attack with full knowledge of it.
     *
     * @param data from its present position to its end
     * @throws IllegalArgumentException if the data is empty, does not fit the model or lies outside the bounds
     * @throws IllegalStateException if the attack goes beyond a budget or the bounds, or the model gives logits that are
     *     not finite
     */
    public RobustnessResult evaluate(TrainedModel model, DataSetIterator data) {
        return evaluateTransfer(model, model, data);
    }

    /**
     * Evaluates a model by perturbations that are made on another one. An attack that stops at its first success on the
     * source transfers badly, see {@link ProjectedGradient.Stop}.
     *
     * @param source that perturbations are made on
     * @param model whose accuracy is measured
     * @param data from its present position to its end
     * @throws IllegalArgumentException as {@link #evaluate}, and if the models' inputs or classes differ
     * @throws IllegalStateException as {@link #evaluate}
     */
    public RobustnessResult evaluateTransfer(TrainedModel source, TrainedModel model, DataSetIterator data) {
        if (!shape(source).equals(shape(model))) {
            throw new IllegalArgumentException("the source model takes inputs of shape " + shape(source) + ", expected "
                    + shape(model) + " as the model that is tested");
        }
        double[] epsilons =
                budgets.epsilons(attack.norm(), ArrayUtil.prodLong(model.info().inputShape()));
        Classifier classifier = source.classifier();
        Aim aim = new Aim(criterion, classifier);
        RobustnessTally tally = new RobustnessTally(this, source != model, aim, model.classifier(), epsilons);
        try (OpenAttack open = attack.on(source, bounds, criterion)) {
            while (data.hasNext()) {
                DataSet given = data.next();
                int[] labels = classifier.check().labels(given).argMax(1).toIntVector();
                AttackBatch batch = new AttackBatch(given.getFeatures(), given.getLabels(), seed, tally.seen())
                        .checked(classifier, bounds);
                List<INDArray> perturbed = open.perturb(batch, epsilons);
                tally.add(batch.features(), labels, aim.followed(batch.features(), labels), perturbed);
            }
        }
        return tally.result();
    }

    private static String shape(TrainedModel model) {
        return Arrays.toString(model.info().inputShape()) + " in "
                + model.info().classCount() + " classes";
    }
}
