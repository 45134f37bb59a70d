package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
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

    private static RobustnessEvaluator.Builder of(Attack attack) {
        return RobustnessEvaluator.builder(model, attack);
    }

    /** Counted by hand from the perturbed inputs; what is wrong without an attack stays wrong. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsByHand(boolean transfer) {
        TrainedModel source = transfer ? other : model;
        GradientStep step = new GradientStep(Norm.L2);
        RobustnessResult result =
                of(step).source(source).levels(0, 1, 2.5).build().evaluate(AttackModels.data());
        assertEquals(AttackModels.N, result.n());
        assertEquals(transfer, result.setting().transfer());
        int wrongBefore = 0;
        try (OpenAttack attack = step.on(source, PixelRange.unlimited())) {
            for (int l = 0; l < 3; l++) {
                LevelResult level = result.levels().get(l);
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
                        assertEquals(wrong, result.reachedBefore().get(i));
                        assertEquals(wrong || found[k] != k % 3, level.success()[i], "example " + i);
                        assertEquals(wrong ? 0 : level.epsilon(), level.sizes()[i], 1e-6);
                        correct += level.success()[i] ? 0 : 1;
                        attacked += wrong ? 0 : 1;
                        sum += level.sizes()[i];
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
                result.levels().get(0).errorPercent(),
                1e-9);
        assertTrue(
                result.levels().get(2).errorPercent() > result.levels().get(0).errorPercent() + 5);
    }

    /** 1 and 3 are the widths of the two trapezoids. */
    @Test
    void theAreaIsTheMeanAccuracy() {
        RobustnessResult result =
                of(new GradientStep(Norm.L2)).levels(1, 2, 5).build().evaluate(AttackModels.data());
        double[] a = result.levels().stream()
                .mapToDouble(LevelResult::accuracyPercent)
                .toArray();
        assertEquals(((a[0] + a[1]) / 2 + 3 * (a[1] + a[2]) / 2) / 4, result.areaUnderCurve(), 1e-9);
        RobustnessResult single =
                of(new GradientStep(Norm.L2)).levels(2).build().evaluate(AttackModels.data());
        assertEquals(a[1], single.areaUnderCurve());
        assertEquals("l2", single.attackId());
        assertEquals(Norm.L2, single.norm());
    }

    @ParameterizedTest
    @EnumSource(StandardAttack.class)
    void doesNotDependOnTheBatchSize(StandardAttack attack) {
        DataSet whole = Blobs.batch(40, 4, 3, 31);
        RobustnessResult one =
                of(attack.create()).levels(0.5, 1.5).seed(9).build().evaluate(Batches.of(whole));
        RobustnessResult parts = of(attack.create())
                .levels(0.5, 1.5)
                .seed(9)
                .build()
                .evaluate(Batches.of((DataSet) whole.getRange(0, 13), (DataSet) whole.getRange(13, 40)));
        for (int l = 0; l < 2; l++) {
            assertArrayEquals(
                    one.levels().get(l).success(), parts.levels().get(l).success());
            assertArrayEquals(one.levels().get(l).sizes(), parts.levels().get(l).sizes(), 1e-4);
        }
        RobustnessResult again =
                of(attack.create()).levels(0.5, 1.5).seed(9).build().evaluate(Batches.of(whole));
        assertEquals(one.levels(), again.levels());
    }

    @Test
    void aTargetedAttackLeavesOutItsOwnClass() {
        Goal goal = Goal.fixedClass(1);
        RobustnessResult result = of(ProjectedGradient.builder(Norm.L2).build())
                .goal(goal)
                .levels(0, 2, 8)
                .build()
                .evaluate(Batches.of(BATCH));
        assertEquals(40, result.n());
        int[] clean = model.classifier().predict(BATCH.getFeatures()).classes();
        int before = 0;
        int correct = 0;
        for (int i = 0; i < 60; i++) {
            before += i % 3 != 1 && clean[i] == 1 ? 1 : 0;
            correct += i % 3 != 1 && clean[i] == i % 3 ? 1 : 0;
        }
        assertEquals(correct, result.levels().get(0).correct());
        assertEquals(100.0 * before / 40, result.levels().get(0).successPercent(), 1e-9);
        assertTrue(
                result.levels().get(1).successPercent() > result.levels().get(0).successPercent());
        assertEquals(100, result.levels().get(2).successPercent());
        assertEquals(0, result.levels().get(2).correct());
    }

    @Test
    void everyGoalCanBeReached() {
        for (Goal goal : List.of(Goal.untargeted(), Goal.nextClass(), Goal.leastLikely())) {
            RobustnessResult result = of(ProjectedGradient.builder(Norm.L_INFINITY)
                            .build())
                    .goal(goal)
                    .levels(10)
                    .build()
                    .evaluate(Batches.of(BATCH));
            assertTrue(result.levels().get(0).successPercent() > 95, goal + " " + result.levels());
        }
    }

    /** A range of pixels makes perturbations smaller, never larger. */
    @ParameterizedTest
    @EnumSource(value = StandardAttack.class)
    void clippingReportsTheTrueSize(StandardAttack attack) {
        PixelRange range = new PixelRange(-2.5, 2.5);
        DataSet inside = new DataSet(range.clip(BATCH.getFeatures().dup()), BATCH.getLabels());
        LevelResult clipped = of(attack.create())
                .range(range)
                .levels(12)
                .build()
                .evaluate(Batches.of(inside))
                .levels()
                .get(0);
        LevelResult free = of(attack.create())
                .levels(12)
                .build()
                .evaluate(Batches.of(inside))
                .levels()
                .get(0);
        boolean smaller = false;
        for (int i = 0; i < 60; i++) {
            assertTrue(clipped.sizes()[i] <= clipped.epsilon() + 1e-4);
            smaller |= clipped.sizes()[i] < free.sizes()[i] - 1e-3;
        }
        // An attack in steps may stop before it reaches the border.
        assertTrue(smaller || attack.create().kind() == Attack.Kind.ITERATED, "some perturbation was clipped");
    }
}
