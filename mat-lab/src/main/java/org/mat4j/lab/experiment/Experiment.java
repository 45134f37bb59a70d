package org.mat4j.lab.experiment;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.soabase.recordbuilder.core.RecordBuilder.ConcreteSettersForOptionalMode;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.train.InitialValues;
import org.mat4j.core.train.ModelScore;
import org.mat4j.core.train.ParameterRates;
import org.mat4j.core.train.StatisticsDecay;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.core.train.TrainingConfigBuilder;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.data.preprocess.Preprocessing;

/**
 * The settings of one experiment: a network trained by a method on some data. Immutable.
 *
 * <pre>{@code
 * Experiment experiment = Experiment.builder(DataSelection.of(ImageDataset.SAMPLE)).updates(500).seed(1).build();
 * }</pre>
 *
 * @param data which data
 * @param network what is trained
 * @param method by which method
 * @param initialValues what training starts from; empty for the network's own, drawn from the seed
 * @param rates which parameters are frozen or have a learning rate of their own
 * @param epochs passes over the training examples, at least 1; empty for {@link #DEFAULT_EPOCHS}, or where updates are given
 * @param updates parameter updates, at least 1; empty where epochs count
 * @param batchSize labeled examples per batch, at least 1 and at most the training examples
 * @param unlabeledBatchSize unlabeled images per batch, at least 1; empty for {@link #DEFAULT_UNLABELED_BATCH_SIZE}, and
 *     where every label is used
 * @param schedule how the learning rate changes; all but the constant one need a number of updates
 * @param learningRate of Adam at the start, positive; empty for that of the schedule
 * @param evaluateEvery updates from one validation to the next, at least 1; empty for one after each epoch, or every
 *     {@link #SEMI_SUPERVISED_INTERVAL} updates where the labeled examples are a part of the training data
 * @param weightAverage decay, in [0, 1), of the moving average of the parameters that is evaluated and saved; empty for
 *     the last parameters
 * @param statisticsBatches batches of training images over which running statistics are recomputed before each
 *     evaluation and for the saved model; 0 for those of the training
 * @param statisticsDecay how fast running statistics follow the batches at first
 * @param weightDecay of all weights but biases and normalizations, as in AdamW, finite, at least 0
 * @param gradientNorm positive; the largest Euclidean norm of the gradient; empty for gradients as they are
 * @param smoothness how the smoothness is followed during training, which changes no other result; empty for not at all
 * @param seed of the draw of examples, their order, the initial parameters and the noise
 * @param patience evaluations, at least 1, without a better validation error after which training stops; empty for never
 * @param selectBy by what the best validation is known
 * @param robustnessSize test examples that are attacked and measured, at most; 0 for none
 * @param preprocessing the network's first layer; fitted to the training inputs and saved with the model
 * @param augmentation what is done to training images at random, before the preprocessing
 * @param perturbationSpace whether training perturbs the input or what the preprocessing makes of it; null for what is
 *     usual: pixels of images, standardized columns of a table
 */
