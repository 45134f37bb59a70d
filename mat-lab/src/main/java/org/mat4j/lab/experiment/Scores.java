package org.mat4j.lab.experiment;

import java.util.Optional;
import org.mat4j.core.measure.ModelMeasures;
import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.RobustnessEvaluator;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;

/** Measures how good a model is. */
public final class Scores {

    /** Noise level of the attacks: their L2 norm in pixels of [0, 1]. */
    public static final double ATTACK_LEVEL = 2.0;

    /** Which test examples are attacked, and where the search for the worst direction starts. */
    private static final long SEED = 1;

    /**
     * What perturbations of the input do.
     *
     * @param examples number of test examples attacked
     * @param level L2 norm of each attack, in pixels of [0, 1]
     * @param l2Error percent wrong, attacked along the gradient of the loss
     * @param fgsmError percent wrong, attacked along the sign of the gradient with the same L2 norm: at level L each of
     *     d pixels changes by L / sqrt(d)
     * @param smoothness average of the next two, under a perturbation of norm 1 in the worst direction; smaller is
     *     smoother
     * @param outputSmoothness change of the output
     * @param manifoldSmoothness change of the latent mixture
     */
    public record Robustness(
            int examples,
            double level,
            double l2Error,
            double fgsmError,
            double smoothness,
            double outputSmoothness,
            double manifoldSmoothness) {}

    private Scores() {}

    /**
     * Attacks a model, and measures its smoothness.
     *
     * @param size at most so many of them are attacked, drawn at random
     * @param form how the manifold's part of the smoothness is taken
     * @param level L2 norm of the attacks, in units of the classifier's input
     * @return empty for a size of 0
     */
    public static Optional<Robustness> robustness(
            TrainedModel model, Examples test, int size, ManifoldDivergence.Form form, double level) {
        if (size == 0) {
            return Optional.empty();
        }
        Examples attacked = test.atMost(size, SEED);
        try (SmoothnessMeter meter = new SmoothnessMeter(model, form)) {
            Smoothness s = meter.measure(batches(model, attacked), SEED);
            return Optional.of(new Robustness(
                    attacked.size(),
                    level,
                    attackedError(model, attacked, StandardAttack.L2, level),
                    attackedError(model, attacked, StandardAttack.FGSM, level),
                    s.average(),
                    s.output(),
                    s.manifold()));
        }
    }

    /** The percentage of some examples that get a wrong class. */
    public static double errorPercent(TrainedModel model, Examples examples) {
        return model.classifier().errorPercent(batches(model, examples));
    }

    /** The latent and the probabilities that a model gives some examples, measured. */
    public static ModelMeasures measures(TrainedModel model, Examples examples) {
        return ModelMeasures.of(model, batches(model, examples));
    }

    /** Examples as the classifier of a model takes them, in order, each once. */
    public static ExampleIterator batches(TrainedModel model, Examples examples) {
        ExampleIterator batches = ExampleIterator.forEvaluation(examples).reusingArrays();
        batches.setPreProcessor(batch -> batch.setFeatures(model.classifier().inputOf(batch.getFeatures())));
        return batches;
    }

    private static double attackedError(TrainedModel model, Examples examples, StandardAttack attack, double level) {
        return RobustnessEvaluator.of(attack.create(), Budgets.levels(level))
                .evaluate(model, batches(model, examples))
                .budgets()
                .get(0)
                .errorPercent();
    }
}
