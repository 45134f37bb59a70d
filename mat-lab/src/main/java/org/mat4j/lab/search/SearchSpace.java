package org.mat4j.lab.search;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which values are tried, of each number that is not left as it is. Immutable. */
public final class SearchSpace {

    private final Map<Hyperparameter, Candidates> candidates;

    private SearchSpace(Map<Hyperparameter, Candidates> candidates) {
        this.candidates = Collections.unmodifiableMap(new EnumMap<>(candidates));
    }

    /** Starts a space. */
    public static Builder builder() {
        return new Builder();
    }

    /** The numbers that were given candidates, in the order of {@link Hyperparameter}. */
    public Map<Hyperparameter, Candidates> candidates() {
        return candidates;
    }

    /** Whether a number takes several values. */
    public boolean isSearched(Hyperparameter parameter) {
        return Optional.ofNullable(candidates.get(parameter))
                .map(c -> !c.isSingle())
                .orElse(false);
    }

    /** In words by name. */
    Map<String, String> describe() {
        Map<String, String> words = new LinkedHashMap<>();
        candidates.forEach((parameter, values) -> words.put(parameter.id(), values.toString()));
        return words;
    }

    /** Builds a {@link SearchSpace}. */
    public static final class Builder {

        private final Map<Hyperparameter, Candidates> candidates = new EnumMap<>(Hyperparameter.class);

        private Builder() {}

        /** The values of a number. */
        public Builder put(Hyperparameter parameter, Candidates values) {
            candidates.put(parameter, values);
            return this;
        }

        /**
         * Builds the space.
         *
         * @throws IllegalArgumentException naming the value that is out of range, or if no number has several values
         */
        public SearchSpace build() {
            SearchSpace space = new SearchSpace(candidates);
            candidates.forEach(Builder::check);
            if (candidates.keySet().stream().noneMatch(space::isSearched)) {
                throw new IllegalArgumentException("there is nothing to search: no number has more than one value;"
                        + " expected several values of epsilon, lambda, alpha or beta");
            }
            return space;
        }

        private static void check(Hyperparameter parameter, Candidates values) {
            if (values instanceof Candidates.Values list) {
                list.values().forEach(parameter.setting()::check);
            } else if (values instanceof Candidates.Range range) {
                parameter.setting().check(range.from());
            }
        }
    }
}
