package org.mat4j.lab.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.lab.experiment.DataSelection;
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
    private Loaded loaded;

    /** The data of one run, or of several that share it. */
    private record Loaded(DataSelection selection, long seed, ExperimentData data) {}

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

    private Outcome run() {
        runs.forEach(run -> run.check(data(run.experiment()).examples()));
        List<PlannedRun> failed = new ArrayList<>();
        for (PlannedRun run : runs) {
            try {
                Map<String, String> row = row(run);
                file.put(row);
                listener.onRow(run, row);
            } catch (RunStoppedException e) {
                return new Outcome(true, failed);
            } catch (RuntimeException e) {
                failed.add(run);
                listener.onFailure(run, e);
            }
        }
        return new Outcome(false, failed);
    }

    private Map<String, String> row(PlannedRun run) {
        ExperimentData data = data(run.experiment());
        if (!run.isFinished()) {
            RunDirectory directory = RunDirectory.open(run.directory().path(), RunDirectory.Existing.RESUME);
            List<TrainingListener> listeners = listener.onRun(run, data.examples());
            ExperimentRunner.run(run.experiment(), data, directory, listeners, run.control())
                    .close();
        }
        RunSummary summary = RunSummary.read(run.directory());
        RunMeasures measures = RunMeasures.of(run.directory(), data.test(), run.threats());
        measures.under(run.threats()).forEach(left -> left.warnings().forEach(w -> listener.onWarning(run, w)));
        return ResultsFile.row(run, summary, measures);
    }

    private ExperimentData data(Experiment experiment) {
        DataSelection selection = experiment.data();
        long seed = experiment.seed();
        if (loaded == null || !loaded.selection.equals(selection) || loaded.seed != seed) {
            loaded = null; // before the next is loaded: it may be large
            loaded = new Loaded(selection, seed, ExperimentData.load(selection, seed));
        }
        return loaded.data;
    }
}
