package org.mat4j.examples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.experiment.RunStoppedException;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.signal.StopOnSignal;
import org.mat4j.lab.tensorboard.TensorBoardListener;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code train}: trains a network and writes its model, history and summary. */
@Command(
        name = TrainCommand.NAME,
        header = "Trains a network by Manifold Adversarial Training or a method it is compared with.",
        customSynopsis = "mat4j train --out=DIR [--epochs=N | --updates=N] [--resume] [OPTIONS]",
        description = {
            "Writes three files into the folder --out:",
            "  model.zip     the network and its latent mixture, for 'evaluate' and the",
            "                library",
            "  history.csv   a row per update: loss, each of its terms without its weight,",
            "                the latent's scale and separation, the validation error in",
            "                percent where it was taken",
            "  summary.json  the settings; testError, percent of wrong classes on the whole",
            "                test part; the same of attacked examples (L2 and FGSM, L2 norm",
            "                ${bundle:default.attackLevel}); smoothness, smaller is smoother; seconds of training",
            "and with --smoothness-every",
            "  smoothness.csv  update, output, manifold and average smoothness on validation",
            "                images during training",
            "The summary is also printed on standard output, in one line; all else goes to",
            "standard error. Checkpoints go into the folder checkpoints below --out: a run that",
            "was stopped (Ctrl-C, SIGTERM) or killed resumes with --resume, and ends with the",
            "same model. One that was stopped prints how far it was: stoppedAfterUpdate, the",
            "lowest validationError so far, seconds, checkpoint."
        },
        footer = {
            "  A minute on the embedded sample:",
            "    mat4j train --width 8 --updates 200 --out runs/first",
            "  The paper's network on 10,000 digits, fetched if need be:",
            "    mat4j train --dataset mnist --download --train-size 10000 --out runs/mat",
            "  The same by cross-entropy alone, to compare:",
            "    mat4j train --dataset mnist --train-size 10000 --method baseline \\",
            "      --out runs/baseline",
            "  Color images:",
            "    mat4j train --dataset cifar10 --download --network conv-large \\",
            "      --out runs/cifar10",
            "",
            "OMP_NUM_THREADS=N in the environment sets the number of threads; results are",
            "equal bit for bit for equal numbers of threads.",
        },
        exitCodeList = {
            "0:the files are written",
            "1:the run failed: missing or damaged data, a folder that cannot be written to or holds a run, a loss that "
                    + "became infinite",
            "2:the command line is wrong: an unknown option, a value out of range",
            "130:training was stopped by Ctrl-C after a checkpoint; a second Ctrl-C ends it at once",
            "143:the same by SIGTERM"
        })
final class TrainCommand extends TrainingCommand {

    static final String NAME = "train";

    private static final String CHANGE = "--change";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for model.zip, history.csv and summary.json; created if need be.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace the run that the folder holds.")
    private boolean overwrite;

    @Option(
            names = "--robustness-size",
            paramLabel = "N",
            description =
                    "Test examples that are attacked and whose smoothness is measured, at most; 0 for none. Default: "
                            + "${DEFAULT-VALUE}.")
    private int robustnessSize = Experiment.DEFAULT_ROBUSTNESS_SIZE;

    @Option(
            names = "--tensorboard",
            description =
                    "Also write the curves as event files into --out while training: tensorboard --logdir of the folder"
                            + " of runs shows them.")
    private boolean tensorboard;

    @Option(
            names = CHANGE,
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "With --resume, another value of options such as learning-rate=1e-4,updates=2000. The"
                    + " others stay as the run was made with; data, network and batch size cannot change. Recorded in the"
                    + " model's provenance.")
    private Map<String, String> changes = Map.of();

    @ArgGroup(validate = false, heading = "%nCheckpoints%n", order = 6)
    private CheckpointOptions checkpoints = new CheckpointOptions();

    private Experiment planned;

