package org.mat4j.lab.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Resume;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingDivergedException;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunRecorder;
import org.mat4j.lab.experiment.RunStoppedException;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.output.OutputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a search, trial by trial. A trial counts by the validation error of the model that it leaves, the very one that
 * {@code evaluate} would take: that of the best of its evaluations.
 *
 * <p>The test part plays no role: {@link TrainingExamples} has none.
 */
public final class SearchRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SearchRunner.class);

    private final Search search;
    private final TrainingExamples examples;
    private final Examples validation;
    private final SearchDirectory directory;
    private final Control control;
    private final Listener listener;
    private final Map<Trial, TrialResult> results = new HashMap<>();

    /**
     * How a search survives its program.
     *
     * @param checkpoints where and how often those of a trial are written, given its folder; empty for none, so that a trial
     *     that is cut off starts from scratch
     * @param stop ends the search early
     */
    public record Control(Function<RunDirectory, Optional<CheckpointConfig>> checkpoints, StopSignal stop) {

        /** No checkpoints, no early end. */
        public static Control none() {
            return new Control(directory -> Optional.empty(), new StopSignal());
        }
    }

    /** Is told how a search goes. Every method does nothing by default. */
    public interface Listener {

        /** Before a trial is trained, or resumed; gives the listeners of its training. */
        default List<TrainingListener> onTrial(Trial trial, Experiment experiment) {
            return List.of();
        }

        /** After a trial that is over. */
        default void onResult(Trial trial, TrialResult result) {}
    }

    private SearchRunner(
            Search search, TrainingExamples examples, SearchDirectory directory, Control control, Listener listener) {
        this.search = search;
        this.examples = examples;
        this.validation = examples.validation().orElseThrow();
        this.directory = directory;
        this.control = control;
        this.listener = listener;
    }

    /**
     * Runs. Trials that are over are left as they are, one that was stopped or killed is resumed from its checkpoint, and
     * the tables are written again after each.
     *
     * @param examples as {@link TrainingExamples#load} gives them for its experiments
     * @param directory as opened for this search
     * @param control checkpoints of the trials, and an early end
     * @return the table as written; not complete if the search was stopped
     * @throws IllegalArgumentException if there are no validation examples, or they do not fit, see {@link Search#check}
     * @throws org.mat4j.lab.output.OutputException if a file cannot be written, or a result is damaged or of
     *     another trial
     * @throws org.mat4j.lab.output.FolderInUseException if a program is writing to the folder
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if a checkpoint cannot be written or resumed from
     */
    public static ResultsTable run(
            Search search, TrainingExamples examples, SearchDirectory directory, Control control, Listener listener) {
        search.check(examples);
        return Output.alone(
                directory.path(), () -> new SearchRunner(search, examples, directory, control, listener).run());
    }

    /**
     * Runs the trials in a place such as a cluster, several at once; the tables are as {@link #run} leaves them.
     *
     * @param examples as {@link TrainingExamples#load} gives them for the recipe's experiments
     * @param directory as opened for the recipe's search
     * @param stop ends the search early
     * @param listener is told of each trial that is over
     * @throws IllegalStateException if trials failed, with what the first of them says, after the others are over
     * @throws RuntimeException as {@link #run}
     */
    public static ResultsTable runIn(
            RunPlace place,
            SearchRecipe recipe,
            TrainingExamples examples,
            SearchDirectory directory,
            StopSignal stop,
            Listener listener) {
        Search search = recipe.search();
        search.check(examples);
        return Output.alone(
                directory.path(), () -> new SearchRunner(search, examples, directory, recipe.control(stop), listener)
                        .runIn(place, recipe));
    }

    /**
     * The same with the examples that the recipe's experiments name, in a folder where the same search is resumed; results are
     * logged.
     *
     * <pre>{@code
     * ResultsTable table = SearchRunner.runIn(new SparkRuns(context), recipe, Path.of("runs/search"));
     * }</pre>
     *
     * @param folder of the search; created if need be
     * @throws org.mat4j.data.DataException if the data is missing or damaged
     * @throws RuntimeException as above
     */
    public static ResultsTable runIn(RunPlace place, SearchRecipe recipe, Path folder) {
        Search search = recipe.search();
        TrainingExamples examples = search.loadExamples();
        SearchDirectory directory = SearchDirectory.open(folder, search, examples, SearchDirectory.Existing.RESUME);
        return runIn(place, recipe, examples, directory, new StopSignal(), new Listener() {
            @Override
            public void onResult(Trial trial, TrialResult result) {
                LOG.info(
                        "{} {}, validation error {} %",
                        trial.name(), result.state().id(), result.validationError());
            }
        });
    }

    /** Makes one trial, unless it is over; of a search in another process. */
    static void make(
            Trial trial, Search search, TrainingExamples examples, SearchDirectory directory, Control control) {
        if (!Files.exists(directory.result(trial))) {
            new SearchRunner(search, examples, directory, control, new Listener() {}).run(trial);
        }
    }

    private ResultsTable run() {
        ResultsTable table = readResults();
        for (Trial trial : search.trials()) {
            if (!results.containsKey(trial) && !control.stop().isRequested()) {
                run(trial);
                table = writeTable();
            }
        }
        return table;
    }

    private ResultsTable runIn(RunPlace place, SearchRecipe recipe) {
        readResults();
        Map<String, Trial> missing = new LinkedHashMap<>();
        search.trials().stream()
                .filter(trial -> !results.containsKey(trial))
                .forEach(trial -> missing.put(trial.name(), trial));
        Map<String, RuntimeException> failures = new TreeMap<>();
        RunPlace.Listener told = new RunPlace.Listener() {
            @Override
            public void onEnd(String name) {
                Trial trial = missing.get(name);
                if (read(trial)) {
                    listener.onResult(trial, results.get(trial));
                    writeTable();
                }
            }

            @Override
            public void onFailure(String name, RuntimeException error) {
                failures.put(name, error);
            }
        };
        place.make(
                new TrialMaker(recipe, settings(search.trials().get(0))),
                directory.path(),
                List.copyOf(missing.keySet()),
                control.stop(),
                told);
        if (!failures.isEmpty()) {
            RuntimeException first = failures.values().iterator().next();
            throw new IllegalStateException(
                    String.join(", ", failures.keySet()) + " failed: " + first.getMessage(), first);
        }
        return writeTable();
    }

    private ResultsTable readResults() {
        search.trials().forEach(this::read);
        return writeTable();
    }

    /** Whether a trial is over; its result is kept then. */
    private boolean read(Trial trial) {
        if (!Files.exists(directory.result(trial))) {
            return false;
        }
        TrialResult result = TrialResult.read(directory.result(trial), settings(trial));
        Path model = directory.trial(trial).model();
        if (result.state() == Trial.State.FINISHED && !Files.isRegularFile(model)) {
            throw new OutputException(directory.result(trial) + " is of a finished trial, but there is no model "
                    + model + "; remove the trial's folder to make it again");
        }
        results.put(trial, result);
        return true;
    }

    private void run(Trial trial) {
        Experiment experiment = search.experiment(trial);
        RunDirectory run = RunDirectory.open(directory.trial(trial).path(), RunDirectory.Existing.RESUME);
        Optional<CheckpointConfig> checkpoints = control.checkpoints().apply(run);
        boolean begun = checkpoints.isPresent() && run.holdsCheckpoints();
        ExperimentRunner.Control resuming =
                new ExperimentRunner.Control(checkpoints, begun ? Resume.REQUIRED : Resume.NEVER, control.stop());
        RunRecorder recorder = new RunRecorder(listener.onTrial(trial, experiment));
        Trial.State state = Trial.State.FINISHED;
        Double error = null;
        String message = null;
        try {
            ExperimentRunner.train(experiment, examples, run, recorder, resuming);
            try (TrainedModel model = TrainedModel.load(run.model())) {
                error = Scores.errorPercent(model, validation);
            }
        } catch (TrainingDivergedException e) {
            state = Trial.State.DIVERGED;
            message = e.getMessage();
        } catch (RunStoppedException e) {
            return;
        }
        TrialResult result =
                new TrialResult(state, error, recorder.history().size(), recorder.seconds(), message, settings(trial));
        Json.write(directory.result(trial), result);
        results.put(trial, result);
        // There is nothing to resume, and they are several times as large as the model.
        run.clearCheckpoints();
        listener.onResult(trial, result);
    }

    private Map<String, String> settings(Trial trial) {
        return search.experiment(trial).facts(examples);
    }

    private ResultsTable writeTable() {
        List<ResultsTable.Row> rows = new ArrayList<>();
        for (Trial trial : search.trials()) {
            Optional<TrialResult> result = Optional.ofNullable(results.get(trial));
            Trial.State unfinished =
                    directory.trial(trial).holdsCheckpoints() ? Trial.State.UNFINISHED : Trial.State.WAITING;
            Trial.State state = result.map(TrialResult::state).orElse(unfinished);
            rows.add(new ResultsTable.Row(trial, search.values(trial), state, result));
        }
        ResultsTable table = ResultsTable.of(rows);
        Output.writeText(directory.csv(), table.toCsv());
        Output.writeText(directory.markdown(), table.toMarkdown());
        return table;
    }
}
