package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.measure.attack.ProjectedGradient.Stop;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ProjectedGradientTest {

    private static final DataSet BATCH = Blobs.batch(60, 4, 3, 30);
    private static final INDArray X = BATCH.getFeatures();
    private static final INDArray Y = BATCH.getLabels();

    private static TrainedModel model;
    private static TrainedModel saturated;

    @BeforeAll
    static void train() {
        model = AttackModels.sane();
        saturated = AttackModels.saturated(model);
    }

    @AfterAll
    static void close() {
        model.close();
        saturated.close();
    }

    private static RobustnessResult evaluate(Attack attack, double... levels) {
        return RobustnessEvaluator.builder(model, attack).levels(levels).build().evaluate(AttackModels.data());
    }

    private static INDArray perturb(TrainedModel on, ProjectedGradient pgd, double epsilon, long seed) {
        try (OpenAttack attack = pgd.on(on, PixelRange.unlimited())) {
            return attack.perturb(X, Y, epsilon, seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void isAtLeastAsStrongAsOneStepAndFallsToZero(Norm norm) {
        double[] levels = {0, 0.5, 1, 1.5, 2, 3, 4, 6};
        RobustnessResult steps = evaluate(ProjectedGradient.builder(norm).build(), levels);
        RobustnessResult one = evaluate(new GradientStep(norm), levels);
        double previous = 100;
        for (int l = 0; l < levels.length; l++) {
            double accuracy = steps.levels().get(l).accuracyPercent();
            assertTrue(accuracy <= one.levels().get(l).accuracyPercent(), "level " + levels[l]);
            assertTrue(accuracy <= previous, "level " + levels[l]);
            previous = accuracy;
        }
        assertEquals(
                one.levels().get(0).accuracyPercent(), steps.levels().get(0).accuracyPercent());
        assertEquals(0, previous);
        assertTrue(steps.areaUnderCurve() < one.areaUnderCurve() - 1, "strictly stronger somewhere");
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void restartsNeverWeaken(Norm norm) {
        boolean[] before = new boolean[AttackModels.N];
        int first = -1;
        int successes = 0;
        for (int restarts : new int[] {1, 2, 6}) {
            // One coarse step from each start: the starts matter.
            ProjectedGradient pgd = ProjectedGradient.builder(norm)
                    .steps(1)
                    .stepSize(1)
                    .restarts(restarts)
                    .build();
            boolean[] success = evaluate(pgd, 2.5).levels().get(0).success();
            successes = 0;
            for (int i = 0; i < success.length; i++) {
                assertTrue(success[i] || !before[i], restarts + " restarts, example " + i);
                successes += success[i] ? 1 : 0;
            }
            first = first < 0 ? successes : first;
            before = success;
        }
        assertTrue(successes > first, "restarts help: " + successes + " after " + first);
    }

    @Test
    void sameSeedSameResult() {
        ProjectedGradient pgd = ProjectedGradient.builder(Norm.L2).steps(2).build();
        assertEquals(perturb(model, pgd, 1, 4), perturb(model, pgd, 1, 4));
        assertNotEquals(perturb(model, pgd, 1, 4), perturb(model, pgd, 1, 5));
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void doesNotDependOnTheBatchNorOnOtherSizes(Norm norm) {
        ProjectedGradient pgd = ProjectedGradient.builder(norm).build();
        try (OpenAttack attack = pgd.on(model, PixelRange.unlimited())) {
            List<INDArray> whole = attack.perturb(AttackBatch.of(X, Y, 3), 0.6, 1.2);
            for (int from = 0; from < 60; from += 17) {
                int to = Math.min(60, from + 17);
                var rows = NDArrayIndex.interval(from, to);
                AttackBatch part =
                        new AttackBatch(X.get(rows, NDArrayIndex.all()), Y.get(rows, NDArrayIndex.all()), 3, from);
                assertArrayEquals(
                        whole.get(1).get(rows, NDArrayIndex.all()).dup().data().asDouble(),
                        attack.perturb(part, 1.2).get(0).data().asDouble(),
                        1e-4);
            }
        }
    }

    @Test
    void leavesWhatIsWrongAlready() {
        int[] predicted = model.classifier().predict(X).classes();
        INDArray otherLabels = Nd4j.zeros(60, 3);
        for (int i = 0; i < 60; i++) {
            otherLabels.putScalar(i, (predicted[i] + i % 2) % 3, 1);
        }
        try (OpenAttack attack = ProjectedGradient.builder(Norm.L2).build().on(model, PixelRange.unlimited())) {
            INDArray perturbed = attack.perturb(X, otherLabels, 0.5, 1);
            for (int i = 0; i < 60; i++) {
                assertEquals(i % 2 == 1, X.getRow(i).equals(perturbed.getRow(i)), "example " + i);
            }
        }
    }

    /** A saturated softmax gives a gradient of exactly zero: the example stays, without a NaN. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void aZeroGradientKeepsThePoint(Norm norm) {
        ProjectedGradient once = ProjectedGradient.builder(norm).restarts(1).build();
        INDArray perturbed = perturb(saturated, once, 1, 1);
        int kept = 0;
        for (int i = 0; i < 60; i++) {
            kept += perturbed.getRow(i).equals(X.getRow(i)) ? 1 : 0;
            assertTrue(Double.isFinite(perturbed.getRow(i).sumNumber().doubleValue()));
        }
        assertTrue(kept > 50, "kept " + kept);
        // The further runs search at random.
        INDArray searched =
                perturb(saturated, ProjectedGradient.builder(norm).restarts(20).build(), 3, 1);
        int[] found = model.classifier().predict(searched).classes();
        int[] clean = model.classifier().predict(X).classes();
        assertFalse(Arrays.equals(found, clean));
        assertTrue(Double.isFinite(searched.sumNumber().doubleValue()));
    }

    @Test
    void goesOnBeyondItsFirstSuccessIfTold() {
        ProjectedGradient first = ProjectedGradient.builder(Norm.L2).restarts(2).build();
        ProjectedGradient all = ProjectedGradient.builder(Norm.L2)
                .restarts(2)
                .stop(Stop.AFTER_ALL_STEPS)
                .build();
        LogitRows shortly = LogitRows.of(
                model.classifier().predict(perturb(model, first, 2.5, 1)).logits());
        LogitRows fully = LogitRows.of(
                model.classifier().predict(perturb(model, all, 2.5, 1)).logits());
        int successes = 0;
        for (int i = 0; i < 60; i++) {
            if (shortly.margin(i, i % 3) < 0) {
                successes++;
                assertTrue(fully.margin(i, i % 3) <= shortly.margin(i, i % 3), "example " + i);
            }
        }
        assertTrue(successes > 20, "successes " + successes);
    }

    @Test
    void refusesBadSettings() {
        assertEquals(
                "steps is 0; expected at least 1",
                message(ProjectedGradient.builder(Norm.L2).steps(0)));
        assertEquals(
                "restarts is 0; expected at least 1",
                message(ProjectedGradient.builder(Norm.L2).restarts(0)));
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals(
                    "step size is " + bad + "; expected a positive, finite number",
                    message(ProjectedGradient.builder(Norm.L2).stepSize(bad)));
        }
        ProjectedGradient defaults = ProjectedGradient.builder(Norm.L_INFINITY).build();
        assertEquals(new ProjectedGradient(Norm.L_INFINITY, 20, 0.125, 5, Stop.AT_SUCCESS), defaults);
        assertEquals(0.25, ProjectedGradient.builder(Norm.L2).steps(10).build().stepSize());
    }

    private static String message(ProjectedGradient.Builder builder) {
        return assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    }

    @ParameterizedTest
    @EnumSource(StandardAttack.class)
    void everyAttackKeepsToSizeAndRange(StandardAttack attack) {
        PixelRange range = new PixelRange(-3, 3);
        INDArray inside = range.clip(X.dup());
        double[] sizes = {0, 0.01, 0.7, 3};
        for (PixelRange limits : List.of(range, PixelRange.unlimited())) {
            try (OpenAttack open = attack.create().on(model, limits)) {
                List<INDArray> found = open.perturb(AttackBatch.of(inside, Y, 2), sizes);
                for (int s = 0; s < sizes.length; s++) {
                    INDArray r = found.get(s).sub(inside);
                    double limit = sizes[s] + 2e-6;
                    double[] norms = attack.create().norm() == Norm.L2
                            ? r.norm2(1).toDoubleVector()
                            : r.normmax(1).toDoubleVector();
                    assertTrue(DoubleStream.of(norms).allMatch(n -> n <= limit), attack + " at " + sizes[s]);
                    assertTrue(limits.contains(found.get(s)), attack + " at " + sizes[s]);
                    assertEquals(sizes[s] == 0, found.get(s).equals(inside), attack + " at " + sizes[s]);
                }
            }
        }
    }

    /** Two rows, one column, two channels; given with the channels first, as a view, or flattened. */
    @ParameterizedTest
    @EnumSource(StandardAttack.class)
    void everyAttackTakesImages(StandardAttack attack) {
        INDArray images = X.dup().reshape(60, 2, 1, 2);
        PixelRange range = new PixelRange(-6, 6);
        TestNetwork network = TestNetwork.dense(new long[] {2, 1, 2}, 3, 3);
        try (TrainedModel ofImages = AttackModels.withParametersOf(model, network, p -> {});
                TrainedModel flat = AttackModels.withParametersOf(model, TestNetwork.dense(4, 3, 3), p -> {});
                OpenAttack onImages = attack.create().on(ofImages, range);
                OpenAttack onFlat = attack.create().on(flat, range)) {
            INDArray expected = onFlat.perturb(X, Y, 1.5, 2);
            INDArray found = onImages.perturb(images, Y, 1.5, 2);
            assertArrayEquals(new long[] {60, 2, 1, 2}, found.shape());
            assertArrayEquals(expected.data().asDouble(), found.dup('c').data().asDouble(), 1e-4);
            INDArray channelsFirst = images.permute(0, 3, 1, 2).dup('c');
            assertArrayEquals(
                    expected.data().asDouble(),
                    onImages.perturb(channelsFirst, Y, 1.5, 2).dup('c').data().asDouble(),
                    1e-4);
            assertArrayEquals(
                    expected.data().asDouble(),
                    onImages.perturb(X, Y, 1.5, 2).dup('c').data().asDouble(),
                    1e-4);
        }
    }
}
