package org.mat4j.lab.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mat4j.core.measure.ood.Detector;
import org.mat4j.core.measure.ood.FittedDetectors;
import org.mat4j.core.measure.ood.Separation;
import org.mat4j.core.method.Methods;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageConversion;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.NoiseImages;

/** The rows are the measures of the parts, on the same samples for all models. */
class OutOfDistributionStudyTest {

    private static final OutOfDistributionConfig CONFIG = OutOfDistributionConfig.defaults()
            .withDetectors(Detector.standard(10))
            .withTrainingExamples(300)
            .withExamples(100)
            .withSeed(4);

    private static NamedModel model;

    @BeforeAll
    static void train() {
        model = new NamedModel("first", Trained.model(Methods.baseline(), 1));
    }

    @AfterAll
    static void close() {
        model.model().close();
    }

    @Test
    void rowsAreThoseOfTheParts() {
        // Twice the size, in color, and more than are asked for.
        ImageData large = ImageConversion.to(new ImageShape(56, 56, 3), Trained.TEST.first(150));
        List<Strangers> sets = new ArrayList<>(List.of(new Strangers("large", large)));
        sets.addAll(Strangers.noise(Trained.TEST, 80, 4));
        List<String> started = new ArrayList<>();

        // Any digits will do to fit detectors to.
        OutOfDistributionStudy study = new OutOfDistributionStudy(Trained.TEST, Trained.TEST, sets, CONFIG);
        NamedModel again = new NamedModel("second", model.model());
        List<OutOfDistributionTable.Row> rows = study.measure(
                        List.of(model, again), (m, set) -> started.add(m + " " + set))
                .rows();

        assertEquals(
                List.of(
                        "first home",
                        "first large",
                        "first noise-uniform",
                        "first noise-gaussian",
                        "second home",
                        "second large",
                        "second noise-uniform",
                        "second noise-gaussian"),
                started);
        assertEquals(2 * 3 * 7, rows.size());
        FittedDetectors fitted = FittedDetectors.of(
                model.model(), ExampleIterator.forEvaluation(Trained.TEST.atMost(300, 4)), CONFIG.detectors());
        Map<String, double[]> home = fitted.scores("home", ExampleIterator.forEvaluation(Trained.TEST.atMost(100, 4)));
        Map<String, double[]> strangers = fitted.scores(
                "large", ExampleIterator.forEvaluation(ImageConversion.to(Trained.TEST.shape(), large.atMost(100, 4))));
        Map<String, double[]> noise =
                fitted.scores("noise", ExampleIterator.forEvaluation(NoiseImages.uniform(Trained.TEST.shape(), 80, 4)));
        for (int d = 0; d < 7; d++) {
            String id = CONFIG.detectors().get(d).id();
            assertEquals(row("first", "large", id, Separation.of(home.get(id), strangers.get(id))), rows.get(d));
            assertEquals(
                    row("second", "noise-uniform", id, Separation.of(home.get(id), noise.get(id))), rows.get(28 + d));
        }
        assertTrue(rows.stream().anyMatch(r -> r.auroc() > 80), rows::toString);
    }

    private static OutOfDistributionTable.Row row(String model, String set, String detector, Separation told) {
        return new OutOfDistributionTable.Row(
                model,
                set,
                detector,
                100 * told.auroc(),
                100 * told.aupr(),
                100 * told.fprAt95(),
                told.home(),
                told.strangers());
    }

    @Test
    void setsHaveNamesOfTheirOwn() {
        Strangers digits = new Strangers("digits", Trained.TEST);
        refused(List.of(digits, digits), "list of strangers", "[digits, digits]");
        refused(List.of(), "list of strangers", "[]");
        assertRefused(() -> new Strangers(" ", Trained.TEST), "name of strangers", "' '");
        assertRefused(() -> CONFIG.withExamples(0), "examples to score", 0);
        assertRefused(() -> CONFIG.withTrainingExamples(0), "fit the detectors to", 0);
        assertRefused(() -> CONFIG.withDetectors(List.of()), "number of detectors", 0);
    }

    private static void refused(List<Strangers> sets, Object... parts) {
        assertRefused(() -> new OutOfDistributionStudy(Trained.TEST, Trained.TEST, sets, CONFIG), parts);
    }
}
