package org.mat4j.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.report.FinishedRun;
import org.mat4j.lab.report.StudyReport;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.NamedPath;
import org.mat4j.lab.study.OutOfDistributionStudy;
import org.mat4j.lab.study.RobustnessConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code report}: one page on a set of runs. */
@Command(
        name = ReportCommand.NAME,
        header = "Writes one HTML page on a set of runs.",
        customSynopsis = "mat4j report --runs=DIR... --out=FILE [OPTIONS]",
        description = {
            "The page opens offline: results, learning and smoothness curves, robustness curves, smoothness, latent and "
                    + "calibration, how strangers are told, pictures of the latents, adversarial examples, settings and provenance. "
                    + "All is measured on the same test examples, by default of the dataset that the runs were trained on."
        },
        footer = {
            "    mat4j report --runs runs/baseline runs/mat --out report.html",
            "    mat4j report --runs runs/* --data ~/mnist --limit 1000 --projection tsne \\",
            "      --out report.html",
        },
        exitCodeList = {
            "0:the page is written",
            "1:it failed: a missing or damaged run or data, a file that cannot be written",
            "2:the command line is wrong: an unknown option, a value out of range, runs that do not compare"
        })
final class ReportCommand extends StudyCommand {

    static final String NAME = "report";

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            required = true,
            arity = "1..*",
            description = "Folders that 'train' wrote, each a path, by whose name the run is called, or NAME=DIR.")
    private List<String> folders = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The page to write, such as report.html; replaced if it is there. Its folder must exist.")
    private Path file;

    @Mixin
    private AttackOptions how;

    @Mixin
    private CurveOptions curves;

    @Mixin
    private StrangerOptions strangers;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Test examples measured, at most, drawn at random. Default: ${DEFAULT-VALUE}.")
    private int limit = 500; // ten models take some minutes

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            description =
                    "Of the latents under attack, one of ${bundle:choices.Algorithm}. Default: pca, which is quick.")
    private Projection.Algorithm projection = Projection.Algorithm.PCA;

    @Override
    public Integer call() {
        if (data.dataset == null) {
            trainedOn().ifPresent(dataset -> data.dataset = dataset);
        }
        try (NamedModels open =
                open(folders.stream().map(ReportCommand::modelOf).toList())) {
            RobustnessConfig config = asked(this::config);
            StrangerOptions.Plan plan = asked(() -> strangers.plan(limit, how.seed));
            List<FinishedRun> runs = IntStream.range(0, folders.size())
                    .mapToObj(i -> FinishedRun.read(open.all().get(i), folderOf(folders.get(i))))
                    .toList();
            Examples test = data.loadTest(this);
            OutOfDistributionStudy study = plan.study(data.loadTraining(this), test);
            StudyReport report = asked(() -> new StudyReport(open.all(), runs, test, config, projection, study));
            report.create(this::info).write(file);
            info("wrote " + file);
        }
        return 0;
    }

    private static Path folderOf(String text) {
        return NamedPath.parse(text).path();
    }

    /** The run's model, named as the run is. */
    private static String modelOf(String text) {
        Path folder = folderOf(text);
        String name = NamedPath.parse(text)
                .name()
                .orElseGet(
                        () -> folder.toAbsolutePath().normalize().getFileName().toString());
        return name + "=" + new RunDirectory(folder).model();
    }

    /** The dataset of the runs; empty if it is one of the user's own. */
    private Optional<ImageDataset> trainedOn() {
        List<String> ids = folders.stream()
                .map(text -> RunSummary.read(new RunDirectory(folderOf(text)).summary())
                        .dataset())
                .distinct()
                .toList();
        if (ids.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "the runs are of the datasets " + ids + ", expected one and the same");
        }
        Optional<ImageDataset> dataset = ImageDataset.find(ids.get(0));
        if (dataset.isEmpty() && !data.isOwn()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the runs are of '" + ids.get(0)
                            + "', expected it by --data PATH, or another dataset by --dataset");
        }
        return dataset;
    }

    private RobustnessConfig config() {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--out is " + file + ", expected a file in a folder that exists, found none");
        }
        Checks.require(!Files.isDirectory(file), "--out", file, "a file, found a folder");
        return curves.config(how, limit, given());
    }
}
