package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.ModelFileException;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.InitialValues;
import org.mat4j.core.train.ParameterRates;
import org.mat4j.core.train.TrainingSettings;
import org.mat4j.lab.experiment.ExperimentBuilder;
import picocli.CommandLine.Option;

/** What training starts from, and what of it is trained. */
final class FineTuningOptions {

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "A model.zip or a checkpoint, whose parameters and running statistics training starts from. A model also "
                            + "gives the network and the preprocessing, where --network or --preprocessing do not. Default: "
                            + "values drawn by the seed.")
    private Path from;

    @Option(
            names = "--except",
            paramLabel = "PATTERN",
            split = ",",
            description =
                    "With --from: parameters and statistics that start from values of their own, with commas, such as "
                            + "'head.*' for other classes; * stands for any characters, ? for one.")
    private List<String> except = List.of();

    @Option(
            names = "--freeze",
            paramLabel = "PATTERN",
            split = ",",
            description =
                    "Parameters and statistics that training leaves as they are, with commas, such as 'body.0.*'.")
    private List<String> frozen = List.of();

    @Option(
            names = "--rate-of",
            paramLabel = "PATTERN=FACTOR",
            split = ",",
            description =
                    "Factors of the learning rate by parameters' names, with commas; they come after --freeze, so that "
                            + "--freeze '*' --rate-of 'head.*=1' trains the head alone.")
    private Map<String, Double> rates = new LinkedHashMap<>();

    /** What training starts from, if that is a model and not a checkpoint; to be closed. */
    Optional<TrainedModel> model() {
        try {
            return Optional.ofNullable(from).map(TrainedModel::load);
        } catch (ModelFileException e) {
            // A checkpoint; of what is neither, InitialValues tells.
            InitialValues.of(from);
            return Optional.empty();
        }
    }

    /** Sets what was given. */
    void apply(ExperimentBuilder experiment, Optional<TrainedModel> model, Given given) {
        given.require(from != null, "without --from: all start from values of their own", "--except");
        if (from != null) {
            InitialValues values = model.map(InitialValues::of)
                    .orElseGet(() -> InitialValues.of(from))
                    .except(except.toArray(String[]::new));
            values.requireFit(experiment.network());
            if (except.isEmpty()) {
                model.ifPresent(start -> requireSame(start.info(), experiment.network()));
            }
            experiment.initialValues(values);
        }
        ParameterRates all = ParameterRates.EQUAL.freeze(frozen.toArray(String[]::new));
        for (Map.Entry<String, Double> rate : rates.entrySet()) {
            all = all.rate(rate.getKey(), rate.getValue());
        }
        experiment.rates(all);
    }

    /** The same arrays mean something else behind another activation, say. */
    private void requireSame(ModelInfo model, Network network) {
        Map<String, String> there = new TreeMap<>(model.training());
        Map<String, String> here = new TreeMap<>(TrainingSettings.of(network));
        here.remove(TrainingSettings.NETWORK + "initial weights");
        there.keySet().retainAll(here.keySet());
        List<String> differences = TrainingSettings.differences(there, here);
        Checks.require(
                differences.isEmpty(),
                "the network",
                String.join("; ", differences),
                "that of --from " + from + ": leave its options out, or name in --except what is to start anew");
    }
}
