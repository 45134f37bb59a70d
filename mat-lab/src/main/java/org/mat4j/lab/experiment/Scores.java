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
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageDataIterator;

/**
 * How good a model is.
 *
 * @param testError percent of the test examples that get a wrong class
 * @param testSize number of test examples
 * @param robustness empty if it was not measured
 */
public record Scores(double testError, int testSize, Optional<Robustness> robustness) {

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

    /**
     * Measures a model.
     *
     * @param model any model of the data's shape
     * @param test the test examples
     * @param robustnessSize at most so many of them are attacked, drawn at random; 0 for none
     * @param form how the manifold's part of the smoothness is taken
     */
    public static Scores of(TrainedModel model, ImageData test, int robustnessSize, ManifoldDivergence.Form form) {
        double error = errorPercent(model, test);
        int examples = Math.min(robustnessSize, test.size());
        if (examples == 0) {
            return new Scores(error, test.size(), Optional.empty());
        }
        ImageData attacked = test.atMost(examples, SEED);
        Smoothness s;
        try (SmoothnessMeter meter = new SmoothnessMeter(model, form)) {
            s = meter.measure(ImageDataIterator.forEvaluation(attacked), SEED);
        }
        Robustness robustness = new Robustness(
                examples,
                ATTACK_LEVEL,
                attackedError(model, ImageDataIterator.forEvaluation(attacked), StandardAttack.L2),
                attackedError(model, ImageDataIterator.forEvaluation(attacked), StandardAttack.FGSM),
                s.average(),
                s.output(),
                s.manifold());
        return new Scores(error, test.size(), Optional.of(robustness));
    }

    /** The percentage of some examples that get a wrong class. */
    public static double errorPercent(TrainedModel model, ImageData examples) {
        return model.classifier().errorPercent(ImageDataIterator.forEvaluation(examples));
    }

    /** The latent and the probabilities that a model gives some examples, measured. */
    public static ModelMeasures measures(TrainedModel model, ImageData examples) {
        return ModelMeasures.of(model, ImageDataIterator.forEvaluation(examples));
    }

    private static double attackedError(TrainedModel model, ImageDataIterator batches, StandardAttack attack) {
        return RobustnessEvaluator.of(attack.create(), Budgets.levels(ATTACK_LEVEL))
                .evaluate(model, batches)
                .budgets()
                .get(0)
                .errorPercent();
    }
}
