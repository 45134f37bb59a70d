package org.mat4j.examples.cli;

import java.util.EnumMap;
import java.util.Map;
import org.mat4j.core.method.MethodType;
import org.mat4j.lab.search.Candidates;
import org.mat4j.lab.search.Grid;
import org.mat4j.lab.search.Hyperparameter;
import org.mat4j.lab.search.RandomSearch;
import org.mat4j.lab.search.SearchPlan;
import org.mat4j.lab.search.SearchSpace;
import picocli.CommandLine.Option;

/** What is tried, and in which way. */
final class SearchOptions {

    @Option(names = "--grid", description = "Every combination of the values given; the last option's change fastest.")
    boolean grid;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "N trials of values drawn at random; more of them begin with the same ones, so that a search"
                    + " is made longer with --resume.")
    Integer random;

    @Option(
            names = "--search-seed",
            paramLabel = "N",
            description = "Of the draw; --seed is that of every training. Default: ${bundle:default.searchSeed}.")
    Long seed;

    @Option(
            names = "--epsilon",
            paramLabel = "VALUES",
            description =
                    "Size of the perturbation: a value, values such as 0.5,1,2 or, with --random, a range such as 0.5..8."
                            + " A range that starts above 0 is in log scale, so that 0.5 to 1 is as likely as 4 to 8; one"
                            + " that starts at 0 is linear. Its end may say so, as in 0.5..8:linear or 0.5..8:log. Drawn"
                            + " values are rounded to ${bundle:default.searchDigits} digits. Without the option, the"
                            + " default of 'train', where the numbers are explained.")
    Candidates epsilon;

    @Option(names = "--lambda", paramLabel = "VALUES", description = "Weight of the regularizer, likewise.")
    Candidates lambda;

    @Option(
            names = "--alpha",
            paramLabel = "VALUES",
            description = "Weight of the loss of perturbed examples, likewise.")
    Candidates alpha;

    @Option(names = "--beta", paramLabel = "VALUES", description = "Weight of the manifold's divergence, likewise.")
    Candidates beta;

    @Option(
            names = "--posterior",
            paramLabel = "VALUES",
            description = "Weight of the cross-entropy of the mixture's posterior, likewise.")
    Candidates posterior;

    /** As the options say. */
    SearchPlan plan(Given given) {
        if (grid == (random != null)) {
            throw new IllegalArgumentException(
                    "--grid and --random are " + (grid ? "both" : "not") + " given, expected one of them");
        }
        given.require(!grid, "with --grid, which draws nothing", "--search-seed");
        SearchSpace space = new SearchSpace(given());
        return grid
                ? new Grid(space)
                : new RandomSearch(space, random, seed == null ? RandomSearch.DEFAULT_SEED : seed);
    }

    /** Refuses numbers that the method does not have. */
    static void check(MethodType method, Given given) {
        for (Hyperparameter parameter : Hyperparameter.values()) {
            given.require(parameter.isUsedBy(method), "with --method " + method.id(), "--" + parameter.id());
        }
    }

    /** The candidates of each number that was given some. */
    Map<Hyperparameter, Candidates> given() {
        Map<Hyperparameter, Candidates> given = new EnumMap<>(Hyperparameter.class);
        put(given, Hyperparameter.EPSILON, epsilon);
        put(given, Hyperparameter.LAMBDA, lambda);
        put(given, Hyperparameter.ALPHA, alpha);
        put(given, Hyperparameter.BETA, beta);
        put(given, Hyperparameter.POSTERIOR, posterior);
        return given;
    }

    private static void put(Map<Hyperparameter, Candidates> map, Hyperparameter parameter, Candidates values) {
        if (values != null) {
            map.put(parameter, values);
        }
    }
}
