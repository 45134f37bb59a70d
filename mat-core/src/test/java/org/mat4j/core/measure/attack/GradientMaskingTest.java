package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.factory.Nd4j;

class GradientMaskingTest {

    private static TrainedModel model;
    private static TrainedModel masked;

    @BeforeAll
    static void train() {
        model = AttackModels.sane();
        masked = AttackModels.masked(model);
    }

    @AfterAll
    static void close() {
        model.close();
        masked.close();
    }

    private static RobustnessResult evaluate(TrainedModel on, Attack attack, double... levels) {
        return RobustnessEvaluator.of(attack, Budgets.levels(levels)).evaluate(on, AttackModels.data());
    }

    @Test
    void aSaneModelGivesNoWarning() {
        List<RobustnessResult> results = new ArrayList<>();
        for (StandardAttack attack : StandardAttack.values()) {
            RobustnessResult result = evaluate(model, attack.create(), 0, 1, 2, 4, 6, 16);
            assertEquals(List.of(), result.warnings(), attack.id());
            results.add(result);
        }
        results.add(evaluate(model, new RandomNoise(Norm.L_INFINITY), 0, 1, 2, 4, 6, 16));
        assertEquals(List.of(), GradientMasking.compare(results));
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void aGradientOfZeroIsFound(Norm norm) {
        RobustnessResult step = evaluate(masked, new GradientStep(norm), 2, 4);
        assertEquals(
                step.budgets().get(0).accuracyPercent(),
                step.budgets().get(1).accuracyPercent(),
                5,
                "no attack at all");
        assertEquals(1, step.warnings().size());
        assertTrue(
                step.warnings()
                        .get(0)
                        .matches("attack '" + step.attackId() + "' leaves \\d+ of 240 examples as they were, as their"
                                + " gradient is zero: the gradient is masked, and the true robustness lower"),
                step.warnings().get(0));
        RobustnessResult noise = evaluate(masked, new RandomNoise(norm), 2, 4);
        assertEquals(List.of(), noise.warnings());
        List<String> compared = GradientMasking.compare(List.of(step, noise));
        assertTrue(
                compared.stream()
                        .anyMatch(w -> w.matches("at level 4\\.0 attack '" + step.attackId()
                                + "' succeeds on .* % of 240 examples, the weaker '" + noise.attackId()
                                + "' on .* %: the gradient may be masked, and the true robustness lower")),
                compared.toString());
    }

    /** Without restarts projected gradient has no way out where there is no gradient. */
    @ParameterizedTest
    @CsvSource({"L2, 5", "L_INFINITY, 20"})
    void anAccuracyThatDoesNotFallIsFound(Norm norm, double large) {
        ProjectedGradient once = ProjectedGradient.of(norm).withRestarts(1);
        RobustnessResult result = evaluate(masked, once, 1, large);
        assertTrue(
                result.warnings().stream()
                        .anyMatch(w -> w.matches("attack '" + once.id() + "' leaves an accuracy of .*"
                                + " % at level " + large
                                + ", where perturbations of .* are as large as the differences between"
                                + " examples .*, expected about 0 %: the gradient may be masked, and the true robustness"
                                + " lower")),
                result.warnings().toString());
        assertTrue(
                evaluate(masked, once, 1).warnings().stream().noneMatch(w -> w.contains("accuracy")),
                "at a small level nothing is expected");
    }

    @Test
    void transferOfAnAttackThatStopsAtOnceIsFound() {
        ProjectedGradient atSuccess = ProjectedGradient.of(Norm.L2);
        ProjectedGradient toTheEnd = atSuccess.withStop(ProjectedGradient.Stop.AFTER_ALL_STEPS);
        var result = RobustnessEvaluator.of(atSuccess, Budgets.levels(2))
                .evaluateTransfer(model, masked, AttackModels.data());
        assertEquals(
                List.of(
                        "attack 'pgd-l2' stops where it has just fooled the source, which transfers badly: let it run to its end"
                                + " with AFTER_ALL_STEPS"),
                result.warnings());
        var stronger = RobustnessEvaluator.of(toTheEnd, Budgets.levels(2))
                .evaluateTransfer(model, masked, AttackModels.data());
        assertEquals(List.of(), stronger.warnings());
        // The masked model decides as the source does: what its own gradient cannot find comes by transfer.
        assertTrue(stronger.budgets().get(0).successPercent()
                > evaluate(masked, new GradientStep(Norm.L2), 2)
                                .budgets()
                                .get(0)
                                .successPercent()
                        + 20);
    }

    private static RobustnessResult result(Attack attack, Criterion criterion, int n, int successes, int from) {
        List<Boolean> success = IntStream.range(0, n)
                .mapToObj(i -> i >= from && i < from + successes)
                .toList();
        BudgetResult level = new BudgetResult(2, 2, n - successes, success, Collections.nCopies(n, 0.0), 2);
        RobustnessEvaluator evaluator =
                RobustnessEvaluator.of(attack, Budgets.levels(2)).withCriterion(criterion);
        return new RobustnessResult(evaluator, false, Collections.nCopies(n, false), List.of(level), List.of());
    }

    /** Pairs that differ one way and the other: b - c must exceed 2 sqrt(b + c). */
    @ParameterizedTest
    @CsvSource({"10, 10, 0, false", "0, 4, 0, false", "0, 5, 0, true", "20, 30, 20, false", "10, 30, 10, true"})
    void onlySignificantDifferencesCount(int strong, int weak, int from, boolean expected) {
        RobustnessResult pgd = result(ProjectedGradient.of(Norm.L2), Criterion.misclassification(), 100, strong, 0);
        RobustnessResult step = result(new GradientStep(Norm.L2), Criterion.misclassification(), 100, weak, from);
        List<String> found = GradientMasking.compare(List.of(step, pgd));
        assertEquals(expected ? 1 : 0, found.size(), found.toString());
        if (expected) {
            assertEquals(
                    "at level 2.0 attack 'pgd-l2' succeeds on " + strong + ".0 % of 100 examples, the weaker 'l2' on "
                            + weak + ".0 %: the gradient may be masked, and the true robustness lower",
                    found.get(0));
        }
        // Attacks of another norm spend another budget.
        RobustnessResult fgsm =
                result(new GradientStep(Norm.L_INFINITY), Criterion.misclassification(), 100, weak, from);
        assertEquals(List.of(), GradientMasking.compare(List.of(fgsm, pgd)));
    }

    @Test
    void refusesResultsThatCannotBeCompared() {
        RobustnessResult one = result(new GradientStep(Norm.L2), Criterion.misclassification(), 100, 1, 0);
        RobustnessResult fewer = result(new RandomNoise(Norm.L2), Criterion.misclassification(), 50, 1, 0);
        RobustnessResult targeted = result(new RandomNoise(Norm.L2), Criterion.nextClass(), 100, 1, 0);
        for (RobustnessResult other : List.of(fewer, targeted)) {
            assertRefused(() -> GradientMasking.compare(List.of(one, other)), "attacks 'l2' and 'noise'", "criteria");
        }
        assertEquals(List.of(), GradientMasking.compare(List.of()));
    }

    @Test
    void spreadByHand() {
        DataSpread spread = new DataSpread();
        spread.add(Nd4j.createFromArray(0.0, 0, 4, 0).data().asDouble(), 2);
        spread.add(new double[] {2, 3}, 1);
        // Mean (2, 1); squared distances 5, 5, 4.
        assertEquals(Math.sqrt(14.0 / 3) * Math.sqrt(3.0 / 4), spread.largeSize(Norm.L2, 3), 1e-12);
        assertEquals(2, spread.largeSize(Norm.L_INFINITY, 3));
    }
}
