package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.NamePattern;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which parameters are trained and how fast, by rules of which the last that matches a name counts. What no rule matches is
 * trained at the updater's learning rate.
 *
 * <pre>{@code
 * ParameterRates.EQUAL.freeze("*").rate("head.*", 1)      // the head alone
 * ParameterRates.EQUAL.rate("body.*", 0.1)                // the body ten times slower
 * }</pre>
 *
 * <p>A frozen parameter stays as it is to the bit, and its gradient is not computed. A state whose name matches is frozen
 * too: a batch normalization with frozen statistics normalizes by them in training as in inference.
 *
 * @param rules in their order
 */
public record ParameterRates(List<Rule> rules) {

    /** All parameters are trained at the updater's learning rate. */
    public static final ParameterRates EQUAL = new ParameterRates(List.of());

    /**
     * What is done to parameters.
     *
     * @param names whose
     * @param factor of the updater's step, finite, at least 0; 0 freezes
     */
    public record Rule(NamePattern names, double factor) {

        /** Checks the values. */
        public Rule {
            Checks.weight("factor of the learning rate of '" + names + "'", factor);
        }

        @Override
        public String toString() {
            return names + (factor == 0 ? " frozen" : " x " + factor);
        }
    }

    /** Copies the rules. */
    public ParameterRates {
        rules = List.copyOf(rules);
    }

    /**
     * With these frozen.
     *
     * @param patterns each of which must match a parameter or a state, see {@link NamePattern}
     */
    public ParameterRates freeze(String... patterns) {
        return with(Arrays.stream(patterns)
                .map(pattern -> new Rule(new NamePattern(pattern), 0))
                .toList());
    }

    /**
     * With these at another learning rate; a pattern that was frozen is trained again.
     *
     * @param pattern must match a parameter, see {@link NamePattern}
     * @param factor of the updater's step, positive and finite
     */
    public ParameterRates rate(String pattern, double factor) {
        Checks.positive("factor of the learning rate of '" + pattern + "'", factor);
        return with(List.of(new Rule(new NamePattern(pattern), factor)));
    }

    private ParameterRates with(List<Rule> further) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(further);
        return new ParameterRates(all);
    }

    /** The factor of a parameter's step. */
    double of(String name) {
        double factor = 1;
        for (Rule rule : rules) {
            factor = rule.names().matches(name) ? rule.factor() : factor;
        }
        return factor;
    }

    /**
     * Checks that all patterns are of a network's names.
     *
     * @throws IllegalArgumentException with the names if one matches nothing
     */
    public void requireMatches(Network network) {
        if (!rules.isEmpty()) {
            requireMatches(ParameterSet.Declared.of(network));
        }
    }

    private Set<String> requireMatches(ParameterSet.Declared declared) {
        Set<String> all = declared.all().keySet();
        rules.forEach(rule -> {
            if (rule.factor() == 0) {
                rule.names().requireMatch("frozen parameters and states", all);
            } else {
                rule.names()
                        .requireMatch(
                                "parameters with a learning rate of their own",
                                declared.parameters().keySet());
            }
        });
        return all;
    }

    /**
     * Freezes what is to be frozen of a network's parameters and states.
     *
     * @return scales an updater's step, [1, length], in place
     * @throws IllegalArgumentException if a pattern matches nothing
     */
    Consumer<INDArray> applyTo(ParameterSet set) {
        Set<String> all = requireMatches(set.declared());
        set.freeze(all.stream().filter(name -> of(name) == 0).collect(Collectors.toSet()));
        Map<String, Double> factors = new LinkedHashMap<>();
        set.names().stream().filter(name -> of(name) != 1).forEach(name -> factors.put(name, of(name)));
        return factors.isEmpty()
                ? step -> {}
                : step -> {
                    Map<String, INDArray> views = set.viewsOf(step.reshape(step.length()));
                    factors.forEach((name, factor) -> scale(views.get(name), factor));
                };
    }

    private static void scale(INDArray view, double factor) {
        if (factor == 0) {
            view.assign(0); // also where the updater gives NaN for a gradient of 0
        } else {
            view.muli(factor);
        }
    }

    /** For example {@code body.* frozen, head.* x 10.0}. */
    @Override
    public String toString() {
        return rules.stream().map(Rule::toString).collect(Collectors.joining(", "));
    }
}
