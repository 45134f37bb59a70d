package org.mat4j.core.measure.attack;

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

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = AttackModels.sane();
    }

    @AfterAll
    static void close() {
        model.close();
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
