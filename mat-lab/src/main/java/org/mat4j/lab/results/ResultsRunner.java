package org.mat4j.lab.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.runs.RunPlace;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunStoppedException;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.experiment.TrainingExamples;

/** Makes a table of results: trains and measures what is missing of many runs. */
public final class ResultsRunner {

    private final List<PlannedRun> runs;
    private final ResultsFile file;
    private final Listener listener;
    private final LoadedData data = new LoadedData();

    /** Is told how it goes. */
    public interface Listener {

        /** Before a run is trained, or resumed; gives the listeners of its training. */
        List<TrainingListener> onRun(PlannedRun run, TrainingExamples examples);

        /** After a run: why its robust accuracy may look better than the model is; then its row. */
        void onWarning(PlannedRun run, String warning);

        /** After a run: its row by column, as the file has it. */
        void onRow(PlannedRun run, Map<String, String> row);

        /** After a run that failed; the next one follows. */
        void onFailure(PlannedRun run, RuntimeException error);
    }

    /**
     * How it ended.
     *
     * @param stopped whether it was stopped before the end, to be called again
     * @param failed runs that have no row
     */
    public record Outcome(boolean stopped, List<PlannedRun> failed) {}

    private ResultsRunner(List<PlannedRun> runs, ResultsFile file, Listener listener) {
        this.runs = runs;
        this.file = file;
        this.listener = listener;
    }

    /**
     * Runs one after another what is not finished, from its newest checkpoint if it has one, by {@link
     * ExperimentRunner#run}, and measures what is not measured. The row of each is written as soon as it is known; those of
     * runs that are not among these stay in the file.
     *
     * @param runs in folders of their own; their order is best one that lets runs with the same data follow each other
     * @throws IllegalArgumentException if the settings of one do not fit its data; none is begun then
     * @throws org.mat4j.lab.output.OutputException if a folder holds a finished run with other settings; none is begun
     *     then
     * @throws org.mat4j.data.DataException if the data or the summary of a run is missing or damaged
     */
    public static Outcome run(List<PlannedRun> runs, ResultsFile file, Listener listener) {
        return new ResultsRunner(List.copyOf(runs), file, listener).run();
    }

    /**
     * Makes the runs in a place such as a cluster, several at once; the table is as {@link #run} leaves it.
     *
     * @param root of the runs' folders
     * @param stop ends it early
     * @param listener is told of each row, warning and failure, in the order in which the runs end
     * @throws RuntimeException as {@link #run}, or if no run can be made there
     */
    public static Outcome runIn(
            RunPlace place, PlanRecipe recipe, Path root, StopSignal stop, ResultsFile file, Listener listener) {
        return new ResultsRunner(recipe.runs(root, stop), file, listener).runIn(place, recipe, root, stop);
    }

    private Outcome run() {
        check();
        List<PlannedRun> failed = new ArrayList<>();
        for (PlannedRun run : runs) {
            try {
                train(run, data.of(run.experiment()), examples -> listener.onRun(run, examples));
                putRow(run);
            } catch (RunStoppedException e) {
                return new Outcome(true, failed);
            } catch (RuntimeException e) {
                failed.add(run);
                listener.onFailure(run, e);
            }
        }
        return new Outcome(false, failed);
    }

    private Outcome runIn(RunPlace place, PlanRecipe recipe, Path root, StopSignal stop) {
        check();
        Map<String, PlannedRun> named = PlannedRunMaker.byName(root, runs);
        Set<PlannedRun> failed = new HashSet<>();
        RunPlace.Listener told = new RunPlace.Listener() {
            @Override
            public void onEnd(String name) {
                PlannedRun run = named.get(name);
                if (run.isFinished()) { // not where it was stopped
                    try {
                        putRow(run);
                    } catch (RuntimeException e) {
                        onFailure(name, e);
                    }
                }
            }

            @Override
            public void onFailure(String name, RuntimeException error) {
                failed.add(named.get(name));
                listener.onFailure(named.get(name), error);
            }
        };
        Experiment first = runs.get(0).experiment();
        Map<String, String> facts = first.facts(data.of(first).examples());
        place.make(new PlannedRunMaker(recipe, facts), root, List.copyOf(named.keySet()), stop, told);
        return new Outcome(
                stop.isRequested(), runs.stream().filter(failed::contains).toList());
    }

    private void check() {
        runs.forEach(run -> run.check(data.of(run.experiment()).examples()));
    }

    /** Trains or resumes a run, unless it is finished. */
    static void train(
            PlannedRun run, ExperimentData data, Function<TrainingExamples, List<TrainingListener>> listeners) {
        if (!run.isFinished()) {
            RunDirectory directory = RunDirectory.open(run.directory().path(), RunDirectory.Existing.RESUME);
            ExperimentRunner.run(run.experiment(), data, directory, listeners.apply(data.examples()), run.control())
                    .close();
        }
    }

    private void putRow(PlannedRun run) {
        RunSummary summary = RunSummary.read(run.directory());
        RunMeasures measures =
                RunMeasures.of(run.directory(), () -> data.of(run.experiment()).test(), run.threats());
        measures.under(run.threats()).forEach(left -> left.warnings().forEach(w -> listener.onWarning(run, w)));
        Map<String, String> row = ResultsFile.row(run, summary, measures);
        file.put(row);
        listener.onRow(run, row);
    }
}