    @Override
    public Integer call() {
        Experiment given = asked(this::experiment);
        Experiment experiment =
                changes.isEmpty() ? given : asked(() -> changed().experiment());
        fetch(this);
        ExperimentData whole = asked(() -> load(experiment));
        TrainingExamples examples = whole.examples();
        // Before hours of training, not after.
        Existing fresh = overwrite ? Existing.REPLACE : Existing.KEEP;
        RunDirectory directory = RunDirectory.open(out, checkpoints.resume() == Resume.NEVER ? fresh : Existing.RESUME);
        StopOnSignal signals = new StopOnSignal(this::info);
        ExperimentRunner.Control control = changes.isEmpty()
                ? control(directory, signals.stop())
                : control(directory, signals.stop()).changing(given.trainingConfig());
        examples.notes().forEach(this::warning);
        info(experiment.data().source().title() + ": training on "
                + examples.training().size() + " examples, validating on "
                + examples.validation().map(Examples::size).orElse(0) + ", testing on "
                + whole.test().size());
        Progress progress = quiet ? Progress.NONE : Progress.detect();
        List<TrainingListener> listeners = new ArrayList<>(progress.listeners(experiment, examples));
        listeners.add(signals);
        if (tensorboard) {
            listeners.add(new TensorBoardListener(directory.path()));
        }
        try (ExperimentRunner.Result result = ExperimentRunner.run(experiment, whole, directory, listeners, control)) {
            print(result.summary());
            info("wrote " + directory.model() + ", " + curves(directory, ", ", experiment) + " and "
                    + directory.summary());
        } catch (RunStoppedException e) {
            RunStoppedException.Summary summary = e.summary();
            print(summary);
            notice("stopped after update " + summary.stoppedAfterUpdate() + "; wrote " + summary.checkpoint() + " and "
                    + curves(directory, " and ", experiment));
            if (Files.exists(directory.summary())) {
                notice(directory.model() + " and " + directory.summary() + " are those of the run before");
            }
            notice("resume with: " + checkpoints.resumingCommand(spec));
            return signals.exitCode();
        }
        return 0;
    }

    private static String curves(RunDirectory directory, String separator, Experiment experiment) {
        return directory.history()
                + experiment
                        .smoothness()
                        .map(plan -> separator + directory.smoothness())
                        .orElse("");
    }

    /**
     * What is to be trained.
     *
     * @throws IllegalArgumentException if an option is refused
     */
    Experiment experiment() {
        if (planned == null) {
            planned = asGiven();
        }
        return planned;
    }

    private Experiment asGiven() {
        checkpoints.check(overwrite);
        Given given =
                given().require(checkpoints.resumed, "without --resume: a new run has the options it is given", CHANGE);
        return asked(given).robustnessSize(robustnessSize).build();
    }

    /** The command, to parse the options of a training. */
    static CommandLine commandLine() {
        CommandLine train = new CommandLine(new TrainCommand());
        MethodOptions.addTo(train.getCommandSpec(), 0);
        Choices.addTo(train);
        return train;
    }

    /** This command with the options that are changed. */
    private TrainCommand changed() {
        CommandLine train = commandLine();
        changes.keySet()
                .forEach(name -> Checks.require(
                        train.getCommandSpec().findOption("--" + name) != null,
                        "option to change",
                        name,
                        "one of '" + Program.help(NAME) + "' without its dashes"));
        Stream<String> kept = spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> !option.longestName().equals(CHANGE))
                .filter(option -> !changes.containsKey(option.longestName().substring(2)))
                .flatMap(option -> option.arity().max() == 0
                        ? Stream.of(option.longestName())
                        : option.originalStringValues().stream().map(value -> option.longestName() + "=" + value));
        Stream<String> other = changes.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue());
        try {
            StrictParsing.check(train.parseArgs(Stream.concat(kept, other).toArray(String[]::new)));
            return train.getCommand();
        } catch (ParameterException e) {
            throw new IllegalArgumentException("--change: " + e.getMessage(), e);
        }
    }

    /** How a training in a folder survives its program. */
    ExperimentRunner.Control control(RunDirectory directory, StopSignal stop) {
        return checkpoints.control(directory, stop);
    }

    /** Fetches the data if that was asked for, and tells a command. */
    void fetch(BaseCommand told) {
        data.fetch(told);
    }

    private static ExperimentData load(Experiment experiment) {
        ExperimentData examples = ExperimentData.load(experiment.data(), experiment.seed());
        experiment.check(examples.examples());
        return examples;
    }

    @Override
    Optional<String> advice(Throwable error) {
        boolean held = error instanceof OutputException && !overwrite && error.getCause() == null;
        return held
                ? Optional.of("Options: --overwrite, or --resume for a run that is not finished.")
                : data.advice(error).or(() -> training.advice(error));
    }
}
