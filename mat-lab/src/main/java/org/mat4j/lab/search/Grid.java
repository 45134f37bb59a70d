package org.mat4j.lab.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;

/**
 * Every combination of the values, in the order of {@link Hyperparameter}: the values of the last number change fastest.
 *
 * @param space values, no ranges
 */
public record Grid(SearchSpace space) implements SearchPlan {

    /** Checks the space. */
    public Grid {
        space.candidates()
                .forEach((parameter, candidates) -> Checks.require(
                        candidates instanceof Candidates.Values,
                        parameter.id() + " in a grid",
                        "the range " + candidates,
                        "values such as 1,2,4, or a random search"));
        Checks.require(
                space.combinations() <= MAX_TRIALS,
                "the grid",
                "of more than " + MAX_TRIALS + " trials",
                "fewer values, or a random search");
    }

    @Override
    public List<Trial> trials() {
        List<Map<Hyperparameter, Double>> combinations = List.of(new EnumMap<>(Hyperparameter.class));
        for (Map.Entry<Hyperparameter, Candidates> e : space.candidates().entrySet()) {
            List<Map<Hyperparameter, Double>> longer = new ArrayList<>();
            for (Map<Hyperparameter, Double> combination : combinations) {
                for (double value : ((Candidates.Values) e.getValue()).values()) {
                    Map<Hyperparameter, Double> with = new EnumMap<>(combination);
                    with.put(e.getKey(), value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        List<Trial> trials = new ArrayList<>();
        combinations.forEach(values -> trials.add(new Trial(trials.size() + 1, values)));
        return trials;
    }

    @Override
    public Map<String, String> describe() {
        return space.describe("grid");
    }
}
