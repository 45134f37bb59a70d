package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.EpsilonScale;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentBuilder;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.search.Candidates;
import org.mat4j.lab.search.ResultsTable;
import org.mat4j.lab.search.Search;
import org.mat4j.lab.search.SearchDirectory;
import org.mat4j.lab.search.SearchPlan;
import org.mat4j.lab.search.SearchRunner;
import org.mat4j.lab.signal.StopOnSignal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code search}: trains with many settings and ranks them by their validation error. */
@Command(
        name = SearchCommand.NAME,
        header = "Searches for a method's numbers: trains with many, and ranks them by the validation error.",
        customSynopsis = "mat4j search (--grid | --random=N) --out=DIR [--resume] [OPTIONS]",
        description = {
            "Every trial is trained as 'train' would, with the same examples and the same seed. The folder --out gets:",
            "  results.csv   a row per trial, the best first: its rank and number,",
            "                epsilon, lambda, alpha, beta and posterior, the validation error in",
            "                percent, updates, seconds of training, and its state:",
            "                finished, diverged, unfinished or waiting; written",
            "                again after each trial",
            "  results.md    the same as a table in Markdown",
            "  search.json   what is searched, so that no other search resumes here",
            "  trial-001     and so on: model.zip, history.csv and result.json of each",
            "The validation error is that of the model in the trial's folder: after the last epoch or, with "
                    + "--patience, after the best one. Equal ones rank in the order of the trials. The test part is not "
                    + "read: measure the best model with 'evaluate', once.",
            "The command that trains the best trial again is printed on standard output; all else goes to standard "
                    + "error.",
            "A search that was stopped (Ctrl-C) or killed resumes with --resume and the same options: trials that are "
                    + "over stay as they are, the one that was cut off resumes from its checkpoint. A loss that becomes "
                    + "infinite ends its trial, not the search."
        },
        footer = {
            "  Six short trials on the embedded sample:",
            "    mat4j search --grid --epsilon 1,2,4 --lambda 0.1,0.5 --width 8 \\",
            "      --updates 200 --out runs/grid",
            "  Twenty trials on 10,000 digits:",
            "    mat4j search --random 20 --epsilon 0.5..8 --lambda 0.05..1 --beta 0..1 \\",
            "      --dataset mnist --train-size 10000 --epochs 3 --out runs/random",
        },
        exitCodeList = {
            "0:all trials are over, and one at least is finished",
            "1:the search failed: missing or damaged data, a folder that cannot be written to or holds another search, "
                    + "every trial diverged",
            "2:the command line is wrong: an unknown option, a value out of range, nothing to search",
            "130:the search was stopped by Ctrl-C after a checkpoint; a second Ctrl-C ends it at once",
            "143:the same by SIGTERM"
        })
final class SearchCommand extends BaseCommand {

    static final String NAME = "search";

    private static final String BEST = "best";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for the tables and the trials; created if need be.")
    private Path out;

    @ArgGroup(validate = false, heading = "%nSearch%n", order = 1)
    private SearchOptions options = new SearchOptions();

    @ArgGroup(validate = false, heading = "%nData%n", order = 2)
    private DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nPreprocessing%n", order = 3)
    private PreprocessingOptions preprocessing = new PreprocessingOptions();

    @ArgGroup(validate = false, heading = "%nNetwork%n", order = 4)
    private NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, heading = "%nTraining of each trial%n", order = 5)
    private TrainingOptions training = new TrainingOptions();

    @ArgGroup(validate = false, heading = "%nCheckpoints of each trial%n", order = 6)
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @ArgGroup(validate = false, heading = "%nCluster%n", order = 8)
    ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        asked(() -> cluster.check(ClusterOptions.SPARK, NAME, given()));
        Search search = asked(this::search);
        data.fetch(this);
        TrainingExamples examples = asked(search::loadExamples);
        SearchDirectory directory = SearchDirectory.open(
                out,
                search,
                examples,
                checkpoints.resume() == Resume.NEVER ? SearchDirectory.Existing.KEEP : SearchDirectory.Existing.RESUME);
        examples.notes().forEach(this::warning);
        info(data.source(given()).title() + ": " + search.trials().size() + " trials, training on "
                + examples.training().size() + " examples, validating on "
                + examples.validation().orElseThrow().size());
        StopOnSignal signals = new StopOnSignal(this::info);
        SearchProgress progress =
                new SearchProgress(search, examples, quiet ? Progress.NONE : Progress.detect(), signals, this);
        ResultsTable table = cluster.master().isPresent()
                ? cluster.make(
                        NAME,
                        signals,
                        place -> SearchRunner.runIn(place, words(), examples, directory, signals.stop(), progress))
                : SearchRunner.run(search, examples, directory, control(signals.stop()), progress);
        info("wrote " + directory.csv() + " and " + directory.markdown());
        if (!table.isComplete()) {
            notice("stopped; resume with: " + checkpoints.resumingCommand(spec));
            return signals.exitCode();
        }
        ResultsTable.Row best = table.best()
                .orElseThrow(() -> new IllegalStateException("every trial diverged, see " + directory.markdown()
                        + "; try smaller values or a smaller learning rate, in another folder"));
        info("best: " + best.trial().name() + ", " + SearchProgress.describe(best.values())
                + ", validation error "
                + SearchProgress.percent(best.result().orElseThrow().validationError()));
        info("measure its model on the test part with: "
                + SiblingCommand.line(
                        spec,
                        EvaluateCommand.NAME,
                        List.of(List.of(
                                "--model", directory.trial(best.trial()).model().toString()))));
        info("train it again with:");
        spec.commandLine().getOut().println(trainLine(best));
        return 0;
    }

    private String trainLine(ResultsTable.Row row) {
        List<List<String>> more = new ArrayList<>();
        row.values().forEach((parameter, value) -> more.add(List.of("--" + parameter.id(), Candidates.text(value))));
        more.add(List.of("--out", out.resolve(BEST).toString()));
        return SiblingCommand.line(spec, TrainCommand.NAME, more);
    }

    private SearchWords words() {
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        return new SearchWords(List.copyOf(words), Path.of("").toAbsolutePath().toString());
    }

    /** How a trial survives its process. */
    SearchRunner.Control control(StopSignal stop) {
        return new SearchRunner.Control(run -> checkpoints.control(run, stop).checkpoints(), stop);
    }

    /** What is searched. */
    Search search() {
        checkpoints.check(false);
        Given given = given();
        SearchPlan plan = options.plan(given);
        DataSelection selection = training.apply(data.selection(given));
        return Search.of(plan, trial -> {
            ExperimentBuilder experiment =
                    Experiment.builder(selection).network(network.create(data.source(given), Optional.empty(), given));
            training.apply(experiment);
            preprocessing.apply(experiment, Optional.empty(), given);
            TypedMethod method = MethodOptions.create(
                    spec,
                    data.source(given),
                    norm -> EpsilonScale.of(selection, experiment.seed(), experiment.preprocessing(), norm));
            SearchOptions.check(method.type(), given);
            experiment.method(trial.applyTo(method));
            training.check(experiment, given);
            PreprocessingOptions.check(experiment, given);
            return experiment.build();
        });
    }

    @Override
    Optional<String> advice(Throwable error) {
        boolean kept = checkpoints.resume() == Resume.NEVER && new SearchDirectory(out).holdsSearch();
        return error instanceof OutputException && error.getCause() == null && kept
                ? Optional.of("Option: --resume, for the same search.")
                : data.advice(error);
    }
}
