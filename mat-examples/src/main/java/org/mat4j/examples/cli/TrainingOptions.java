package org.mat4j.examples.cli;

import org.mat4j.examples.experiment.DataSelection;
import org.mat4j.examples.experiment.Experiment;
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
            description = "Examples an update. Default: ${bundle:default.batchSize}.")
    Integer batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Of Adam. Default: ${bundle:default.learningRate}.")
    Double learningRate;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description =
                    "Stop after N epochs without a lower validation error, and keep the best model. Default: never.")
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
        return validationSize == null ? sized : sized.withValidationSize(validationSize);
    }

    /**
     * Sets what was given.
     *
     * @throws IllegalArgumentException if the length is given twice
     */
    void apply(Experiment.Builder experiment) {
        if (epochs != null && updates != null) {
            throw new IllegalArgumentException("--epochs and --updates are both given; expected one of them");
        }
        if (epochs != null) {
            experiment.epochs(epochs);
        }
        if (updates != null) {
            experiment.updates(updates);
        }
        if (batchSize != null) {
            experiment.batchSize(batchSize);
        }
        if (learningRate != null) {
            experiment.learningRate(learningRate);
        }
        if (patience != null) {
            experiment.patience(patience);
        }
        if (seed != null) {
            experiment.seed(seed);
        }
    }
}
