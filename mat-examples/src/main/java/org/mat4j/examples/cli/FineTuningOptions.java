package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.train.InitialValues;
import org.mat4j.core.train.ParameterRates;
import org.mat4j.lab.experiment.ExperimentBuilder;
import picocli.CommandLine.Option;

/** What training starts from, and what of it is trained. */
final class FineTuningOptions {

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "A model.zip or a checkpoint of the same network, whose parameters and running statistics training "
                            + "starts from. Default: values drawn by the seed.")
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

    /** Sets what was given. */
    void apply(ExperimentBuilder experiment, Given given) {
        given.require(from != null, "without --from: all start from values of their own", "--except");
        if (from != null) {
            experiment.initialValues(InitialValues.of(from).except(except.toArray(String[]::new)));
        }
        ParameterRates all = ParameterRates.EQUAL.freeze(frozen.toArray(String[]::new));
        for (Map.Entry<String, Double> rate : rates.entrySet()) {
            all = all.rate(rate.getKey(), rate.getValue());
        }
        experiment.rates(all);
    }
}
