package org.mat4j.lab.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.TrainingExamples;

/**
 * A search to be run: a plan, and what its trials train. Immutable.
 *
 * <pre>{@code
 * SearchSpace space = new SearchSpace(Map.of(
 *         Hyperparameter.EPSILON, Candidates.of(1, 2, 4), Hyperparameter.LAMBDA, Candidates.of(0.1, 0.5)));
 * Search search = Search.of(new Grid(space), trial -> Experiment.builder(data)
 *         .method(trial.applyTo(Methods.mat(2.0)))
 *         .build());
 * }</pre>
 *
 * @param plan which trials
 * @param experiments what each of the trials trains, in their order
 */
public record Search(SearchPlan plan, Map<Trial, Experiment> experiments) {

    /** Checks that the experiments differ by no more than the numbers of the plan. */
    public Search {
        experiments = Collections.unmodifiableMap(new LinkedHashMap<>(experiments));
        Experiment first = experiments.values().iterator().next();
        for (Experiment other : experiments.values()) {
            if (!other.data().equals(first.data()) || other.seed() != first.seed()) {
                throw new IllegalArgumentException(
                        "the experiments of a search differ in data or seed, expected the same"
                                + " examples for all, so that their errors can be compared");
            }
            plan.space().candidates().keySet().forEach(p -> other.method().get(p.setting()));
        }
    }

    /**
     * Makes the experiments of all trials.
     *
     * @param maker makes the experiment of a trial: the same for all but for the {@linkplain Trial#applyTo method's numbers}
     * @throws IllegalArgumentException naming the value that is out of range, or if the experiments differ in their data
     *     or seed, or if the method does not have a number of the space
     */
    public static Search of(SearchPlan plan, Function<Trial, Experiment> maker) {
        Map<Trial, Experiment> experiments = new LinkedHashMap<>();
        plan.trials().forEach(trial -> experiments.put(trial, maker.apply(trial)));
        return new Search(plan, experiments);
    }

    /** The trials in their order. */
    public List<Trial> trials() {
        return List.copyOf(experiments.keySet());
    }

    /** What a trial trains. */
    public Experiment experiment(Trial trial) {
        Experiment experiment = experiments.get(trial);
        if (experiment == null) {
            throw new IllegalArgumentException(trial.name() + " is not of this search, expected one of trials()");
        }
        return experiment;
    }

    /** The values in force in a trial, of each number that its method uses. */
    public Map<Hyperparameter, Double> values(Trial trial) {
        Experiment experiment = experiment(trial);
        Map<Hyperparameter, Double> values = new LinkedHashMap<>();
        for (Hyperparameter parameter : Hyperparameter.values()) {
            if (parameter.isUsedBy(experiment.method().type())) {
                values.put(parameter, experiment.method().get(parameter.setting()));
            }
        }
        return Collections.unmodifiableMap(values);
    }

    /**
     * Checks what depends on the data.
     *
     * @throws IllegalArgumentException if there are no validation examples to choose by, or the examples do not fit the
     *     settings, see {@link Experiment#check}
     */
    public void check(TrainingExamples examples) {
        Checks.require(
                examples.validation().isPresent(),
                "validation size",
                "0, as no example is left for validation",
                "at least 1, since a search chooses by the validation error, and a train size that leaves so many");
        experiments.values().forEach(experiment -> experiment.check(examples));
    }

    /**
     * Loads the examples that all trials train on.
     *
     * @throws IllegalArgumentException as {@link #check}, or if more examples are asked for than there are
     * @throws org.mat4j.data.DataException if the data is missing or damaged
     */
    public TrainingExamples loadExamples() {
        TrainingExamples examples = TrainingExamples.load(first().data(), first().seed());
        check(examples);
        return examples;
    }

    /** The first trial's; its data and seed are those of all. */
    Experiment first() {
        return experiments.values().iterator().next();
    }
}
