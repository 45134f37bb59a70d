package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mat4j.core.testing.Refusals.assertRefused;
import static org.mat4j.core.testing.Refusals.assertThrown;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What an evaluation refuses, and how it says so. */
class RefusedAttackTest {
    private static final DataSet BATCH = Blobs.batch(60, 4, 3, 31);
    private static final RobustnessEvaluator STEP =
            RobustnessEvaluator.of(new GradientStep(Norm.L2), Budgets.levels(1));

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = AttackModels.sane();
    }

    @AfterAll
    static void close() {
        model.close();
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
        public OpenAttack on(TrainedModel model, Bounds bounds, Criterion criterion) {
            return new OpenAttack() {
                @Override
                public List<INDArray> perturb(AttackBatch batch, double... epsilons) {
                    return Arrays.stream(epsilons)
                            .mapToObj(e -> e == 0 ? batch.features() : change.apply(batch.features()))
                            .toList();
                }

                @Override
                public void close() {}
            };
        }
    }

    private static RobustnessEvaluator fake(UnaryOperator<INDArray> change, Budgets budgets) {
        return RobustnessEvaluator.of(new Fake(change), budgets);
    }

    private static void assertCaught(RobustnessEvaluator evaluator, Object... parts) {
        DataSet batch = Blobs.batch(3, 4, 3, 31);
        assertThrown(IllegalStateException.class, () -> evaluator.evaluate(model, Batches.of(batch, batch)), parts);
    }

    @Test
    void anAttackThatCheatsIsCaught() {
        assertCaught(
                fake(x -> x.add(1), Budgets.levels(0, 1.5)),
                "attack 'fake' changes example 0 by ",
                "(L2) at level 1.5, expected at most 1.5");
        assertCaught(fake(x -> x.add(1), Budgets.epsilons(1.5)), "at epsilon 1.5");
        assertCaught(
                fake(x -> x.add(18), Budgets.levels(100)).withBounds(new Bounds(-20, 20)),
                "at level 100.0",
                "-20.0..20.0");
        assertCaught(fake(x -> Nd4j.zeros(2, 4), Budgets.levels(1)), "shape [2, 4]", "[3, 4]");
        assertCaught(fake(x -> x.dup().assign(Float.NaN), Budgets.levels(1)), "changes example 0 by NaN");
        assertFalse(fake(x -> x.add(1), Budgets.levels(0, 2))
                .evaluate(model, Batches.of(BATCH))
                .budgets()
                .isEmpty());
    }

    @Test
    void logitsThatAreNotFiniteAreRefused() {
        try (TrainedModel broken = AttackModels.withParametersOf(
                model, TestNetwork.dense(4, 3, 3), p -> p.parameter("c").assign(Float.NaN))) {
            assertThrown(IllegalStateException.class, () -> STEP.evaluate(broken, Batches.of(BATCH)), "a logit of NaN");
        }
    }

    @Test
    void aSourceOfAnotherShapeIsRefused() {
        try (TrainedModel wide = Models.trained(TestNetwork.dense(5, 3, 2), DataType.FLOAT, 1)) {
            assertRefused(
                    () -> STEP.evaluateTransfer(wide, model, Batches.of(BATCH)),
                    "[5] in 2 classes",
                    "[4] in 3 classes");
        }
    }

    @Test
    void dataThatCannotBeAttackedIsRefused() {
        assertRefused(() -> STEP.evaluate(model, Batches.of()), "no example", "the data is empty");
        DataSet second = (DataSet) BATCH.getRange(1, 2);
        assertRefused(
                () -> STEP.withCriterion(Criterion.targetClass(1)).evaluate(model, Batches.of(second)),
                "no example",
                "'class-1'");
        assertRefused(
                () -> STEP.withBounds(new Bounds(0, 1)).evaluate(model, Batches.of(BATCH)), "the bounds 0.0..1.0");
        assertRefused(() -> STEP.evaluate(model, Batches.of(Blobs.batch(3, 5, 3, 1))), "features of shape [3, 5]");
        try (OpenAttack open = STEP.attack().on(model, Bounds.unlimited())) {
            assertRefused(() -> open.perturb(BATCH.getFeatures(), Nd4j.zeros(8, 3), 1, 1), "labels of shape [8, 3]");
        }
    }
}
