package org.mat4j.lab.search;

import java.nio.file.Path;
import java.util.Map;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.runs.RunMaker;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentFacts;
import org.mat4j.lab.experiment.TrainingExamples;

/** Makes trials of a search in a process that is not the search's own. */
final class TrialMaker implements RunMaker {

    private static final long serialVersionUID = 1;

    private final SearchRecipe recipe;
    private final Map<String, String> first;
    private transient Search search;
    private transient TrainingExamples examples;

    /** @param first what the first trial is made with in the search's own process, see {@link Experiment#facts} */
    TrialMaker(SearchRecipe recipe, Map<String, String> first) {
        this.recipe = recipe;
        this.first = first;
    }

    @Override
    public synchronized void prepare(Path root) {
        if (examples == null) {
            search = recipe.search();
            TrainingExamples loaded =
                    TrainingExamples.load(search.first().data(), search.first().seed());
            ExperimentFacts.require(first, search.first(), loaded, "the search");
            examples = loaded;
        }
    }

    @Override
    public void make(Path root, String name, StopSignal stop) {
        prepare(root);
        Trial trial = search.trials().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        SearchRunner.make(trial, search, examples, new SearchDirectory(root), recipe.control(stop));
    }
}