@RecordBuilder
@RecordBuilder.Options(addConcreteSettersForOptional = ConcreteSettersForOptionalMode.ENABLED)
public record Experiment(
        DataSelection data,
        Network network,
        TypedMethod method,
        Optional<InitialValues> initialValues,
        ParameterRates rates,
        OptionalLong epochs,
        OptionalLong updates,
        int batchSize,
        OptionalInt unlabeledBatchSize,
        Schedule schedule,
        OptionalDouble learningRate,
        OptionalLong evaluateEvery,
        OptionalDouble weightAverage,
        int statisticsBatches,
        StatisticsDecay statisticsDecay,
        double weightDecay,
        OptionalDouble gradientNorm,
        Optional<SmoothnessPlan> smoothness,
        long seed,
        OptionalInt patience,
        ModelScore.Ready selectBy,
        int robustnessSize,
        Preprocessing preprocessing,
        Augmentation augmentation,
        PerturbationSpace perturbationSpace)
        implements ExperimentBuilder.With {

    /** Passes over the training examples by default. */
    public static final int DEFAULT_EPOCHS = 10;

    /** Examples per batch by default. */
    public static final int DEFAULT_BATCH_SIZE = 100;

    /** Unlabeled images per batch by default, as in the reference implementation of virtual adversarial training. */
    public static final int DEFAULT_UNLABELED_BATCH_SIZE = 128;

    /** Updates between evaluations where an epoch of the labeled examples may be a single update. */
    public static final long SEMI_SUPERVISED_INTERVAL = 100;

    /** Test examples that are attacked and measured by default; the error without attack is over all of them. */
    public static final int DEFAULT_ROBUSTNESS_SIZE = 1000;

    private static final String UNVALIDATED =
            "none, since no example is left for validation (a smaller train size, or a"
                    + " larger validation size, leaves some)";

    /** Checks the values, and that each of them has an effect. */
    public Experiment {
        Checks.require(
                method != null,
                "method",
                null,
                "one, by method(...), since for " + data.source().title()
                        + " no size of a perturbation is the default");
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(augmentation, "augmentation");
        perturbationSpace = perturbationSpace == null ? usualSpace(data, preprocessing, method) : perturbationSpace;
        Checks.require(
                perturbationSpace == PerturbationSpace.INPUT
                        || !preprocessing.equals(Preprocessing.SCALED)
                                && method.objective().perturbation().isPresent(),
                "perturbation space",
                perturbationSpace,
                PerturbationSpace.INPUT
                        + ", since only a method that perturbs and a preprocessing with a layer have another");
        if (epochs.isPresent() && updates.isPresent()) {
            throw new IllegalArgumentException("epochs is " + epochs.getAsLong() + " and updates is "
                    + updates.getAsLong() + ", expected one of them");
        }
        method.objective().classification().classWeights().requireCount(network.classCount());
        schedule.check(duration(epochs, updates));
        Checks.atLeast(1, "batch size", batchSize);
        unlabeledBatchSize.ifPresent(size -> {
            Checks.atLeast(1, "unlabeled batch size", size);
            Checks.require(data.labels().isPresent(), "unlabeled batch size", size, "none, since every label is used");
        });
        learningRate.ifPresent(rate -> Checks.positive("learning rate", rate));
        evaluateEvery.ifPresent(n -> Checks.atLeast(1, "updates between validations", n));
        weightAverage.ifPresent(decay ->
                Checks.require(decay >= 0 && decay < 1, "weight average", decay, "a decay of at least 0 and below 1"));
        patience.ifPresent(n -> Checks.atLeast(1, "patience", n));
        Checks.atLeast(0, "robustness size", robustnessSize);
        Checks.atLeast(0, "batches for the statistics", statisticsBatches);
        if (statisticsBatches > 0) {
            Checks.require(
                    !ParameterSet.Declared.of(network).states().isEmpty(),
                    "batches for the statistics",
                    statisticsBatches,
                    "0, since the network " + network.name() + " has no running statistics");
        }
        Checks.weight("weight decay", weightDecay);
        gradientNorm.ifPresent(norm -> Checks.positive("gradient norm", norm));
        Checks.require(
                statisticsDecay == StatisticsDecay.RISING
                        || !ParameterSet.Declared.of(network).states().isEmpty(),
                "statistics decay",
                statisticsDecay,
                StatisticsDecay.RISING + ", since the network " + network.name() + " has no running statistics");
        initialValues.ifPresent(values -> values.requireFit(network));
        rates.requireMatches(network);
        requireUse(
                patience,
                selectBy,
                evaluateEvery,
                smoothness,
                data.validationSize().orElse(1) > 0);
    }

    /**
     * Starts from what suits the data: of images LeNet++ and pixels as they are; of rows the multilayer perceptron and
     * standardized columns, which are perturbed behind the standardization. The method is MAT with the dataset's epsilon, and
     * must be given where it has none.
     */
    public static ExperimentBuilder builder(DataSelection data) {
        DataSource source = data.source();
        NetworkKind kind = source.hasImages() ? NetworkKind.LENET_PLUS_PLUS : NetworkKind.MLP;
        ExperimentBuilder builder = ExperimentBuilder.builder()
                .data(data)
                .network(kind.create(
                        NetworkKind.taskOf(source), NetworkSettings.builder().build()))
                .rates(ParameterRates.EQUAL)
                .batchSize(DEFAULT_BATCH_SIZE)
                .schedule(Schedule.CONSTANT)
                .seed(TrainingConfig.DEFAULT_SEED)
                .robustnessSize(DEFAULT_ROBUSTNESS_SIZE)
                .preprocessing(source.hasImages() ? Preprocessing.SCALED : Preprocessing.STANDARDIZED)
                .augmentation(Augmentation.NONE)
                .statisticsDecay(StatisticsDecay.RISING)
                .selectBy(ModelScore.Ready.ERROR);
        source.epsilon().ifPresent(epsilon -> builder.method(Methods.mat(epsilon)));
        return builder;
    }

    /** A perturbation of a table's columns in their own units would be nonsense. */
    private static PerturbationSpace usualSpace(DataSelection data, Preprocessing preprocessing, TypedMethod method) {
        return !data.source().hasImages()
                        && !preprocessing.equals(Preprocessing.SCALED)
                        && method.objective().perturbation().isPresent()
                ? PerturbationSpace.PREPROCESSED
                : PerturbationSpace.INPUT;
    }

    /** How long is trained. */
    public Duration duration() {
        return duration(epochs, updates);
    }

    /**
     * The number of the last update, unless training ends early: those of a training counted in epochs depend on the
     * number of examples.
     */
    public long lastUpdate(TrainingExamples examples) {
        return duration().unit() == Duration.Unit.UPDATES
                ? duration().count()
                : duration().count() * (examples.training().size() / batchSize);
    }

    private static Duration duration(OptionalLong epochs, OptionalLong updates) {
        return updates.isPresent()
                ? new Duration(Duration.Unit.UPDATES, updates.getAsLong())
                : new Duration(Duration.Unit.EPOCHS, epochs.orElse(DEFAULT_EPOCHS));
    }

    /** What the trainer is told. */
    public TrainingConfig trainingConfig() {
        TrainingConfigBuilder config = TrainingConfig.builder()
                .method(method)
                .updates(updates)
                .rates(rates)
                .weightAverage(weightAverage)
                .statisticsDecay(statisticsDecay)
                .weightDecay(weightDecay)
                .gradientNorm(gradientNorm)
                .patience(patience)
                .selectBy(selectBy)
                .perturbationSpace(perturbationSpace)
                .labelForm(data.source().labelForm())
                .seed(seed);
        if (updates.isEmpty()) {
            config.epochs(duration().count());
        }
        if (evaluateEvery.isPresent() || data.labels().isPresent()) {
            config.evaluateEvery(evaluateEvery.orElse(SEMI_SUPERVISED_INTERVAL));
        }
        schedule.apply(config, initialLearningRate(), duration());
        return config.build();
    }

    /** Of Adam at the start: as given, or that of the schedule. */
    public double initialLearningRate() {
        return learningRate.orElse(schedule.defaultLearningRate());
    }

    /**
     * Checks what depends on the data.
     *
     * @throws IllegalArgumentException if the batch is larger than the training data, there is no validation data to
     *     stop by or to measure on, or the smoothness would first be measured after the last update
     */
    public void check(TrainingExamples examples) {
        trainingConfig(); // checks more, such as the method against the form of the labels
        int size = examples.training().size();
        Checks.require(
                batchSize <= size, "batch size", batchSize, "at most " + size + ", the number of training examples");
        if (!augmentation.equals(Augmentation.NONE)) {
            augmentation.requireInput(examples.training().inputShape());
        }
        Checks.require(
                Arrays.equals(network.inputShape(), examples.training().inputShape())
                        && network.classCount() == examples.training().classCount(),
                "network",
                network.name() + " for inputs " + Arrays.toString(network.inputShape()) + " in " + network.classCount()
                        + " classes",
                "one for inputs " + Arrays.toString(examples.training().inputShape()) + " in "
                        + examples.training().classCount() + " as the data has");
        requireUse(
                patience,
                selectBy,
                evaluateEvery,
                smoothness,
                examples.validation().isPresent());
        smoothness.ifPresent(plan -> Checks.require(
                plan.interval() <= lastUpdate(examples),
                "updates between measurements of the smoothness",
                plan.interval(),
                "at most " + lastUpdate(examples) + ", the last update"));
    }

    private static void requireUse(
            OptionalInt patience,
            ModelScore selectBy,
            OptionalLong evaluateEvery,
            Optional<SmoothnessPlan> smoothness,
            boolean validated) {
        Checks.require(validated || selectBy == ModelScore.Ready.ERROR, "score to select by", selectBy, UNVALIDATED);
        patience.ifPresent(n -> Checks.require(validated, "patience", n, UNVALIDATED));
        evaluateEvery.ifPresent(n -> Checks.require(validated, "updates between validations", n, UNVALIDATED));
        smoothness.ifPresent(plan -> Checks.require(
                validated, "updates between measurements of the smoothness", plan.interval(), UNVALIDATED));
    }

    /** {@link ExperimentFacts#of} this. */
    public Map<String, String> facts(TrainingExamples examples) {
        return ExperimentFacts.of(this, examples);
    }

    /** Unlabeled images per batch where there are any. */
    int unlabeledBatch() {
        return unlabeledBatchSize.orElse(DEFAULT_UNLABELED_BATCH_SIZE);
    }
}
