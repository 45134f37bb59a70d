package org.mat4j.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.data.MissingDataException;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.results.PlannedRun;
import org.mat4j.lab.results.ResultsFile;
import org.mat4j.lab.results.ResultsRunner;
import org.mat4j.lab.signal.StopOnSignal;
import org.mat4j.lab.tensorboard.TensorBoardListener;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code experiment}: runs experiments that are files, with several seeds, into a table of results. */
@Command(
        name = ExperimentCommand.NAME,
        header = "Runs experiments that are files, with several seeds, into a table of results.",
        customSynopsis = "mat4j experiment PATH --out=DIR [--seeds=N,...] [--results=FILE] [OPTIONS]",
        description = {
            "An experiment is a file NAME.properties with a line option=value for each of its settings: the options of "
                    + "'train' without their dashes, but those on seed, data folder and output. common.properties in the same "
                    + "folder holds what all of them share; a file's own line counts more, and a shared line that has no effect on an "
                    + "experiment is passed over, and told. Lines that begin with # are comments.",
            "",
            "Each is trained with each seed in DIR/NAME/seed-N, by what 'train' does, so that a run of 'train' in that "
                    + "folder with these settings counts as well. What is finished is not run again; it must have the same "
                    + "settings. What was stopped (Ctrl-C) or killed resumes from its checkpoint when the command is given "
                    + "again. A run that fails is told at the end and does not keep the others from running.",
            "",
            "After each run its row in the CSV file --results is written: experiment, seed, settings (a checksum of the "
                    + "settings), version, updates, test-error and validation-error (percent), fisher-ratio of the test "
                    + "part's latents (larger is more compact), l2-error and fgsm-error (percent wrong under the attacks of "
                    + "'train'), seconds. With lines such as",
            "  attack.l-infinity=0.1,0.3",
            "  attack.l2=2",
            "also the robust accuracy by the standard ensemble in percent, l-infinity-0.3, its interval of 95 %%, "
                    + "l-infinity-0.3-low and l-infinity-0.3-high, and the number of examples, l-infinity-0.3-n. They may be "
                    + "joined by attack.examples=N, attack.iterations=N and attack.queries=N. Rows of other experiments and "
                    + "seeds stay. Each row is also printed, in one line of JSON.",
        },
        footer = {
            "    mat4j experiment docs/experiments/table1 --seeds 1,2,3 --data ~/mnist \\",
            "      --out runs/table1 --results docs/results/table1.csv",
            "    mat4j experiment docs/experiments/table1/mat.properties --download \\",
            "      --out runs/table1",
        },
        exitCodeList = {
            "0:all runs are finished and have their rows",
            "1:a run failed, or none was begun: missing or damaged data, a folder that holds a run with other settings",
            "2:the command line or an experiment's file is wrong: an unknown option, a value out of range",
            "130:it was stopped by Ctrl-C after a checkpoint; a second Ctrl-C ends it at once",
            "143:the same by SIGTERM"
        })
final class ExperimentCommand extends BaseCommand {

    static final String NAME = "experiment";

