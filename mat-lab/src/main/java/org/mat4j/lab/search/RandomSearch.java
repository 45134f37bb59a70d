package org.mat4j.lab.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.mat4j.core.check.Checks;

/**
 * Trials drawn at random, every number on its own. More trials of the same seed begin with the same ones. Where all
 * candidates are single values, no combination comes twice.
 *
 * @param space values, ranges or both
 * @param count number of trials, at least 1
 * @param seed of the draw
 */
public record RandomSearch(SearchSpace space, int count, long seed) implements SearchPlan {

    /** Seed by default. */
    public static final long DEFAULT_SEED = 1;

    /** Checks the values. */
    public RandomSearch {
        long most = Math.min(MAX_TRIALS, space.combinations());
        Checks.require(
                count >= 1 && count <= most,
                "the number of trials",
                count,
                "at least 1 and at most " + most
                        + (most < MAX_TRIALS ? ", since the values have no more combinations" : ""));
    }

    @Override
    public List<Trial> trials() {
        RandomGenerator random = new MersenneTwister(seed);
        Set<Map<Hyperparameter, Double>> drawn = new HashSet<>();
        boolean repeats = !space.isFinite();
        List<Trial> trials = new ArrayList<>();
        while (trials.size() < count) {
            Map<Hyperparameter, Double> values = draw(random);
            if (drawn.add(values) || repeats) {
                trials.add(new Trial(trials.size() + 1, values));
            }
        }
        return trials;
    }

    private Map<Hyperparameter, Double> draw(RandomGenerator random) {
        Map<Hyperparameter, Double> values = new EnumMap<>(Hyperparameter.class);
        for (Hyperparameter parameter : Hyperparameter.values()) {
            // One of each, wanted or not, so that candidates for one more leave the others' values as they are.
            double share = random.nextDouble();
            if (space.candidates().containsKey(parameter)) {
                values.put(parameter, space.candidates().get(parameter).at(share));
            }
        }
        return values;
    }

    @Override
    public Map<String, String> describe() {
        Map<String, String> words = space.describe("random");
        words.put("search seed", Long.toString(seed));
        return words;
    }
}
