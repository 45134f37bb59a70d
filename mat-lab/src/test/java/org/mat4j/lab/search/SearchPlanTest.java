package org.mat4j.lab.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.lab.testing.Messages;

/** Which trials the plans make. */
class SearchPlanTest {

    private static final Candidates ONE_TWO = Candidates.of(1, 2);

    private static SearchSpace space(Object... pairs) {
        Map<Hyperparameter, Candidates> candidates = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            candidates.put((Hyperparameter) pairs[i], (Candidates) pairs[i + 1]);
        }
        return new SearchSpace(candidates);
    }

    private static List<Map<Hyperparameter, Double>> values(SearchPlan plan) {
        return plan.trials().stream().map(Trial::values).toList();
    }

    private static void assertRefused(String expected, Executable call) {
        Messages.refused(call, expected);
    }

    @Test
    void aGridHasEveryCombinationTheLastNumberFastest() {
        Grid grid = new Grid(space(
                Hyperparameter.BETA, Candidates.of(0, 0.3), // in the order of the enum, not of this list
                Hyperparameter.ALPHA, Candidates.of(5),
                Hyperparameter.EPSILON, Candidates.of(4, 1, 2)));

        List<String> found = new ArrayList<>();
        for (Trial trial : grid.trials()) {
            found.add(trial.number() + " " + trial.values().values());
        }
        assertEquals(
                List.of(
                        "1 [4.0, 5.0, 0.0]",
                        "2 [4.0, 5.0, 0.3]",
                        "3 [1.0, 5.0, 0.0]",
                        "4 [1.0, 5.0, 0.3]",
                        "5 [2.0, 5.0, 0.0]",
                        "6 [2.0, 5.0, 0.3]"),
                found);
        assertEquals(Map.of("plan", "grid", "epsilon", "4,1,2", "alpha", "5", "beta", "0,0.3"), grid.describe());
    }

    @Test
    void aGridTakesNoRangeAndIsNotEndless() {
        assertRefused(
                "epsilon in a grid is the range 0.5..8:log",
                () -> new Grid(space(Hyperparameter.EPSILON, Candidates.range(0.5, 8))));
        double[] hundred = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        Candidates many = Candidates.of(hundred);
        assertEquals(
                10_000,
                new Grid(space(Hyperparameter.EPSILON, many, Hyperparameter.BETA, many))
                        .trials()
                        .size());
        assertRefused(
                "the grid is of more than 10000 trials",
                () -> new Grid(
                        space(Hyperparameter.EPSILON, many, Hyperparameter.BETA, many, Hyperparameter.ALPHA, ONE_TWO)));
    }

    @Test
    void randomTrialsLieInTheirRangesAndFillThem() {
        SearchSpace space = space(
                Hyperparameter.EPSILON,
                Candidates.range(0.5, 8),
                Hyperparameter.LAMBDA,
                Candidates.range(0, 1),
                Hyperparameter.BETA,
                ONE_TWO);

        List<Trial> trials = new RandomSearch(space, 1000, 3).trials();

        assertEquals(1000, trials.size());
        double[] epsilons = trials.stream()
                .mapToDouble(t -> t.values().get(Hyperparameter.EPSILON))
                .toArray();
        double[] lambdas = trials.stream()
                .mapToDouble(t -> t.values().get(Hyperparameter.LAMBDA))
                .toArray();
        for (int i = 0; i < 1000; i++) {
            assertEquals(i + 1, trials.get(i).number());
            assertTrue(epsilons[i] >= 0.5 && epsilons[i] <= 8, "epsilon " + epsilons[i]);
            assertTrue(lambdas[i] >= 0 && lambdas[i] <= 1, "lambda " + lambdas[i]);
            assertEquals(3, trials.get(i).values().size());
        }
        // Half of the trials, give or take five standard deviations.
        assertEquals(500, count(epsilons, 2), 80, "below the geometric mean");
        assertEquals(500, count(lambdas, 0.5), 80, "below the mean");
        assertEquals(
                500,
                trials.stream()
                        .filter(t -> t.values().get(Hyperparameter.BETA) == 1)
                        .count(),
                80);
    }

    private static long count(double[] values, double below) {
        return Arrays.stream(values).filter(v -> v < below).count();
    }

    @Test
    void theSeedDecidesAndMoreTrialsBeginWithTheSame() {
        SearchSpace space =
                space(Hyperparameter.EPSILON, Candidates.range(0.5, 8), Hyperparameter.BETA, Candidates.range(0, 1));

        List<Map<Hyperparameter, Double>> twenty = values(new RandomSearch(space, 20, 1));

        assertEquals(twenty, values(new RandomSearch(space, 20, 1)));
        assertEquals(twenty.subList(0, 7), values(new RandomSearch(space, 7, 1)));
        assertNotEquals(twenty.subList(0, 7), values(new RandomSearch(space, 7, 2)));
        assertNotEquals(
                twenty.get(0).get(Hyperparameter.EPSILON),
                values(new RandomSearch(space, 1, 2)).get(0).get(Hyperparameter.EPSILON),
                "neighboring seeds");
    }

    @Test
    void candidatesForOneMoreNumberLeaveTheOthersValuesAsTheyAre() {
        Candidates range = Candidates.range(0.5, 8);
        List<Trial> one = new RandomSearch(space(Hyperparameter.EPSILON, range), 5, 1).trials();
        List<Trial> two =
                new RandomSearch(space(Hyperparameter.EPSILON, range, Hyperparameter.ALPHA, ONE_TWO), 5, 1).trials();

        for (int i = 0; i < 5; i++) {
            assertEquals(
                    one.get(i).values().get(Hyperparameter.EPSILON),
                    two.get(i).values().get(Hyperparameter.EPSILON));
        }
    }

    @Test
    void noCombinationOfValuesIsDrawnTwice() {
        SearchSpace space = space(Hyperparameter.EPSILON, Candidates.of(1, 2, 3), Hyperparameter.BETA, ONE_TWO);

        Set<Map<Hyperparameter, Double>> all = new HashSet<>(values(new RandomSearch(space, 6, 1)));

        assertEquals(6, all.size());
        assertEquals(new HashSet<>(values(new Grid(space))), all);
        assertRefused(
                "the number of trials is 7, expected at least 1 and at most 6", () -> new RandomSearch(space, 7, 1));
    }

    @Test
    void theNumberOfTrialsIsChecked() {
        SearchSpace space = space(Hyperparameter.EPSILON, Candidates.range(0.5, 8));

        assertRefused("the number of trials is 0", () -> new RandomSearch(space, 0, 1));
        assertRefused("expected at least 1 and at most 10000", () -> new RandomSearch(space, 10_001, 1));
    }

    @Test
    void whatARandomSearchIsDoesNotDependOnItsLength() {
        SearchSpace space = space(Hyperparameter.EPSILON, Candidates.range(0.5, 8));

        assertEquals(
                Map.of("plan", "random", "search seed", "5", "epsilon", "0.5..8:log"),
                new RandomSearch(space, 2, 5).describe());
        assertEquals(new RandomSearch(space, 2, 5).describe(), new RandomSearch(space, 9, 5).describe());
    }

    @Test
    void aSpaceChecksItsValuesAndHasSomethingToSearch() {
        assertRefused("epsilon is 0.0", () -> space(Hyperparameter.EPSILON, Candidates.of(1, 0)));
        assertRefused("epsilon is 0.0", () -> space(Hyperparameter.EPSILON, Candidates.range(0, 1)));
        assertRefused("beta is -1.0", () -> space(Hyperparameter.BETA, Candidates.of(-1, 1)));
        assertRefused("there is nothing to search", () -> space());
        assertRefused(
                "there is nothing to search: no parameter has more than one value",
                () -> space(Hyperparameter.EPSILON, Candidates.of(3)));
    }

    @Test
    void aTrialSetsItsValuesAlone() {
        Trial trial = new Trial(12, Map.of(Hyperparameter.EPSILON, 3.0, Hyperparameter.LAMBDA, 0.2));

        TypedMethod method = trial.applyTo(Methods.mat(2).beta(0.7).lambda(9));

        assertEquals("trial-012", trial.name());
        assertEquals("trial-1234", new Trial(1234, Map.of()).name());
        assertEquals(Methods.mat(3).beta(0.7).lambda(0.2), method);
        assertRefused("vat has no lambda", () -> trial.applyTo(Methods.vat(2)));
        assertRefused("number of the trial is 0", () -> new Trial(0, Map.of()));
    }

    @Test
    void theMethodsTellWhatTheyUse() {
        assertEquals("EPSILON LAMBDA ALPHA BETA POSTERIOR", used(MethodType.MAT));
        assertEquals("EPSILON ALPHA", used(MethodType.VAT));
        assertEquals("LAMBDA", used(MethodType.CENTER_LOSS));
        assertEquals("", used(MethodType.BASELINE));
    }

    private static String used(MethodType method) {
        return Arrays.stream(Hyperparameter.values())
                .filter(p -> p.isUsedBy(method))
                .map(Enum::name)
                .collect(Collectors.joining(" "));
    }
}
