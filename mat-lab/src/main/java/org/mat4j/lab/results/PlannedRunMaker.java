package org.mat4j.lab.results;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentFacts;
import org.mat4j.lab.experiment.RunStoppedException;

/** Makes planned runs in a process that is not the plan's own. */
final class PlannedRunMaker implements RunMaker {

    private static final long serialVersionUID = 1;

    private final PlanRecipe recipe;
    private final Map<String, String> first;
    private transient Map<String, PlannedRun> runs;
    private transient LoadedData data;

    /** @param first what the first run is made with in the plan's own process, see {@link Experiment#facts} */
    PlannedRunMaker(PlanRecipe recipe, Map<String, String> first) {
        this.recipe = recipe;
        this.first = first;
    }

    /** Runs by the names of their folders below a root. */
    static Map<String, PlannedRun> byName(Path root, List<PlannedRun> runs) {
        Map<String, PlannedRun> named = new LinkedHashMap<>();
        runs.forEach(run -> named.put(root.relativize(run.directory().path()).toString(), run));
        return named;
    }

    @Override
    public synchronized void prepare(Path root) {
        if (runs == null) {
            LoadedData loaded = new LoadedData();
            Map<String, PlannedRun> planned = byName(root, recipe.runs(root, new StopSignal()));
            Experiment experiment = planned.values().iterator().next().experiment();
            ExperimentFacts.require(first, experiment, loaded.of(experiment).examples(), "the first run");
            data = loaded;
            runs = planned;
        }
    }

    @Override
    public void make(Path root, String name, StopSignal stop) {
        prepare(root);
        PlannedRun run = runs.get(name).stoppedBy(stop);
        try {
            ResultsRunner.train(run, data.of(run.experiment()), examples -> List.of());
        } catch (RunStoppedException e) {
            return; // as told
        }
        RunMeasures.of(run.directory(), () -> data.of(run.experiment()).test(), run.threats());
    }
}
