package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What holds of all attacks. */
class EveryAttackTest {
    private static final DataSet BATCH = Blobs.batch(60, 4, 3, 30);
    private static final INDArray X = BATCH.getFeatures();
    private static final INDArray Y = BATCH.getLabels();

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = AttackModels.sane();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    static Stream<Attack> attacks() {
        return Stream.concat(
                Stream.of(StandardAttack.values()).map(StandardAttack::create),
                Stream.of(new RandomNoise(Norm.L_INFINITY)));
    }

    private static double[] sizes(Attack attack, INDArray r) {
        return attack.norm() == Norm.L2
                ? r.norm2(1).toDoubleVector()
                : r.normmax(1).toDoubleVector();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void keepsToSizeAndBounds(Attack attack) {
        Bounds narrow = new Bounds(-3, 3);
        INDArray inside = narrow.clip(X.dup());
        double[] epsilons = {0, 1e-3, 0.7, 8};
        for (Bounds bounds : List.of(narrow, Bounds.unlimited())) {
            try (OpenAttack open = attack.on(model, bounds)) {
                List<INDArray> found = open.perturb(AttackBatch.of(inside, Y, 2), epsilons);
                for (int s = 0; s < epsilons.length; s++) {
                    double[] sizes = sizes(attack, found.get(s).sub(inside));
                    double epsilon = epsilons[s];
                    double tolerance = 2e-6 * Math.max(1, epsilon);
                    assertTrue(DoubleStream.of(sizes).allMatch(n -> n <= epsilon + tolerance), "at " + epsilon);
                    assertTrue(bounds.contains(found.get(s)), "at " + epsilon);
                    assertEquals(epsilon == 0, found.get(s).equals(inside), "at " + epsilon);
                    // An attack in steps stops as soon as it succeeds.
                    if (bounds.isUnlimited() && attack.kind() != Attack.Kind.ITERATED) {
                        assertTrue(DoubleStream.of(sizes).allMatch(n -> n >= epsilon - tolerance), "at " + epsilon);
                    }
                }
            }
        }
    }

    /** Two rows, one column, two channels; given with the channels last or first. */
    @ParameterizedTest
    @MethodSource("attacks")
    void takesImages(Attack attack) {
        INDArray images = X.dup().reshape(60, 2, 1, 2);
        Bounds bounds = new Bounds(-6, 6);
        TestNetwork network = TestNetwork.dense(new long[] {2, 1, 2}, 3, 3);
        try (TrainedModel ofImages = AttackModels.withParametersOf(model, network, p -> {});
                TrainedModel flat = AttackModels.withParametersOf(model, TestNetwork.dense(4, 3, 3), p -> {});
                OpenAttack onImages = attack.on(ofImages, bounds);
                OpenAttack onFlat = attack.on(flat, bounds)) {
            double[] expected = Values.flat(onFlat.perturb(X, Y, 1.5, 2));
            for (INDArray form : List.of(images, images.permute(0, 3, 1, 2).dup('c'))) {
                INDArray found = onImages.perturb(form, Y, 1.5, 2);
                assertArrayEquals(new long[] {60, 2, 1, 2}, found.shape());
                assertArrayEquals(expected, Values.flat(found), 1e-4);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void doesNotDependOnTheBatchNorOnOtherSizes(Attack attack) {
        try (OpenAttack open = attack.on(model, Bounds.unlimited())) {
            INDArray whole = open.perturb(AttackBatch.of(X, Y, 3), 0.6, 1.2).get(1);
            for (int from = 0; from < 60; from += 17) {
                var rows = NDArrayIndex.interval(from, Math.min(60, from + 17));
                AttackBatch part =
                        new AttackBatch(X.get(rows, NDArrayIndex.all()), Y.get(rows, NDArrayIndex.all()), 3, from);
                assertArrayEquals(
                        Values.flat(whole.get(rows, NDArrayIndex.all())),
                        Values.flat(open.perturb(part, 1.2).get(0)),
                        1e-4);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anEvaluationDoesNotDependOnTheBatchSize(Attack attack) {
        DataSet whole = Blobs.batch(40, 4, 3, 31);
        RobustnessEvaluator evaluator =
                RobustnessEvaluator.of(attack, Budgets.levels(0.5, 1.5)).withSeed(9);
        RobustnessResult one = evaluator.evaluate(model, Batches.of(whole));
        RobustnessResult parts = evaluator.evaluate(
                model, Batches.of((DataSet) whole.getRange(0, 13), (DataSet) whole.getRange(13, 40)));
        for (int b = 0; b < 2; b++) {
            BudgetResult a = one.budgets().get(b);
            assertEquals(a.success(), parts.budgets().get(b).success());
            for (int i = 0; i < 40; i++) {
                assertEquals(a.sizes().get(i), parts.budgets().get(b).sizes().get(i), 1e-4);
            }
        }
        assertEquals(one, evaluator.evaluate(model, Batches.of(whole)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void clippingReportsTheTrueSize(Attack attack) {
        Bounds bounds = new Bounds(-2.5, 2.5);
        DataSet inside = new DataSet(bounds.clip(X.dup()), Y);
        RobustnessEvaluator evaluator = RobustnessEvaluator.of(attack, Budgets.levels(12));
        BudgetResult free =
                evaluator.evaluate(model, Batches.of(inside)).budgets().get(0);
        BudgetResult clipped = evaluator
                .withBounds(bounds)
                .evaluate(model, Batches.of(inside))
                .budgets()
                .get(0);
        boolean smaller = false;
        for (int i = 0; i < 60; i++) {
            assertTrue(clipped.sizes().get(i) <= clipped.epsilon() + 1e-4);
            smaller |= clipped.sizes().get(i) < free.sizes().get(i) - 1e-3;
        }
        // An attack in steps may stop before it reaches the border.
        assertTrue(smaller || attack.kind() == Attack.Kind.ITERATED, "some perturbation was clipped");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aLoadedModelIsAttackedAlike(Attack attack, @TempDir Path folder) {
        Path file = folder.resolve("model.zip");
        model.save(file);
        try (TrainedModel loaded = TrainedModel.load(file);
                OpenAttack one = attack.on(model, Bounds.unlimited());
                OpenAttack other = attack.on(loaded, Bounds.unlimited())) {
            assertEquals(one.perturb(X, Y, 0.5, 1), other.perturb(X, Y, 0.5, 1));
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void refusesBadSizesAndData(Attack attack) {
        try (OpenAttack open = attack.on(model, new Bounds(-20, 20))) {
            for (double bad : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertRefused(() -> open.perturb(X, Y, bad, 1), "epsilon", bad);
            }
            assertRefused(() -> open.perturb(Nd4j.zeros(9, 5), Y, 1, 1), "features of shape [9, 5]", "[n, 4]");
            assertRefused(() -> open.perturb(X.add(18), Y, 1, 1), "bounds -20.0..20.0");
        }
        assertRefused(
                () -> attack.on(model, Bounds.unlimited(), Criterion.targetClass(3)), "target class", 3, "0 to 2");
    }
}
