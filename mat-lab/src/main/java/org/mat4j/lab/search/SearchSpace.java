package org.mat4j.lab.search;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which values are tried, of each number that is not left as it is. Immutable.
 *
 * @param candidates of one or more numbers, of one of them several; kept in the order of {@link Hyperparameter}
 */
public record SearchSpace(Map<Hyperparameter, Candidates> candidates) {

    /** Checks the values. */
    public SearchSpace {
        if (candidates.values().stream().allMatch(Candidates::isSingle)) {
            throw new IllegalArgumentException("there is nothing to search: no parameter has more than one value;"
                    + " expected several values of one of "
                    + Stream.of(Hyperparameter.values()).map(Hyperparameter::id).collect(Collectors.joining(", ")));
        }
        candidates = Collections.unmodifiableMap(new EnumMap<>(candidates));
        candidates.forEach((parameter, values) -> {
            if (values instanceof Candidates.Values list) {
                list.values().forEach(parameter.setting()::check);
            } else if (values instanceof Candidates.Range range) {
                parameter.setting().check(range.from());
            }
        });
    }

    /** Whether all candidates are single values. */
    boolean isFinite() {
        return candidates.values().stream().allMatch(Candidates.Values.class::isInstance);
    }

    /** How many trials can differ, at most {@link SearchPlan#MAX_TRIALS} and one. */
    long combinations() {
        long most = SearchPlan.MAX_TRIALS + 1L;
        return candidates.values().stream()
                .mapToLong(
                        c -> c instanceof Candidates.Values list ? list.values().size() : most)
                .reduce(1, (a, b) -> Math.min(most, a * b));
    }

    /** In words by name, after the kind of plan. */
    Map<String, String> describe(String plan) {
        Map<String, String> words = new LinkedHashMap<>(Map.of("plan", plan));
        candidates.forEach((parameter, values) -> words.put(parameter.id(), values.toString()));
        return words;
    }
}
