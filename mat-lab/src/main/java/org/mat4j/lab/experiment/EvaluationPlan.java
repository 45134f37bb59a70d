package org.mat4j.lab.experiment;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mat4j.core.train.TrainingConfigBuilder;

/**
 * Which parameters are evaluated, and how often during training.
 *
 * @param interval updates from one evaluation to the next, at least 1; empty for one after each epoch, or every
 *     {@link #SEMI_SUPERVISED_INTERVAL} updates where the labeled examples are a part of the training data
 * @param weightAverage decay of the moving average of the parameters, in [0, 1); empty for the last parameters
 * @param statisticsBatches batches of training images over which running statistics are taken anew before each
 *     evaluation; 0 for those of the training
 * @param smoothness how the smoothness is followed during training; empty for not at all
 */
public record EvaluationPlan(
        OptionalLong interval,
        OptionalDouble weightAverage,
        int statisticsBatches,
        Optional<SmoothnessPlan> smoothness) {

    /** Updates between evaluations where an epoch of the labeled examples may be a single update. */
    public static final long SEMI_SUPERVISED_INTERVAL = 100;

    private static final EvaluationPlan DEFAULTS =
            new EvaluationPlan(OptionalLong.empty(), OptionalDouble.empty(), 0, Optional.empty());

    /** Checks the values that the training does not. */
    public EvaluationPlan {
        Objects.requireNonNull(smoothness, "smoothness");
        if (statisticsBatches < 0) {
            throw new IllegalArgumentException(
                    "batches for the statistics is " + statisticsBatches + "; expected 0 or more");
        }
    }

    /** The last parameters, at the default intervals. */
    public static EvaluationPlan defaults() {
        return DEFAULTS;
    }

    /** The same with another interval. */
    public EvaluationPlan every(long updates) {
        return new EvaluationPlan(OptionalLong.of(updates), weightAverage, statisticsBatches, smoothness);
    }

    /** The same with the moving average of the parameters. */
    public EvaluationPlan withWeightAverage(double decay) {
        return new EvaluationPlan(interval, OptionalDouble.of(decay), statisticsBatches, smoothness);
    }

    /** The same with statistics over so many batches. */
    public EvaluationPlan withStatisticsBatches(int batches) {
        return new EvaluationPlan(interval, weightAverage, batches, smoothness);
    }

    /** The same with the smoothness followed during training, which leaves the result as it is. */
    public EvaluationPlan withSmoothness(SmoothnessPlan plan) {
        return new EvaluationPlan(interval, weightAverage, statisticsBatches, Optional.of(plan));
    }

    /** Checks what depends on the choice of data. */
    void check(DataSelection data) {
        if (smoothness.isPresent() && data.validationSize().orElse(1) == 0) {
            throw new IllegalArgumentException("the smoothness is to be measured during training, but the validation"
                    + " size is 0; expected validation examples to measure it on");
        }
    }

    /** Checks what depends on the data. */
    void check(TrainingExamples examples) {
        if (smoothness.isPresent() && examples.validation().isEmpty()) {
            throw new IllegalArgumentException("the smoothness is to be measured during training, but no example is"
                    + " left for validation; expected a smaller train size");
        }
    }

    void apply(TrainingConfigBuilder config, DataSelection data) {
        if (interval.isPresent() || data.labels().isPresent()) {
            config.evaluateEvery(interval.orElse(SEMI_SUPERVISED_INTERVAL));
        }
        weightAverage.ifPresent(config::weightAverage);
    }
}
