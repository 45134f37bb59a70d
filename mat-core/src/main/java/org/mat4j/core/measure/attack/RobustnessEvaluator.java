package org.mat4j.core.measure.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Measures how much accuracy an attack leaves to a model, for a whole list of levels in one pass over the data.
 *
 * <p>An example that the model misclassifies without an attack counts as a success at every level and is not perturbed.
 * A targeted attack succeeds where the model predicts the wanted class; examples of the wanted class are left out.
 *
 * <p>Immutable; each evaluation opens the attack anew. The models must stay open.
 */
public final class RobustnessEvaluator {

    private final TrainedModel victim;
    private final TrainedModel source;
    private final List<Double> levels;
    private final AttackSetting setting;

    private RobustnessEvaluator(Builder b) {
        victim = b.victim;
        source = b.source;
        levels = List.copyOf(b.levels);
        setting = new AttackSetting(b.attack, b.range, b.goal, b.source != b.victim, b.seed);
    }

    /**
     * Starts from an untargeted attack on the model itself without limits for the pixels.
     *
     * @param model whose accuracy is measured
     * @param attack on it
     */
    public static Builder builder(TrainedModel model, Attack attack) {
        return new Builder(model, attack);
    }

    /**
     * Evaluates.
     *
     * @param data from its present position to its end
     * @throws IllegalArgumentException if the data is empty, does not fit the model or lies outside the range of pixels
     * @throws IllegalStateException if the attack goes beyond a level or the range, or a model gives logits that are not
     *     finite
     */
    public RobustnessResult evaluate(DataSetIterator data) {
        long dimensions = Arrays.stream(victim.info().inputShape()).reduce(1, (a, b) -> a * b);
        double[] epsilons = levels.stream()
                .mapToDouble(l -> AttackLevel.epsilon(setting.attack().norm(), l, dimensions))
                .toArray();
        Aim aim = new Aim(setting.goal(), source.classifier());
        RobustnessTally tally = new RobustnessTally(setting, aim, levels, epsilons);
        long first = 0;
        try (OpenAttack attack = setting.attack().on(source, setting.range(), setting.goal())) {
            while (data.hasNext()) {
                DataSet batch = data.next();
                INDArray x = source.classifier()
                        .check()
                        .features(batch.getFeatures())
                        .castTo(source.classifier().dataType());
                int[] labels =
                        source.classifier().check().labels(batch).argMax(1).toIntVector();
                List<INDArray> perturbed =
                        attack.perturb(new AttackBatch(x, batch.getLabels(), setting.seed(), first), epsilons);
                tally.batch(x, labels, aim.classes(x, labels), victim.classifier());
                for (int l = 0; l < epsilons.length; l++) {
                    tally.level(l, perturbed.get(l));
                }
                first += labels.length;
            }
        }
        return tally.result();
    }

    /** Builds a {@link RobustnessEvaluator}. */
    public static final class Builder {

        private final TrainedModel victim;
        private final Attack attack;
        private TrainedModel source;
        private List<Double> levels = List.of();
        private PixelRange range = PixelRange.unlimited();
        private Goal goal = Goal.untargeted();
        private long seed = 1;

        private Builder(TrainedModel victim, Attack attack) {
            this.victim = Objects.requireNonNull(victim, "model");
            this.source = victim;
            this.attack = Objects.requireNonNull(attack, "attack");
        }

        /**
         * Sets the model that the perturbations are made on; without this call it is the one that is tested. An attack
         * that stops at its first success on the source transfers badly, see {@link ProjectedGradient.Stop}.
         */
        public Builder source(TrainedModel value) {
            source = Objects.requireNonNull(value, "source");
            return this;
        }

        /** Sets the levels, see {@link AttackLevel}: at least one, not negative, each larger than the one before. */
        public Builder levels(double... values) {
            levels = Arrays.stream(values).boxed().toList();
            return this;
        }

        /** Sets the levels. */
        public Builder levels(List<Double> values) {
            levels = new ArrayList<>(values);
            return this;
        }

        /** Sets the range that perturbed pixels are kept in. */
        public Builder range(PixelRange value) {
            range = value;
            return this;
        }

        /** Sets the goal. */
        public Builder goal(Goal value) {
            goal = value;
            return this;
        }

        /** Sets the seed of the attack's random numbers. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Validates and builds.
         *
         * @throws IllegalArgumentException if the levels are not as said, or the models' inputs or classes differ
         */
        public RobustnessEvaluator build() {
            AttackLevel.requireRising("attack levels", levels);
            if (!Arrays.equals(source.info().inputShape(), victim.info().inputShape())
                    || source.info().classCount() != victim.info().classCount()) {
                throw new IllegalArgumentException("the source model takes inputs of shape " + shape(source)
                        + "; expected " + shape(victim) + " as the model that is tested");
            }
            return new RobustnessEvaluator(this);
        }

        private static String shape(TrainedModel model) {
            return Arrays.toString(model.info().inputShape()) + " in "
                    + model.info().classCount() + " classes";
        }
    }
}
