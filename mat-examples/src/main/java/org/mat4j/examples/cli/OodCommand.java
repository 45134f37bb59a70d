package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.OutOfDistributionConfig;
import org.mat4j.lab.study.OutOfDistributionStudy;
import org.mat4j.lab.study.OutOfDistributionTable;
import org.mat4j.lab.study.Strangers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ood}: how well saved models tell images of another kind. */
@Command(
        name = OodCommand.NAME,
        header = "Measures how well saved models tell images of another kind from their own.",
        customSynopsis = "mat4j ood --model=FILE... --out=DIR [OPTIONS]",
        description = {
            "Seven detectors score the test images of the dataset and the strangers. Of the latent: mixture (density of the "
                    + "model's mixture), mahalanobis and relative-mahalanobis (distance to the nearest class mean in one "
                    + "covariance, and the same less that to the mean of all), knn (distance to the k-th nearest neighbor of "
                    + "latents of norm 1). Of the logits: energy, max-logit and max-softmax. Those that need examples are fitted "
                    + "to the dataset's training part.",
            "",
            "Writes ood.csv and prints the same as one line of JSON, in percent: auroc, how often a stranger scores higher than "
                    + "a test image (50 is guessing); aupr, the average precision with strangers as positives, which depends on "
                    + "their share; fpr95, the strangers that pass where 95 %% of the test images do (less is better)."
        },
        footer = {
            "    mat4j ood --model runs/baseline/model.zip runs/mat/model.zip \\",
            "      --out runs/ood",
            "    mat4j ood --model runs/baseline/model.zip runs/mat/model.zip \\",
            "      --dataset mnist --data data/mnist --limit 10000 --fit-limit 60000 \\",
            "      --strangers fashion-mnist=data/fashion,cifar10=data/cifar,noise \\",
            "      --out runs/ood",
        },
        exitCodeList = {
            "0:the file is written",
            "1:it failed: missing or damaged model or data, a folder that cannot be written to",
            "2:the command line is wrong: an unknown option, a value out of range"
        })
final class OodCommand extends StudyCommand {

    static final String NAME = "ood";

    @Mixin
    private StudyFiles files;

    @Mixin
    private StrangerOptions strangers;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Test images, and strangers of each kind, at most, drawn at random. Default: ${DEFAULT-VALUE}.")
    private int limit = OutOfDistributionConfig.defaults().examples();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the draws of images and of the noise. Default: ${DEFAULT-VALUE}.")
    private long seed = OutOfDistributionConfig.defaults().seed();

    /** What was done to the strangers stands in their source. */
    private record Source(String strangers, int n, String source) {}

    private record Result(List<Source> sources, List<OutOfDistributionTable.Row> rows) {}

    @Override
    public Integer call() {
        StrangerOptions.Plan plan = asked(() -> strangers.plan(limit, seed));
        try (NamedModels open = open(files.models)) {
            Path out = files.createFolder();
            Examples test = data.loadTest(this);
            OutOfDistributionStudy study = plan.study(data.loadTraining(this), test);
            study.strangers()
                    .forEach(set -> info(
                            "strangers " + set.name() + ": " + set.examples().provenance()));
            OutOfDistributionTable table =
                    study.measure(open.all(), (model, set) -> info("scoring " + set + " by " + model));
            table.writeCsv(out.resolve("ood.csv"));
            print(new Result(study.strangers().stream().map(OodCommand::source).toList(), table.rows()));
            info("wrote " + out.resolve("ood.csv"));
        }
        return 0;
    }

    private static Source source(Strangers set) {
        return new Source(
                set.name(), set.examples().size(), set.examples().provenance().toString());
    }

    @Override
    Optional<String> advice(Throwable error) {
        return super.advice(error).map(text -> text + " Of strangers: --strangers NAME=DIR.");
    }
}
