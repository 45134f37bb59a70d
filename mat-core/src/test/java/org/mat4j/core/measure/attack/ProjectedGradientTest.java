package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.measure.attack.ProjectedGradient.Stop;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

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

    /** A saturated softmax gives a gradient of exactly zero: the example stays, without a NaN. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void aZeroGradientKeepsThePoint(Norm norm) {
        ProjectedGradient once = ProjectedGradient.of(norm).withRestarts(1);
        INDArray perturbed = perturb(saturated, once, 1, 1);
        int kept = 0;
        for (int i = 0; i < 60; i++) {
            kept += perturbed.getRow(i).equals(X.getRow(i)) ? 1 : 0;
            assertTrue(Double.isFinite(perturbed.getRow(i).sumNumber().doubleValue()));
        }
        assertTrue(kept > 50, "kept " + kept);
        // The further runs search at random.
        INDArray searched = perturb(saturated, ProjectedGradient.of(norm).withRestarts(20), 3, 1);
        int[] found = model.classifier().predict(searched).classes();
        int[] clean = model.classifier().predict(X).classes();
        assertFalse(Arrays.equals(found, clean));
        assertTrue(Double.isFinite(searched.sumNumber().doubleValue()));
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
