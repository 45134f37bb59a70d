package org.mat4j.examples.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.GeometrySummary;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.study.NamedModel;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code evaluate}: prints the test error of a saved model. */
@Command(
        name = EvaluateCommand.NAME,
        header = "Prints the error of a saved model on the test part of a dataset.",
        customSynopsis = "mat4j evaluate --model=FILE [OPTIONS]",
        description = {
            "Prints one line of JSON on standard output: testError (percent of wrong classes, 0 to 100), n (test "
                    + "examples), dataset, model (the file), network and method. With --geometry also geometry: latent "
                    + "(how compact and how far apart the classes are), mixture (how well it agrees with the latents) and "
                    + "calibration (of the softmax, and of the mixture's p(k|z))."
        },
        footer = {
            "    mat4j evaluate --model runs/first/model.zip",
            "    mat4j evaluate --model runs/mat/model.zip --dataset mnist --data ~/mnist",
            "    mat4j evaluate --model runs/first/model.zip --geometry",
        },
        exitCodeList = {
            "0:the result is printed",
            "1:the evaluation failed: missing or damaged model or data",
            "2:the command line is wrong: an unknown option or value"
        })
final class EvaluateCommand extends BaseCommand {

    static final String NAME = "evaluate";

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model.zip that 'train' wrote.")
    private Path model;

    @Option(
            names = "--geometry",
            description = "Print measures of the latent, its mixture and the calibration of the probabilities too.")
    private boolean geometry;

    @ArgGroup(validate = false, heading = "%nData%n")
    private DataOptions data = new DataOptions();

    @JsonPropertyOrder({"testError", "n"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Result(
            double testError,
            int n,
            String dataset,
            String model,
            String network,
            String method,
            GeometrySummary geometry) {}

    @Override
    public Integer call() {
        try (TrainedModel trained = TrainedModel.load(model)) {
            asked(() -> {
                data.readFor(List.of(trained));
                new NamedModel(model.toString(), trained).requireFit(data.source(given()));
                return trained;
            });
            Examples test = data.loadTest(this);
            Result result = new Result(
                    Scores.errorPercent(trained, test),
                    test.size(),
                    data.source(given()).id(),
                    model.toString(),
                    trained.info().network(),
                    trained.info().training().get("method"),
                    geometry ? GeometrySummary.of(Scores.measures(trained, test)) : null);
            print(result);
        }
        return 0;
    }

    @Override
    Optional<String> advice(Throwable error) {
        return data.advice(error);
    }
}
