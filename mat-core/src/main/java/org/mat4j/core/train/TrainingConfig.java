package org.mat4j.core.train;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.soabase.recordbuilder.core.RecordBuilder.ConcreteSettersForOptionalMode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How to train. Immutable.
 *
 * <pre>{@code
 * TrainingConfig.builder().method(method).epochs(10).seed(1).build()
 * }</pre>
 *
 * @param method what is minimized; must be given
 * @param updater any ND4J updater, which is copied; its learning rate may be a schedule, counted in updates and epochs. Its
 *     numbers must be such as single precision can work with: rate and epsilon positive, decays in [0, 1)
 * @param beta1Schedule of beta1, in [0, 1), counted in updates, for Adam, AdaMax, AMSGrad or Nadam; empty for a constant one
 * @param epochs passes over the labeled data, at least 1; 1 if neither these nor updates are given
 * @param updates parameter updates, at least 1, for which the data is passed over as often as needed; instead of epochs
 * @param seed of the initial parameters, the noise and the dropout masks
 * @param dataType FLOAT, or DOUBLE for numerical checks
 * @param patience evaluations without a lower validation error, at least 1, after which training stops; empty for never
 * @param labelForm of the labeled training data; {@link LabelForm#ONE_HOT} by default, of which validation data always is. With
 *     {@link LabelForm#PROBABILITIES} the method must not perturb toward a label, as adversarial training does
 * @param selectBy by what the best evaluation is known; {@link ModelScore.Ready#ERROR} by default
 * @param evaluateEvery updates from one evaluation on the validation data to the next, at least 1, with one more after the
 *     last update; empty for one after each epoch
 * @param weightAverage decay in [0, 1), for example 0.999, of the moving average of the parameters over the updates, which
 *     is evaluated and given to the model; empty for the parameters as they are
 * @param weightDecay of all weights but biases and normalizations, finite, at least 0: in each update they lose the share
 *     learning rate times this (AdamW where the updater is Adam); the updater must have a learning rate
 * @param gradientNorm positive; the Euclidean norm over all parameters that a longer gradient is scaled down to; empty for
 *     gradients as they are
 * @param statisticsDecay how fast running statistics follow the batches at first; {@link StatisticsDecay#RISING} by default
 * @param rates which parameters are frozen or have a learning rate of their own
 * @param perturbationSpace where the method's perturbation is added and its size measured: before or behind the network's
 *     first layer
 */
@RecordBuilder
@RecordBuilder.Options(addConcreteSettersForOptional = ConcreteSettersForOptionalMode.ENABLED)
public record TrainingConfig(
        Method method,
        IUpdater updater,
        Optional<ISchedule> beta1Schedule,
        OptionalLong epochs,
        OptionalLong updates,
        long seed,
        DataType dataType,
        LabelForm labelForm,
        OptionalInt patience,
        ModelScore selectBy,
        OptionalLong evaluateEvery,
        OptionalDouble weightAverage,
        double weightDecay,
        OptionalDouble gradientNorm,
        StatisticsDecay statisticsDecay,
        ParameterRates rates,
        PerturbationSpace perturbationSpace)
        implements TrainingConfigBuilder.With {

    /** Learning rate of the default updater, Adam: three times the usual, which a latent of size 2 needs to open up. */
    public static final double DEFAULT_LEARNING_RATE = 3e-3;

    /** Seed by default. */
    public static final long DEFAULT_SEED = 1;

    /** Checks the values. */
    public TrainingConfig {
        Checks.require(method != null, "the training's method", null, "one, by TrainingConfig.builder().method(...)");
        updater = Objects.requireNonNull(updater, "updater").clone();
        UpdaterCheck.require(updater);
        Checks.require(
                epochs.isEmpty() || updates.isEmpty(),
                "the training's duration",
                epochs.orElse(1) + " epochs and " + updates.orElse(1) + " updates",
                "one of both");
        Duration.of(epochs, updates);
        Checks.require(
                dataType == DataType.FLOAT || dataType == DataType.DOUBLE, "data type", dataType, "FLOAT or DOUBLE");
        Checks.atLeast(1, "patience", patience.orElse(1));
        Checks.atLeast(1, "evaluation interval", evaluateEvery.orElse(1));
        Checks.weight("weight decay", weightDecay);
        Checks.require(
                weightDecay == 0 || updater.hasLearningRate(),
                "weight decay",
                weightDecay,
                "0, since " + updater.getClass().getSimpleName() + " has no learning rate");
        gradientNorm.ifPresent(norm -> Checks.positive("norm of the gradient", norm));
        Objects.requireNonNull(statisticsDecay, "decay of the statistics");
        Objects.requireNonNull(labelForm, "form of the labels");
        Checks.require(
                labelForm == LabelForm.ONE_HOT || !method.objective().perturbsLabeled(),
                "the method with labels that are probabilities",
                "'" + method.id() + "'",
                "one whose perturbation follows no label, such as VAT, MAT or TRADES");
        Objects.requireNonNull(selectBy, "score to select by");
        Objects.requireNonNull(rates, "rates");
        Objects.requireNonNull(perturbationSpace, "perturbation space");
        Bounds bounds = method.objective()
                .perturbation()
                .map(p -> p.direction().bounds())
                .orElse(Bounds.unlimited());
        Checks.require(
                perturbationSpace == PerturbationSpace.INPUT || bounds.isUnlimited(),
                "the perturbation's bounds",
                bounds,
                "none where the perturbation is added behind the first layer, whose values have others");
        UpdaterCheck.decay("decay of the weight average", weightAverage.orElse(0));
        Checks.require(
                beta1Schedule.isEmpty() || ParameterUpdater.beta1Of(updater).isPresent(),
                "the updater with a beta1 schedule",
                updater.getClass().getSimpleName(),
                "Adam, AdaMax, AMSGrad or Nadam");
    }

    /** Starts from Adam, one epoch, {@link #DEFAULT_SEED} and perturbations of the input; there is no default method. */
    public static TrainingConfigBuilder builder() {
        return TrainingConfigBuilder.builder()
                .updater(new Adam(DEFAULT_LEARNING_RATE))
                .seed(DEFAULT_SEED)
                .dataType(DataType.FLOAT)
                .statisticsDecay(StatisticsDecay.RISING)
                .labelForm(LabelForm.ONE_HOT)
                .selectBy(ModelScore.Ready.ERROR)
                .rates(ParameterRates.EQUAL)
                .perturbationSpace(PerturbationSpace.INPUT);
    }

    /** A copy of the updater. */
    @Override
    public IUpdater updater() {
        return updater.clone();
    }

    /** How long to train: {@link #updates()}, else {@link #epochs()}. */
    public Duration duration() {
        return Duration.of(epochs, updates);
    }

    boolean isEvaluatedAt(long update) {
        return evaluateEvery.isPresent() && update % evaluateEvery.getAsLong() == 0;
    }

    /** What the configuration says, by name, as it is kept with the model: equal for equal trainings, in every run. */
    public Map<String, String> describe() {
        return TrainingSettings.of(this);
    }

    /**
     * How long to train.
     *
     * @param unit of the count
     * @param count at least 1
     */
    public record Duration(Unit unit, long count) {

        /** What is counted. */
        public enum Unit {
            /** Passes over the labeled data. */
            EPOCHS,
            /** Parameter updates; the data is passed over as often as needed. */
            UPDATES
        }

        /** Checks the values. */
        public Duration {
            Objects.requireNonNull(unit, "unit");
            Checks.require(count >= 1, "the training's duration", text(unit, count), "at least 1");
        }

        private static Duration of(OptionalLong epochs, OptionalLong updates) {
            return updates.isPresent()
                    ? new Duration(Unit.UPDATES, updates.getAsLong())
                    : new Duration(Unit.EPOCHS, epochs.orElse(1));
        }

        /** Whether a training that has come so far is at its end. */
        public boolean isOver(Progress progress) {
            return (unit == Unit.UPDATES ? progress.update() : progress.epoch()) >= count;
        }

        void requireNotExceeded(Progress progress) {
            boolean exceeded = unit == Unit.UPDATES
                    ? progress.update() > count
                    : progress.epoch() > count || progress.epoch() == count && progress.batch() > 0;
            if (exceeded) {
                throw new CheckpointException("the checkpoint is after update " + progress.update() + ", in epoch "
                        + (progress.epoch() + 1) + ", but training lasts " + this + "; expected a longer training");
            }
        }

        /** For example {@code 10 epochs}. */
        @Override
        public String toString() {
            return text(unit, count);
        }

        private static String text(Unit unit, long count) {
            return count + " " + unit.name().toLowerCase(Locale.ROOT);
        }
    }
}
