package org.mat4j.examples.cli;

import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.ModelScore;
import org.mat4j.core.train.StatisticsDecay;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.Schedule;
import org.mat4j.lab.experiment.SmoothnessPlan;
import picocli.CommandLine.Option;

/** On how much, how long and how fast. An option that is not given is null and leaves the default. */
final class TrainingOptions {

    @Option(
            names = "--train-size",
            paramLabel = "N",
            description = "Training examples, drawn by the seed, as many of every class. Default: all that validation "
                    + "leaves.")
    Integer trainSize;

    @Option(
            names = "--validation-size",
            paramLabel = "N",
            description =
                    "Examples held out of the training part for the validation error after each epoch; 0 for none. "
                            + "Default: ${bundle:default.validationPercent} %% of that part, at most "
                            + "${bundle:default.validationLimit} and no more than the training examples.")
    Integer validationSize;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the training examples, or --updates. Default: ${bundle:default.epochs}.")
    Long epochs;

    @Option(names = "--updates", paramLabel = "N", description = "Parameter updates, in place of --epochs.")
    Long updates;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Examples per update. Default: ${bundle:default.batchSize}.")
    Integer batchSize;

    @Option(
            names = "--labels",
            paramLabel = "N",
            description = "Semi-supervised training: use the labels of N examples alone, drawn by the seed, as many of "
                    + "every class; all training examples then serve as unlabeled ones. Default: every label is used.")
    Integer labels;

