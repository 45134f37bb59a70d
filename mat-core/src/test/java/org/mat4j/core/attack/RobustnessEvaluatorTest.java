package org.mat4j.core.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.perturbation.Norm;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

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

    private static String message(Class<? extends RuntimeException> type, Executable executable) {
        return assertThrows(type, executable).getMessage();
    }

    /** An attack that adds whatever it likes to every input. */
    private record Fake(UnaryOperator<INDArray> change) implements Attack {

        @Override
        public String id() {
            return "fake";
        }

        @Override
        public Norm norm() {
            return Norm.L2;
        }

        @Override
        public Kind kind() {
            return Kind.NOISE;
        }

        @Override
        public OpenAttack on(TrainedModel model, PixelRange range, Goal goal) {
            return new OpenAttack() {
                @Override
                public List<INDArray> perturb(AttackBatch batch, double... epsilons) {
                    List<INDArray> all = new ArrayList<>();
                    for (double epsilon : epsilons) {
                        all.add(epsilon == 0 ? batch.features() : change.apply(batch.features()));
                    }
                    return all;
                }

                @Override
                public void close() {}
            };
        }
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

    @Test
    void refusesAnAttackThatCheats() {
        DataSet batch = Blobs.batch(3, 4, 3, 31);
        assertTrue(message(
                        IllegalStateException.class,
                        () -> of(new Fake(x -> x.add(1))).levels(0, 1.5).build().evaluate(Batches.of(batch, batch)))
                .matches("attack 'fake' changes example 0 by (2\\.0|1\\.99+)\\d* \\(L2\\) at level 1\\.5; expected at"
                        + " most 1\\.5"));
        assertFalse(of(new Fake(x -> x.add(1)))
                .levels(0, 2)
                .build()
                .evaluate(Batches.of(batch))
                .levels()
                .isEmpty());
        PixelRange range = new PixelRange(-20, 20);
        assertTrue(message(IllegalStateException.class, () -> of(new Fake(x -> x.add(18)))
                        .range(range)
                        .levels(100)
                        .build()
                        .evaluate(Batches.of(batch)))
                .endsWith(" at level 100.0; expected within PixelRange[low=-20.0, high=20.0]"));
        assertEquals(
                "attack 'fake' gives inputs of shape [2, 4]; expected [3, 4]",
                message(IllegalStateException.class, () -> of(new Fake(x -> Nd4j.zeros(2, 4)))
                        .levels(1)
                        .build()
                        .evaluate(Batches.of(batch))));
        assertTrue(message(IllegalStateException.class, () -> of(new Fake(
                                x -> x.dup().assign(Float.NaN)))
                        .levels(1)
                        .build()
                        .evaluate(Batches.of(batch)))
                .startsWith("attack 'fake' changes example 0 by NaN"));
    }

    @Test
    void refusesLogitsThatAreNotFinite() {
        try (TrainedModel broken = AttackModels.withParametersOf(
                model, TestNetwork.dense(4, 3, 3), p -> p.parameter("c").assign(Float.NaN))) {
            assertEquals(
                    "the model gives a logit of NaN; expected finite ones: an attack on it would mean nothing",
                    message(IllegalStateException.class, () -> RobustnessEvaluator.builder(
                                    broken, new GradientStep(Norm.L2))
                            .levels(1)
                            .build()
                            .evaluate(Batches.of(BATCH))));
        }
    }

    @Test
    void refusesBadSettings() {
        GradientStep step = new GradientStep(Norm.L2);
        for (double[] bad : new double[][] {{}, {-1}, {Double.NaN}, {Double.POSITIVE_INFINITY}, {1, 1}, {2, 1}}) {
            assertEquals(
                    "attack levels are " + Arrays.toString(bad)
                            + "; expected at least one, finite, not negative, in strictly rising order",
                    message(IllegalArgumentException.class, () -> of(step).levels(bad)
                            .build()));
        }
        try (TrainedModel wide = Models.trained(TestNetwork.dense(5, 3, 2), DataType.FLOAT, 1)) {
            assertEquals(
                    "the source model takes inputs of shape [5] in 2 classes; expected [4] in 3 classes as the model"
                            + " that is tested",
                    message(
                            IllegalArgumentException.class,
                            () -> of(step).levels(1).source(wide).build()));
        }
        assertEquals(
                "target class is 3; expected 0 to 2 as the model has",
                message(IllegalArgumentException.class, () -> of(step).levels(1)
                        .goal(Goal.fixedClass(3))
                        .build()
                        .evaluate(Batches.of(BATCH))));
    }

    @Test
    void refusesBadData() {
        RobustnessEvaluator evaluator = of(new GradientStep(Norm.L2)).levels(1).build();
        assertEquals(
                "there is no example to attack: the data is empty",
                message(IllegalArgumentException.class, () -> evaluator.evaluate(Batches.of())));
        DataSet second = (DataSet) BATCH.getRange(1, 2);
        assertEquals(
                "there is no example to attack: all are of the class that goal 'class-1' wants",
                message(IllegalArgumentException.class, () -> of(new GradientStep(Norm.L2))
                        .levels(1)
                        .goal(Goal.fixedClass(1))
                        .build()
                        .evaluate(Batches.of(second))));
        assertTrue(message(IllegalArgumentException.class, () -> of(new GradientStep(Norm.L2))
                        .levels(1)
                        .range(new PixelRange(0, 1))
                        .build()
                        .evaluate(Batches.of(BATCH)))
                .contains("expected within the pixel range [0.0, 1.0]"));
        assertEquals(
                "a batch has features of shape [3, 5]; expected [n, 4]",
                message(IllegalArgumentException.class, () -> evaluator.evaluate(Batches.of(Blobs.batch(3, 5, 3, 1)))));
    }
}
