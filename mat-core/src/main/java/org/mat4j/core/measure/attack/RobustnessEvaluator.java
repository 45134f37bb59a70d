package org.mat4j.core.measure.attack;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
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
        return evaluate(source.classifier(), model.classifier(), data, () -> attack.on(source, bounds, criterion));
    }

    /**
     * Evaluates anyone's classifier under attack with full knowledge of it.
     *
     * @param classifier such as {@link Classifier#of(org.nd4j.autodiff.samediff.SameDiff, String, String)} makes
     * @param data from its present position to its end
     * @throws IllegalArgumentException as for a trained model, and if the attack needs one
     * @throws IllegalStateException as for a trained model
     */
    public RobustnessResult evaluate(Classifier classifier, DataSetIterator data) {
        return evaluateTransfer(classifier, classifier, data);
    }

    /**
     * Evaluates anyone's classifier by perturbations that are made on another one, see {@link
     * #evaluateTransfer(TrainedModel, TrainedModel, DataSetIterator)}.
     *
     * @throws IllegalArgumentException as for trained models, and if the attack needs one
     */
    public RobustnessResult evaluateTransfer(Classifier source, Classifier classifier, DataSetIterator data) {
        if (attack instanceof ClassifierAttack general) {
            return evaluate(source, classifier, data, () -> general.on(source, bounds, criterion));
        }
        throw new IllegalArgumentException("the attack on a classifier is '" + attack.id()
                + "', expected one that needs no more than logits and their gradient: '" + attack.id()
                + "' attacks trained models");
    }

    private RobustnessResult evaluate(
            Classifier source, Classifier classifier, DataSetIterator data, Supplier<OpenAttack> opened) {
        if (!shape(source).equals(shape(classifier))) {
            throw new IllegalArgumentException("the source model takes inputs of shape " + shape(source) + ", expected "
                    + shape(classifier) + " as the model that is tested");
        }
        double[] epsilons = budgets.epsilons(
                attack.norm(), ArrayUtil.prodLong(classifier.check().inputShape()));
        Aim aim = new Aim(criterion, source);
        RobustnessTally tally = new RobustnessTally(this, source != classifier, aim, classifier, epsilons);
        try (OpenAttack open = opened.get()) {
            while (data.hasNext()) {
                DataSet given = data.next();
                int[] labels = source.check().labels(given).argMax(1).toIntVector();
                AttackBatch batch = new AttackBatch(given.getFeatures(), given.getLabels(), seed, tally.seen())
                        .checked(source, bounds);
                List<INDArray> perturbed = open.perturb(batch, epsilons);
                tally.add(batch.features(), labels, aim.followed(batch.features(), labels), perturbed);
            }
        }
        return tally.result();
    }

    private static String shape(Classifier classifier) {
        return Arrays.toString(classifier.check().inputShape()) + " in " + classifier.classCount() + " classes";
    }
}
