package org.mat4j.lab.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.ProjectedGradient;
import org.mat4j.core.measure.attack.RobustnessResult;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.preprocess.Preprocessing;

/** Curves of real models. */
class RobustnessMeasurementTest {

    private static final int EXAMPLES = 200;
    private static final List<StandardAttack> ATTACKS =
            List.of(StandardAttack.L2, StandardAttack.PGD_L2, StandardAttack.NOISE);

    private static NamedModel first;
    private static NamedModel second;

    @BeforeAll
    static void train() {
        first = new NamedModel("first", Trained.model(Methods.baseline(), 1));
        second = new NamedModel("second", Trained.model(Methods.baseline(), 2));
    }

    @AfterAll
    static void close() {
        first.model().close();
        second.model().close();
    }

    private static RobustnessConfig config() {
        return RobustnessConfig.defaults()
                .withAttacks(ATTACKS.stream().map(StandardAttack::create).toList())
                .withBudgets(Budgets.levels(0, 1, 2))
                .withExamples(EXAMPLES);
    }

    private static RobustnessMeasurement measure(List<NamedModel> models, RobustnessConfig config) {
        return RobustnessMeasurement.of(models, Trained.TEST, config, (m, a) -> {});
    }

    private static double accuracy(RobustnessResult result, int level) {
        return result.budgets().get(level).accuracyPercent();
    }

    @Test
    void strongerAttacksLeaveLess() {
        List<String> started = new ArrayList<>();
        RobustnessMeasurement measured = RobustnessMeasurement.of(
                List.of(first, second), Trained.TEST, config(), (m, a) -> started.add(m + " " + a.id()));

        assertEquals(
                List.of("first l2", "first pgd-l2", "first noise", "second l2", "second pgd-l2", "second noise"),
                started);
        assertEquals(
                started,
                measured.curves().stream()
                        .map(c -> c.model() + " " + c.result().attackId())
                        .toList());
        double clean = 100
                - first.model()
                        .classifier()
                        .errorPercent(ExampleIterator.forEvaluation(
                                Trained.TEST.randomSubset(EXAMPLES, ClassBalance.PROPORTIONAL, 1), 100));
        Map<String, RobustnessResult> results = measured.curves().stream()
                .filter(c -> c.model().equals("first"))
                .collect(Collectors.toMap(c -> c.result().attackId(), RobustnessMeasurement.Curve::result));
        results.values().forEach(r -> {
            assertEquals(EXAMPLES, r.n());
            assertEquals(clean, accuracy(r, 0), 1e-9, r.attackId());
        });
        assertTrue(clean > 60, "clean accuracy " + clean);
        for (int level = 1; level < 3; level++) {
            assertTrue(accuracy(results.get("pgd-l2"), level) <= accuracy(results.get("l2"), level));
            assertTrue(accuracy(results.get("l2"), level) < accuracy(results.get("noise"), level) - 10);
        }
        assertEquals(List.of(), measured.warnings());
    }

    @Test
    void aModelTransfersToItselfAndLessToAnother() {
        RobustnessMeasurement white = measure(List.of(second), config());
        RobustnessMeasurement transfer = measure(List.of(first, second), config().withSource(Optional.of(first)));
        List<RobustnessMeasurement.Curve> curves = transfer.curves();
        assertEquals("first", curves.get(0).model());
        assertFalse(curves.get(0).result().transfer(), "the source itself");
        assertTrue(curves.get(3).result().transfer());
        double own = accuracy(white.curves().get(0).result(), 2);
        double foreign = accuracy(curves.get(3).result(), 2);
        assertTrue(own < foreign, own + " under its own gradient, " + foreign + " under the other's");
        assertTrue(foreign < accuracy(curves.get(3).result(), 0) - 5, "it does transfer");
        assertEquals(
                ProjectedGradient.Stop.AFTER_ALL_STEPS,
                ((ProjectedGradient) curves.get(4).result().evaluator().attack()).stop());
    }

    @Test
    void clippedImagesAreImages() {
        RobustnessMeasurement free = measure(List.of(first), config());
        RobustnessMeasurement clipped = measure(List.of(first), config().withLimits(Bounds.images()));
        assertEquals(1, clipped.curves().get(0).result().evaluator().bounds().high());
        double freeSize = free.curves().get(0).result().budgets().get(2).meanSize();
        double clippedSize = clipped.curves().get(0).result().budgets().get(2).meanSize();
        assertEquals(2, freeSize, 1e-4);
        assertTrue(clippedSize < 1.95, "clipping takes away from the perturbation: " + clippedSize);
    }

    /** Pixels in [0, 1] are the input of every model, whatever its first layer. */
    @Test
    void modelsWithAFirstLayerAreClippedAndAttackedByTransfer() {
        Preprocessing zca = new Preprocessing.Zca(0.1);
        for (Preprocessing preprocessing : List.of(Preprocessing.STANDARDIZED, zca)) {
            try (TrainedModel model = Trained.model(Methods.baseline(), 1, preprocessing)) {
                NamedModel other = new NamedModel("other", model);
                RobustnessConfig clipped = config().withAttacks(List.of(StandardAttack.L2.create()))
                        .withLimits(Bounds.images());
                RobustnessResult own =
                        measure(List.of(other), clipped).curves().get(0).result();
                assertEquals(1, own.evaluator().bounds().high());
                assertTrue(own.budgets().get(2).meanSize() < 1.95, () -> "clipped: " + own.budgets());
                RobustnessResult transferred = measure(List.of(other), clipped.withSource(Optional.of(second)))
                        .curves()
                        .get(0)
                        .result();
                assertTrue(accuracy(own, 2) < accuracy(transferred, 2), () -> own + " against " + transferred);
                assertTrue(accuracy(transferred, 2) <= accuracy(own, 0), transferred::toString);
            }
        }
    }

    @Test
    void badConfigsAreRefused() {
        ProjectedGradient pgd = ProjectedGradient.of(Norm.L2);
        assertRefused(() -> config().withAttacks(List.of()), "attacks", "[]");
        assertRefused(() -> config().withAttacks(List.of(pgd, pgd.withSteps(3))), "attacks", "[pgd-l2, pgd-l2]");
        assertRefused(() -> config().withExamples(0), "examples", 0);
    }
}
