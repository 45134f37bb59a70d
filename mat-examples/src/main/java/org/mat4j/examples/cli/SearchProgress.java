package org.mat4j.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.TrainingExamples;
import org.mat4j.lab.search.Candidates;
import org.mat4j.lab.search.Hyperparameter;
import org.mat4j.lab.search.Search;
import org.mat4j.lab.search.SearchRunner;
import org.mat4j.lab.search.Trial;
import org.mat4j.lab.search.TrialResult;
import org.mat4j.lab.signal.StopOnSignal;

/** Tells how a search goes, and lets signals stop it. */
final class SearchProgress implements SearchRunner.Listener {

    private final Search search;
    private final TrainingExamples examples;
    private final Progress progress;
    private final StopOnSignal signals;
    private final BaseCommand command;

    SearchProgress(
            Search search, TrainingExamples examples, Progress progress, StopOnSignal signals, BaseCommand command) {
        this.search = search;
        this.examples = examples;
        this.progress = progress;
        this.signals = signals;
        this.command = command;
    }

    @Override
    public List<TrainingListener> onTrial(Trial trial, Experiment experiment) {
        command.info(
                "trial " + trial.number() + " of " + search.trials().size() + ": " + describe(search.values(trial)));
        List<TrainingListener> listeners = new ArrayList<>(progress.listeners(experiment, examples));
        listeners.add(signals);
        return listeners;
    }

    @Override
    public void onResult(Trial trial, TrialResult result) {
        switch (result.state()) {
            case FINISHED ->
                command.info("trial " + trial.number() + ": validation error " + percent(result.validationError()));
            default -> command.warning("trial " + trial.number() + " diverged: " + result.message());
        }
    }

    /** The numbers by name. */
    static String describe(Map<Hyperparameter, Double> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey().id() + " " + Candidates.text(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    static String percent(double error) {
        return String.format(Locale.ROOT, "%.2f %%", error);
    }
}
