package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.measure.attack.ProjectedGradient.Stop;
import org.mat4j.core.measure.attack.internal.LogitRows;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ProjectedGradientTest {

    private static final DataSet BATCH = Blobs.batch(60, 4, 3, 30);
    private static final INDArray X = BATCH.getFeatures();
    private static final INDArray Y = BATCH.getLabels();

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

    private static RobustnessResult evaluate(Attack attack, double... levels) {
        return RobustnessEvaluator.of(attack, Budgets.levels(levels)).evaluate(model, AttackModels.data());
    }

    private static INDArray perturb(TrainedModel on, ProjectedGradient pgd, double epsilon, long seed) {
        try (OpenAttack attack = pgd.on(on, Bounds.unlimited())) {
            return attack.perturb(X, Y, epsilon, seed);
        }
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void isAtLeastAsStrongAsOneStepAndFallsToZero(Norm norm) {
        double[] levels = {0, 0.5, 1, 1.5, 2, 3, 4, 6};
        RobustnessResult steps = evaluate(ProjectedGradient.of(norm), levels);
        RobustnessResult one = evaluate(new GradientStep(norm), levels);
        double previous = 100;
        for (int l = 0; l < levels.length; l++) {
            double accuracy = steps.budgets().get(l).accuracyPercent();
            assertTrue(accuracy <= one.budgets().get(l).accuracyPercent(), "level " + levels[l]);
            assertTrue(accuracy <= previous, "level " + levels[l]);
            previous = accuracy;
        }
        assertEquals(
                one.budgets().get(0).accuracyPercent(), steps.budgets().get(0).accuracyPercent());
        assertEquals(0, previous);
        assertTrue(steps.areaUnderCurve() < one.areaUnderCurve() - 1, "strictly stronger somewhere");
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void restartsNeverWeaken(Norm norm) {
        List<Boolean> before = Collections.nCopies(AttackModels.N, false);
        int first = -1;
        int successes = 0;
        for (int restarts : new int[] {1, 2, 6}) {
            // One coarse step from each start: the starts matter.
            ProjectedGradient pgd =
                    ProjectedGradient.of(norm).withSteps(1).withPath(1).withRestarts(restarts);
            List<Boolean> success = evaluate(pgd, 2.5).budgets().get(0).success();
            successes = 0;
            for (int i = 0; i < success.size(); i++) {
                assertTrue(success.get(i) || !before.get(i), restarts + " restarts, example " + i);
                successes += success.get(i) ? 1 : 0;
            }
            first = first < 0 ? successes : first;
            before = success;
        }
        assertTrue(successes > first, "restarts help: " + successes + " after " + first);
    }

    @Test
    void sameSeedSameResult() {
        ProjectedGradient pgd = ProjectedGradient.of(Norm.L2).withSteps(2);
        assertEquals(perturb(model, pgd, 1, 4), perturb(model, pgd, 1, 4));
        assertNotEquals(perturb(model, pgd, 1, 4), perturb(model, pgd, 1, 5));
    }

    @Test
    void leavesWhatIsWrongAlready() {
        int[] predicted = model.classifier().predict(X).classes();
        INDArray otherLabels = Nd4j.zeros(60, 3);
        for (int i = 0; i < 60; i++) {
            otherLabels.putScalar(i, (predicted[i] + i % 2) % 3, 1);
        }
        try (OpenAttack attack = ProjectedGradient.of(Norm.L2).on(model, Bounds.unlimited())) {
            INDArray perturbed = attack.perturb(X, otherLabels, 0.5, 1);
            for (int i = 0; i < 60; i++) {
                assertEquals(i % 2 == 1, X.getRow(i).equals(perturbed.getRow(i)), "example " + i);
            }
        }
    }

    /** Where the gradient is exactly zero the example stays, without a NaN. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void aZeroGradientKeepsThePoint(Norm norm) {
        ProjectedGradient once = ProjectedGradient.of(norm).withRestarts(1);
        INDArray perturbed = perturb(masked, once, 1, 1);
        int kept = 0;
        for (int i = 0; i < 60; i++) {
            kept += perturbed.getRow(i).equals(X.getRow(i)) ? 1 : 0;
            assertTrue(Double.isFinite(perturbed.getRow(i).sumNumber().doubleValue()));
        }
        assertTrue(kept > 50, "kept " + kept);
        // The further runs search at random.
        INDArray searched = perturb(masked, ProjectedGradient.of(norm).withRestarts(20), 3, 1);
        int[] found = model.classifier().predict(searched).classes();
        int[] clean = model.classifier().predict(X).classes();
        assertFalse(Arrays.equals(found, clean));
        assertTrue(Double.isFinite(searched.sumNumber().doubleValue()));
    }

    /** From some 17 on, the cross-entropy's gradient would lose its direction, and be zero from 104 on. */
    @ParameterizedTest
    @CsvSource({"L2, 30", "L2, 100", "L2, 10000", "L_INFINITY, 30", "L_INFINITY, 100", "L_INFINITY, 10000"})
    void howSureAModelIsDoesNotProtectIt(Norm norm, double gap) {
        LogitRows clean = LogitRows.of(model.classifier(), X);
        double smallest = IntStream.range(0, 60)
                .mapToDouble(i -> Math.abs(clean.margin(i, i % 3)))
                .min()
                .orElseThrow();
        try (TrainedModel sure = AttackModels.surer(model, gap / smallest);
                OpenAttack attack = new GradientStep(norm).on(sure, Bounds.unlimited())) {
            double[][] moved = Values.rows(attack.perturb(X, Y, 1, 1).sub(X));
            NaiveMlp naive = NaiveMlp.of(sure);
            for (int i = 0; i < 60; i++) {
                double[] x = Values.rows(X)[i];
                double[] steepest = marginGradient(naive, x, i % 3);
                double length = norm == Norm.L2 ? euclidean(steepest) : 1;
                for (int j = 0; j < x.length; j++) {
                    double expected = norm == Norm.L2 ? steepest[j] / length : Math.signum(steepest[j]);
                    assertEquals(expected, moved[i][j], 2e-3, "example " + i + ", element " + j);
                }
            }
        }
    }

    private static double euclidean(double[] v) {
        return Math.sqrt(Arrays.stream(v).map(value -> value * value).sum());
    }

    /** Of logsumexp of the other logits, minus the label's. */
    private static double[] marginGradient(NaiveMlp naive, double[] x, int label) {
        double[] others = naive.logits(x);
        others[label] = Double.NEGATIVE_INFINITY;
        double largest = Arrays.stream(others).max().orElseThrow();
        double[] weights =
                NaiveLosses.softmax(Arrays.stream(others).map(o -> o - largest).toArray());
        double[][] slopes = naive.logitJacobian(x);
        double[] gradient = new double[x.length];
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < x.length; j++) {
                gradient[j] += (weights[k] - (k == label ? 1 : 0)) * slopes[k][j];
            }
        }
        return gradient;
    }

    @Test
    void runsBeyondItsFirstSuccessIfTold() {
        ProjectedGradient first = ProjectedGradient.of(Norm.L2).withRestarts(2);
        ProjectedGradient all = ProjectedGradient.of(Norm.L2).withRestarts(2).withStop(Stop.AFTER_ALL_STEPS);
        LogitRows shortly = LogitRows.of(model.classifier(), perturb(model, first, 2.5, 1));
        LogitRows fully = LogitRows.of(model.classifier(), perturb(model, all, 2.5, 1));
        int successes = 0;
        for (int i = 0; i < 60; i++) {
            if (shortly.margin(i, i % 3) < 0) {
                successes++;
                assertTrue(fully.margin(i, i % 3) <= shortly.margin(i, i % 3), "example " + i);
            }
        }
        assertTrue(successes > 20, "successes " + successes);
    }
}