    @Option(
            names = "--unlabeled-batch-size",
            paramLabel = "N",
            description = "Unlabeled images per update, with --labels. Default: ${bundle:default.unlabeledBatchSize}.")
    Integer unlabeledBatchSize;

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            description =
                    "Of the learning rate, one of ${bundle:choices.Schedule}: linear falls to 0 over the second half "
                            + "of the updates; reference-svhn over the last third and reference-cifar10 over the last 8 %%, with Adam's "
                            + "beta1 0.5 there, and they start at ${bundle:default.learningRateReference}. All three need "
                            + "--updates. Default: constant.")
    Schedule schedule;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Of Adam, at the start. Default: ${bundle:default.learningRate}.")
    Double learningRate;

    @Option(
            names = "--evaluate-every",
            paramLabel = "N",
            description = "Updates from one validation to the next. Default: an epoch; with --labels "
                    + "${bundle:default.semiSupervisedInterval}.")
    Long evaluateEvery;

    @Option(
            names = "--weight-average",
            paramLabel = "D",
            description = "Evaluate and save the exponential moving average of the weights, with this decay in [0, 1), "
                    + "such as 0.999. Default: the last weights.")
    Double weightAverage;

    @Option(
            names = "--statistics-batches",
            paramLabel = "N",
            description = "Recompute the running statistics of batch normalization over N batches of all training "
                    + "images, before each evaluation and for the model; with --statistics-decay constant some 500 forget the old "
                    + "ones. Default: those of "
                    + "the labeled examples, as they were trained on.")
    Integer statisticsBatches;

    @Option(
            names = "--statistics-decay",
            paramLabel = "NAME",
            description = "How the running statistics of batch normalization follow the batches at first, one of "
                    + "${bundle:choices.StatisticsDecay}: rising soon forgets those of the untrained network; constant is "
                    + "the reference's 0.99 from the start. Default: rising.")
    StatisticsDecay statisticsDecay;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            description =
                    "In each update weights, but not biases and normalizations, lose the share learning rate times "
                            + "X, as in AdamW. Default: 0.")
    Double weightDecay;

    @Option(
            names = "--gradient-norm",
            paramLabel = "X",
            description = "Scale longer gradients, over all parameters, down to this norm. Default: as they are.")
    Double gradientNorm;

    @Option(
            names = "--smoothness-every",
            paramLabel = "N",
            description = "Measure the smoothness every N updates, on ${bundle:default.smoothnessExamples} validation "
                    + "examples at most, into smoothness.csv: under a perturbation of norm 1 in pixels of "
                    + "[0, 1], or of a table in the units of its standardized columns. N is at most the number of "
                    + "updates. It takes time, but changes nothing else. Default: never.")
    Long smoothnessEvery;

    @Option(
            names = "--select-by",
            paramLabel = "NAME",
            description =
                    "By what the best validation is known, whose model is kept: one of ${bundle:choices.Ready}. loss is"
                            + " the mean cross-entropy, f1 the mean of the classes' F1. Default: error.")
    ModelScore.Ready selectBy;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N validations without a lower error, and keep the best model. Default: never.")
    Integer patience;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Determines examples, initial parameters and noise: the same seed gives the same model on the same "
                            + "machine. Default: ${bundle:default.seed}.")
    Long seed;

    /** The sizes given, the others as they were. */
    DataSelection apply(DataSelection data) {
        DataSelection sized = trainSize == null ? data : data.withTrainSize(trainSize);
        sized = validationSize == null ? sized : sized.withValidationSize(validationSize);
        return labels == null ? sized : sized.withLabels(labels);
    }

    /** Sets what was given. */
    void apply(ExperimentBuilder experiment) {
        if (epochs != null && updates != null) {
            throw new IllegalArgumentException(
                    "--epochs " + epochs + " and --updates " + updates + " are both given, expected one of them");
        }
        BaseCommand.ifGiven(epochs, n -> Checks.atLeast(1, "--epochs", n));
        BaseCommand.ifGiven(updates, n -> Checks.atLeast(1, "--updates", n));
        BaseCommand.ifGiven(epochs, experiment::epochs);
        BaseCommand.ifGiven(updates, experiment::updates);
        BaseCommand.ifGiven(batchSize, experiment::batchSize);
        BaseCommand.ifGiven(unlabeledBatchSize, experiment::unlabeledBatchSize);
        BaseCommand.ifGiven(schedule, experiment::schedule);
        BaseCommand.ifGiven(evaluateEvery, experiment::evaluateEvery);
        BaseCommand.ifGiven(weightAverage, experiment::weightAverage);
        BaseCommand.ifGiven(statisticsBatches, experiment::statisticsBatches);
        BaseCommand.ifGiven(statisticsDecay, experiment::statisticsDecay);
        BaseCommand.ifGiven(weightDecay, experiment::weightDecay);
        BaseCommand.ifGiven(gradientNorm, experiment::gradientNorm);
        BaseCommand.ifGiven(smoothnessEvery, n -> experiment.smoothness(SmoothnessPlan.every(n)));
        BaseCommand.ifGiven(learningRate, experiment::learningRate);
        BaseCommand.ifGiven(selectBy, experiment::selectBy);
        BaseCommand.ifGiven(patience, experiment::patience);
        BaseCommand.ifGiven(seed, experiment::seed);
    }

    /** Refuses what the method, the network and the data make useless. */
    void check(ExperimentBuilder experiment, Given given) {
        given.require(labels != null, "without --labels", "--unlabeled-batch-size")
                .require(
                        experiment.method().objective().usesUnlabeled(),
                        "with --method " + experiment.method().id() + ", which learns from labeled examples alone",
                        "--unlabeled-batch-size")
                .require(
                        !ParameterSet.Declared.of(experiment.network()).states().isEmpty(),
                        "with the network " + experiment.network().name() + ", which has no running statistics",
                        "--statistics-batches",
                        "--statistics-decay")
                .require(
                        validationSize == null || validationSize != 0,
                        "with --validation-size 0",
                        "--evaluate-every",
                        "--patience",
                        "--select-by",
                        "--smoothness-every");
    }

    /** What helps where a run that was not measured is resumed with {@code --smoothness-every}. */
    Optional<String> advice(Throwable error) {
        return smoothnessEvery != null
                        && error instanceof CheckpointException
                        && error.getMessage().contains("'" + SmoothnessCurve.STATE_NAME + "'")
                ? Optional.of("Leave out --smoothness-every.")
                : Optional.empty();
    }
}