    @Parameters(paramLabel = "PATH", description = "The file of an experiment, or a folder of them.")
    private Path path;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            description = "Of the runs of each experiment, such as 1,2,3. Default: ${bundle:default.seed}.")
    private List<Long> seeds = List.of(TrainingConfig.DEFAULT_SEED);

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the runs; created if need be.")
    private Path out;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "The table of results; created if need be. Default: results.csv in --out.")
    private Path results;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder with the dataset's files, as for 'train'.")
    private Path data;

    @Option(names = "--download", description = "Fetch missing files of the dataset into that folder first.")
    private boolean download;

    @Option(
            names = "--tensorboard",
            description = "Also write the curves as event files into the runs' folders while training.")
    private boolean tensorboard;

    @ArgGroup(validate = false, heading = "%nCluster%n", order = 1)
    private ClusterOptions cluster = new ClusterOptions();

    private StopOnSignal signals;

    @Override
    public Integer call() {
        asked(() -> cluster.check(
                ClusterOptions.SPARK,
                NAME,
                given().require(
                                cluster.master().isEmpty(),
                                "with --master, whose machines show none",
                                "--tensorboard")));
        signals = new StopOnSignal(this::info); // here, since it starts the log, which help does without
        List<ExperimentFile> files = asked(this::files);
        List<PlannedRun> runs = asked(() -> plan(files));
        ResultsFile file = new ResultsFile(results == null ? out.resolve("results.csv") : results);
        Output.createFolder(out);
        Output.createFolder(file.path().toAbsolutePath().getParent());
        if (Files.exists(file.path()) && !(Files.isRegularFile(file.path()) && Files.isWritable(file.path()))) {
            throw new OutputException("cannot write " + file.path()
                    + ": it is a folder, or may not be written to; choose another file by --results");
        }
        ResultsRunner.Outcome outcome = asked(() -> cluster.master().isPresent()
                ? cluster.make(
                        NAME,
                        signals,
                        place -> ResultsRunner.runIn(
                                place,
                                ExperimentWords.of(files, seeds, words()),
                                out,
                                signals.stop(),
                                file,
                                new Told()))
                : ResultsRunner.run(runs, file, new Told()));
        String failed = outcome.failed().stream().map(PlannedRun::title).collect(Collectors.joining("; "));
        if (outcome.stopped()) {
            notice("stopped; give the same command to resume" + (failed.isEmpty() ? "" : "; failed: " + failed));
            return signals.exitCode();
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException(outcome.failed().size() + " of " + runs.size() + " runs failed, see above: "
                    + failed + "; " + file.path() + " has the others");
        }
        info("wrote " + file.path());
        return 0;
    }

    private List<ExperimentFile> files() {
        Checks.require(seeds.stream().distinct().count() == seeds.size(), "--seeds", seeds, "each seed once");
        return ExperimentFile.read(path);
    }

    /** With each seed in turn all experiments, so that what was run compares at any time, and the data is loaded once. */
    private List<PlannedRun> plan(List<ExperimentFile> files) {
        List<String> words = words();
        List<PlannedRun> runs = new ArrayList<>();
        for (long seed : seeds) {
            for (ExperimentFile file : files) {
                Consumer<String> told = seed == seeds.get(0) ? this::notice : again -> {};
                TrainCommand train = file.train(seed, out, words, told);
                runs.add(file.plan(train, seed, out, signals.stop()));
                if (seed == seeds.get(0)) {
                    train.fetch(this);
                }
            }
        }
        return runs;
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(download ? List.of("--download") : List.of());
        ifGiven(
                data,
                folder -> words.add("--data=" + (cluster.master().isPresent() ? folder.toAbsolutePath() : folder)));
        return words;
    }

    private final class Told implements ResultsRunner.Listener {

        @Override
        public List<TrainingListener> onRun(PlannedRun run, TrainingExamples examples) {
            info(run.title() + ": training in " + run.directory().path());
            examples.notes().forEach(ExperimentCommand.this::warning);
            Progress progress = quiet ? Progress.NONE : Progress.detect();
            List<TrainingListener> listeners = new ArrayList<>(progress.listeners(run.experiment(), examples));
            listeners.add(signals);
            if (tensorboard) {
                listeners.add(new TensorBoardListener(run.directory().path()));
            }
            return listeners;
        }

        @Override
        public void onWarning(PlannedRun run, String warning) {
            warning(run.title() + ": " + warning);
        }

        @Override
        public void onRow(PlannedRun run, Map<String, String> row) {
            print(row);
        }

        @Override
        public void onFailure(PlannedRun run, RuntimeException error) {
            warning(run.title() + " failed: " + error.getMessage());
            if (verbose) {
                error.printStackTrace(spec.commandLine().getErr());
            }
        }
    }

    @Override
    Optional<String> advice(Throwable error) {
        return error instanceof MissingDataException
                ? Optional.of("Options: --data DIR, or --download.")
                : Optional.empty();
    }
}
