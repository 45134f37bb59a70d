package org.mat4j.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.report.FinishedRun;
import org.mat4j.lab.report.HtmlReport;
import org.mat4j.lab.report.LearningReport;
import org.mat4j.lab.report.StudyReport;
import org.mat4j.lab.report.UnfinishedRun;
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
                    + "All is measured on the same test examples, by default of the dataset that the runs were trained on.",
            "",
            "A run that still trains, or was stopped, is shown by its learning and smoothness curves, how far it is and how "
                    + "long it will take; alone or beside finished runs."
        },
        footer = {
            "    mat4j report --runs runs/training-now --out now.html",
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

    /** The options that a page on curves alone has. */
    private static final Set<String> OF_CURVES = Set.of("--runs", "--out", "--quiet", VERBOSE);

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            required = true,
            arity = "1..*",
            description =
                    "Folders that 'train' wrote or is writing, each a path, by whose name the run is called, or NAME=DIR.")
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
        Map<Boolean, List<String>> parts =
                folders.stream().collect(Collectors.partitioningBy(ReportCommand::isUnfinished));
        List<String> finished = parts.get(false);
        List<UnfinishedRun> unfinished = parts.get(true).stream()
                .map(text -> UnfinishedRun.read(nameOf(text), folderOf(text)))
                .toList();
        HtmlReport report = finished.isEmpty() ? learning(unfinished) : study(finished, unfinished);
        report.write(file);
        info("wrote " + file);
        return 0;
    }

    private HtmlReport study(List<String> finished, List<UnfinishedRun> unfinished) {
        if (data.dataset == null) {
            trainedOn(finished).ifPresent(dataset -> data.dataset = dataset);
        }
        try (NamedModels open =
                open(finished.stream().map(ReportCommand::modelOf).toList())) {
            RobustnessConfig config = asked(this::config);
            StrangerOptions.Plan plan = asked(() -> strangers.plan(limit, how.seed));
            List<FinishedRun> runs = IntStream.range(0, finished.size())
                    .mapToObj(i -> FinishedRun.read(open.all().get(i), folderOf(finished.get(i))))
                    .toList();
            Examples test = data.loadTest(this);
            OutOfDistributionStudy study = plan.study(data.loadTraining(this), test);
            return asked(() -> new StudyReport(open.all(), runs, unfinished, test, config, projection, study))
                    .create(this::info);
        }
    }

    /** Whether it has curves and no results. */
    private static boolean isUnfinished(String text) {
        RunDirectory run = new RunDirectory(folderOf(text));
        return Files.exists(run.history()) && !run.isFinished();
    }

    /** Without a finished run nothing is measured, which most options are about. */
    private HtmlReport learning(List<UnfinishedRun> unfinished) {
        return asked(() -> {
            checkFiles();
            given().requireNone("on runs of which none is finished, so that nothing is measured", OF_CURVES);
            return LearningReport.of(unfinished);
        });
    }

    private static Path folderOf(String text) {
        return NamedPath.parse(text).path();
    }

    private static String nameOf(String text) {
        NamedPath run = NamedPath.parse(text);
        return run.name()
                .orElseGet(() ->
                        run.path().toAbsolutePath().normalize().getFileName().toString());
    }

    /** The run's model, named as the run is. */
    private static String modelOf(String text) {
        return nameOf(text) + "=" + new RunDirectory(folderOf(text)).model();
    }

    /** The dataset of the runs; empty if it is one of the user's own. */
    private Optional<ImageDataset> trainedOn(List<String> runs) {
        List<String> ids = runs.stream()
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
        checkFiles();
        return curves.config(how, limit, given());
    }

    /** That the page can be written, and shows each run by a name of its own. */
    private void checkFiles() {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "--out is " + file + ", expected a file in a folder that exists, found none");
        }
        Checks.require(!Files.isDirectory(file), "--out", file, "a file, found a folder");
        for (String name : folders.stream().map(ReportCommand::nameOf).toList()) {
            List<String> same =
                    folders.stream().filter(text -> nameOf(text).equals(name)).toList();
            Checks.require(same.size() == 1, "--runs", same, "runs of different names, by NAME=DIR");
        }
    }
}
