package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;
import static org.mat4j.core.testing.Refusals.assertThrown;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.ProjectedGradient;
import org.mat4j.core.measure.attack.RobustnessEvaluator;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class StandardEnsembleTest {
    private static final Bounds BOUNDS = new Bounds(-2.5, 2.5);
    private static final int N = 90;
    private static final DataSet DATA = data();

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(4, 6, 5), DataType.FLOAT, 60);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static DataSet data() {
        DataSet blobs = Blobs.batch(N, 4, 5, 70);
        return new DataSet(BOUNDS.clip(blobs.getFeatures()), blobs.getLabels());
    }

    private static StandardEnsemble ensemble(Norm norm, double epsilon) {
        return StandardEnsemble.of(new Threat(norm, epsilon, BOUNDS))
                .withIterations(20)
                .withQueries(60);
    }

    @ParameterizedTest
    @CsvSource({"L2, 0.5", "L2, 1.2", "L2, 2", "L_INFINITY, 0.3", "L_INFINITY, 0.7", "L_INFINITY, 1"})
    void isNeverWeakerThanProjectedGradient(Norm norm, double epsilon) {
        EnsembleResult ensemble = ensemble(norm, epsilon).withIterations(50).evaluate(model, Batches.of(DATA));
        List<Boolean> fooled = RobustnessEvaluator.of(ProjectedGradient.of(norm), Budgets.epsilons(epsilon))
                .withBounds(BOUNDS)
                .evaluate(model, Batches.of(DATA))
                .budgets()
                .get(0)
                .success();
        int robust = 0;
        for (int i = 0; i < N; i++) {
            assertFalse(fooled.get(i) && ensemble.robust().get(i), "example " + i);
            assertFalse(ensemble.robust().get(i) && !ensemble.correct().get(i), "example " + i);
            robust += ensemble.robust().get(i) ? 1 : 0;
        }
        assertEquals(100.0 * robust / N, ensemble.robustPercent());
        assertTrue(ensemble.robustPercent() < ensemble.cleanPercent());
        assertEquals(List.of(), ensemble.warnings());
    }

    @Test
    void eachAttackTakesWhatTheOnesBeforeLeft() {
        EnsembleResult result = ensemble(Norm.L2, 1).evaluate(model, Batches.of(DATA));
        assertEquals(N, result.n());
        int left = (int) result.correct().stream().filter(c -> c).count();
        assertEquals(100.0 * left / N, result.cleanPercent());
        for (EnsembleResult.Stage stage : result.stages()) {
            assertEquals(left, stage.attacked(), stage.attack().id());
            assertTrue(stage.left() <= stage.attacked(), stage.attack().id());
            assertEquals(100.0 * stage.left() / N, result.leftPercent(stage));
            left = stage.left();
        }
        assertEquals(100.0 * left / N, result.robustPercent());
        assertEquals(
                result.ensemble().attacks(),
                result.stages().stream().map(EnsembleResult.Stage::attack).toList());
    }

    @Test
    void neitherBatchesNorOtherExamplesChangeAFate() {
        StandardEnsemble ensemble = ensemble(Norm.L_INFINITY, 0.5).withIterations(8);
        EnsembleResult whole = ensemble.evaluate(model, Batches.of(DATA));
        DataSet[] parts = {(DataSet) DATA.getRange(0, 1), (DataSet) DATA.getRange(1, 40), (DataSet) DATA.getRange(40, N)
        };
        assertEquals(whole, ensemble.evaluate(model, Batches.of(parts)));
        assertNotEquals(0, whole.robustPercent());
    }

    @Test
    void robustnessFallsWithEpsilonToNothing() {
        double before = 100;
        for (double epsilon : new double[] {1e-6, 0.3, 0.6, 1, 4}) {
            double now = ensemble(Norm.L_INFINITY, epsilon)
                    .evaluate(model, Batches.of(DATA))
                    .robustPercent();
            assertTrue(now <= before, "epsilon " + epsilon);
            before = now;
        }
        assertEquals(0, before);
    }

    @Test
    void twoAndThreeClassesCanBeAttacked() {
        for (int classes = 2; classes <= 3; classes++) {
            DataSet blobs = Blobs.batch(30, 4, classes, 70);
            DataSet data = new DataSet(BOUNDS.clip(blobs.getFeatures()), blobs.getLabels());
            try (TrainedModel few = Models.trained(TestNetwork.dense(4, 3, classes), DataType.FLOAT, 40)) {
                EnsembleResult result = ensemble(Norm.L2, 6)
                        .withAttacks(List.of(EnsembleAttack.APGD_T))
                        .evaluate(few, Batches.of(data));
                assertEquals(0, result.robustPercent(), classes + " classes");
            }
        }
    }

    /** Of 100 examples 88: the interval that a table of Wilson's score has. */
    @Test
    void theIntervalIsWilsons() {
        List<Boolean> correct = Collections.nCopies(100, true);
        EnsembleResult result = new EnsembleResult(ensemble(Norm.L2, 1), correct, shares(88), List.of());
        double z = 1.959964;
        double center = (0.88 + z * z / 200) / (1 + z * z / 100);
        double half = z / (1 + z * z / 100) * Math.sqrt(0.88 * 0.12 / 100 + z * z / 40000);
        assertEquals(100 * (center - half), result.interval().low(), 1e-4);
        assertEquals(100 * (center + half), result.interval().high(), 1e-4);
        assertEquals(
                0,
                new EnsembleResult(ensemble(Norm.L2, 1), correct, shares(0), List.of())
                        .interval()
                        .low(),
                1e-9);
        assertEquals(
                100,
                new EnsembleResult(ensemble(Norm.L2, 1), correct, correct, List.of())
                        .interval()
                        .high(),
                1e-9);
    }

    private static List<Boolean> shares(int robust) {
        return IntStream.range(0, 100).mapToObj(i -> i < robust).toList();
    }

    @Test
    void aLargerEpsilonThatLeavesMoreIsSuspicious() {
        List<Boolean> correct = Collections.nCopies(100, true);
        EnsembleResult small = new EnsembleResult(ensemble(Norm.L2, 1), correct, shares(40), List.of());
        EnsembleResult large = new EnsembleResult(ensemble(Norm.L2, 2), correct, shares(41), List.of());
        EnsembleResult other = new EnsembleResult(ensemble(Norm.L_INFINITY, 3), correct, shares(50), List.of());
        assertEquals(1, large.warningsAfter(List.of(small, large, other)).size());
        String warning = large.warningsAfter(List.of(small)).get(0);
        assertTrue(warning.contains("epsilon 2.0 leaves 41.0 %, the smaller epsilon 1.0 only 40.0 %"), warning);
        assertEquals(List.of(), small.warningsAfter(List.of(large)));
        assertEquals(List.of(), other.warningsAfter(List.of(small, large)));
        EnsembleResult few = new EnsembleResult(ensemble(Norm.L2, 1), shares(3), shares(2), List.of());
        assertRefused(
                () -> few.warningsAfter(
                        List.of(new EnsembleResult(ensemble(Norm.L2, 1), correct.subList(0, 7), List.of(), List.of()))),
                "number of examples is 7",
                "100, the same ones");
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(() -> StandardEnsemble.of(Norm.L2, 0), "epsilon is 0.0");
        assertRefused(() -> StandardEnsemble.of(Norm.L2, Double.NaN), "epsilon is NaN");
        assertRefused(() -> ensemble(Norm.L2, 1).withIterations(0), "iterations is 0");
        assertRefused(() -> ensemble(Norm.L2, 1).withTargets(-1), "targets is -1");
        assertRefused(() -> ensemble(Norm.L2, 1).withQueries(0), "queries is 0");
        assertRefused(() -> ensemble(Norm.L2, 1).withAttacks(List.of()), "list of attacks is []");
        assertRefused(
                () -> ensemble(Norm.L2, 1).withAttacks(Collections.nCopies(2, EnsembleAttack.APGD_T)),
                "[APGD_T, APGD_T]",
                "none twice");
        assertRefused(() -> ensemble(Norm.L2, 1).evaluate(model, Batches.of()), "no example", "the data is empty");
        assertRefused(() -> StandardEnsemble.of(Norm.L2, 1).evaluate(model, Batches.of(DATA)), "-2.5", "0.0..1.0");
        assertRefused(
                () -> ensemble(Norm.L2, 1).evaluate(model, Batches.of(Blobs.batch(3, 5, 5, 1))),
                "features of shape [3, 5]");
        assertThrown(
                IllegalStateException.class, () -> Answer.blackBox(new double[] {1, Double.NaN}), "a logit of NaN");
    }
}
