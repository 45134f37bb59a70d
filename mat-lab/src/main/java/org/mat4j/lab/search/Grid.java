package org.mat4j.lab.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every combination of the values, in the order of {@link Hyperparameter}: the values of the last number change fastest.
 *
 * @param space values, no ranges
 */
public record Grid(SearchSpace space) implements SearchPlan {

    /** Checks the space. */
    public Grid {
        long count = 1;
        for (Map.Entry<Hyperparameter, Candidates> e : space.candidates().entrySet()) {
            if (!(e.getValue() instanceof Candidates.Values values)) {
                throw new IllegalArgumentException("a grid takes values, but "
                        + e.getKey().id() + " is the range " + e.getValue()
                        + "; expected values such as 1,2,4, or a random search");
            }
            count = Math.min(MAX_TRIALS + 1L, count * values.values().size());
        }
        if (count > MAX_TRIALS) {
            throw new IllegalArgumentException(
                    "the grid has more than " + MAX_TRIALS + " trials; expected fewer values, or a random search");
        }
    }

    @Override
    public List<Trial> trials() {
        List<Map<Hyperparameter, Double>> combinations = List.of(Map.of());
        for (Map.Entry<Hyperparameter, Candidates> e : space.candidates().entrySet()) {
            List<Map<Hyperparameter, Double>> longer = new ArrayList<>();
            for (Map<Hyperparameter, Double> combination : combinations) {
                for (double value : ((Candidates.Values) e.getValue()).values()) {
                    Map<Hyperparameter, Double> with = new EnumMap<>(Hyperparameter.class);
                    with.putAll(combination);
                    with.put(e.getKey(), value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        List<Trial> trials = new ArrayList<>();
        for (Map<Hyperparameter, Double> combination : combinations) {
            trials.add(new Trial(trials.size() + 1, combination));
        }
        return trials;
    }

    @Override
    public Map<String, String> describe() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("plan", "grid");
        words.putAll(space.describe());
        return words;
    }
}
