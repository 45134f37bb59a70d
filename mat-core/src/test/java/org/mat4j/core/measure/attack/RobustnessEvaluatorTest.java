package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.PlainGraphs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveMlp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class RobustnessEvaluatorTest {

    private static final DataSet BATCH = Blobs.batch(60, 4, 3, 31);

    private static TrainedModel model;
    private static TrainedModel other;

    @BeforeAll
    static void train() {
        model = AttackModels.sane();
        other = Models.trained(TestNetwork.dense(4, 5, 3), DataType.DOUBLE, 25);
    }

    @AfterAll
    static void close() {
        model.close();
        other.close();
    }

    private static RobustnessEvaluator of(Attack attack, double... levels) {
        return RobustnessEvaluator.of(attack, Budgets.levels(levels));
    }

    /** Counted by hand from the perturbed inputs; what is wrong without an attack stays wrong. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsByHand(boolean transfer) {
        TrainedModel source = transfer ? other : model;
        GradientStep step = new GradientStep(Norm.L2);
        RobustnessResult result = of(step, 0, 1, 2.5).evaluateTransfer(source, model, AttackModels.data());
        assertEquals(AttackModels.N, result.n());
        assertEquals(transfer, result.transfer());
        int wrongBefore = 0;
        try (OpenAttack attack = step.on(source, Bounds.unlimited())) {
            for (int l = 0; l < 3; l++) {
                BudgetResult level = result.budgets().get(l);
                assertEquals(new double[] {0, 1, 2.5}[l], level.epsilon());
                Batches data = AttackModels.data();
                int i = 0;
                int correct = 0;
                double sum = 0;
                int attacked = 0;
                while (data.hasNext()) {
                    DataSet batch = data.next();
                    INDArray x = batch.getFeatures();
                    int[] clean = model.classifier().predict(x).classes();
                    int[] found = model.classifier()
                            .predict(attack.perturb(x, batch.getLabels(), level.epsilon(), 1))
                            .classes();
                    for (int k = 0; k < clean.length; k++, i++) {
                        boolean wrong = clean[k] != k % 3;
                        wrongBefore += wrong && l == 0 ? 1 : 0;
                        assertEquals(wrong, result.metBefore().get(i));
                        assertEquals(wrong || found[k] != k % 3, level.success().get(i), "example " + i);
                        assertEquals(wrong ? 0 : level.epsilon(), level.sizes().get(i), 1e-6);
                        correct += level.success().get(i) ? 0 : 1;
                        attacked += wrong ? 0 : 1;
                        sum += level.sizes().get(i);
                    }
                }
                assertEquals(correct, level.correct());
                assertEquals(100.0 * correct / AttackModels.N, level.accuracyPercent(), 1e-12);
                assertEquals(100 - level.accuracyPercent(), level.errorPercent(), 1e-12);
                assertEquals(level.errorPercent(), level.successPercent(), 1e-12);
                assertEquals(sum / attacked, level.meanSize(), 1e-9);
            }
        }
        assertTrue(wrongBefore > 0, "the model makes mistakes");
        assertEquals(
                model.classifier().errorPercent(AttackModels.data()),
                result.budgets().get(0).errorPercent(),
                1e-9);
        assertTrue(
                result.budgets().get(2).errorPercent() > result.budgets().get(0).errorPercent() + 5);
    }

    /** 1 and 3 are the widths of the two trapezoids. */
    @Test
    void theAreaIsTheMeanAccuracy() {
        RobustnessResult result = of(new GradientStep(Norm.L2), 1, 2, 5).evaluate(model, AttackModels.data());
        double[] a = result.budgets().stream()
                .mapToDouble(BudgetResult::accuracyPercent)
                .toArray();
        assertEquals(((a[0] + a[1]) / 2 + 3 * (a[1] + a[2]) / 2) / 4, result.areaUnderCurve(), 1e-9);
        RobustnessResult single = of(new GradientStep(Norm.L2), 2).evaluate(model, AttackModels.data());
        assertEquals(a[1], single.areaUnderCurve());
        assertEquals("l2", single.attackId());
        assertEquals(Norm.L2, single.norm());
    }

    @Test
    void aTargetedAttackLeavesOutItsOwnClass() {
        Criterion criterion = Criterion.targetClass(1);
        RobustnessResult result = of(ProjectedGradient.of(Norm.L2), 0, 2, 8)
                .withCriterion(criterion)
                .evaluate(model, Batches.of(BATCH));
        assertEquals(40, result.n());
        int[] clean = model.classifier().predict(BATCH.getFeatures()).classes();
        int before = 0;
        int correct = 0;
        for (int i = 0; i < 60; i++) {
            before += i % 3 != 1 && clean[i] == 1 ? 1 : 0;
            correct += i % 3 != 1 && clean[i] == i % 3 ? 1 : 0;
        }
        assertEquals(correct, result.budgets().get(0).correct());
        assertEquals(100.0 * before / 40, result.budgets().get(0).successPercent(), 1e-9);
        assertTrue(result.budgets().get(1).successPercent()
                > result.budgets().get(0).successPercent());
        assertEquals(100, result.budgets().get(2).successPercent());
        assertEquals(0, result.budgets().get(2).correct());
    }

    @Test
    void everyGoalCanBeReached() {
        for (Criterion criterion :
                List.of(Criterion.misclassification(), Criterion.nextClass(), Criterion.leastLikely())) {
            RobustnessResult result = of(ProjectedGradient.of(Norm.L_INFINITY), 10)
                    .withCriterion(criterion)
                    .evaluate(model, Batches.of(BATCH));
            assertTrue(result.budgets().get(0).successPercent() > 95, criterion + " " + result.budgets());
        }
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void errorGrowsWithTheSize(Norm norm) {
        RobustnessResult result = of(new GradientStep(norm), 0, 1, 3, 8).evaluate(model, AttackModels.data());
        double previous = model.classifier().errorPercent(AttackModels.data());
        assertTrue(previous < 10, "the model is a good one: " + previous);
        for (BudgetResult level : result.budgets()) {
            assertTrue(level.errorPercent() >= previous, level.budget() + ": " + level.errorPercent());
            previous = level.errorPercent();
        }
        assertTrue(previous > 50, "a large attack succeeds: " + previous);
    }

    /** In four dimensions a level of 2 is an L-infinity norm of 1. */
    @Test
    void epsilonsAreInTheAttacksOwnNorm() {
        GradientStep fgsm = new GradientStep(Norm.L_INFINITY);
        RobustnessResult byLevel = of(fgsm, 0, 2).evaluate(model, AttackModels.data());
        RobustnessResult byEpsilon =
                RobustnessEvaluator.of(fgsm, Budgets.epsilons(0, 1)).evaluate(model, AttackModels.data());
        assertEquals(Budgets.Unit.LEVEL, byLevel.unit());
        assertEquals(Budgets.Unit.EPSILON, byEpsilon.unit());
        BudgetResult level = byLevel.budgets().get(1);
        BudgetResult epsilon = byEpsilon.budgets().get(1);
        assertEquals(2, level.budget());
        assertEquals(1, epsilon.budget());
        assertEquals(level.epsilon(), epsilon.epsilon());
        assertEquals(level.success(), epsilon.success());
        assertEquals(level.sizes(), epsilon.sizes());
    }

    private static Classifier plain(TrainedModel of) {
        return Classifier.of(
                PlainGraphs.of(NaiveMlp.of(of), DataType.FLOAT, AttackModels.INPUTS),
                PlainGraphs.INPUT,
                PlainGraphs.LOGITS);
    }

    /** The same function as a graph of anyone's is as robust, by each attack that takes one. */
    @ParameterizedTest
    @EnumSource(
            names = {"VAT", "MAT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aPlainGraphIsMeasuredAsAModelIs(StandardAttack attack) {
        try (Classifier classifier = plain(model);
                Classifier source = plain(other)) {
            RobustnessEvaluator evaluator = of(attack.create(), 0.5, 2);
            assertSameBudgets(
                    evaluator.evaluate(model, AttackModels.data()),
                    evaluator.evaluate(classifier, AttackModels.data()));
            RobustnessResult transfer = evaluator.evaluateTransfer(source, classifier, AttackModels.data());
            assertTrue(transfer.transfer());
            assertEquals(AttackModels.N, transfer.n());
        }
    }

    private static void assertSameBudgets(RobustnessResult expected, RobustnessResult actual) {
        assertEquals(expected.n(), actual.n());
        for (int l = 0; l < 2; l++) {
            BudgetResult wanted = expected.budgets().get(l);
            BudgetResult found = actual.budgets().get(l);
            assertEquals(wanted.success(), found.success());
            assertEquals(wanted.meanSize(), found.meanSize(), 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VAT", "MAT"})
    void attacksThatReadTheLatentNeedATrainedModel(StandardAttack attack) {
        try (Classifier classifier = plain(model)) {
            assertRefused(
                    () -> of(attack.create(), 1).evaluate(classifier, AttackModels.data()),
                    "'" + attack.id() + "'",
                    "attacks trained models");
        }
    }
}
