package org.mat4j.lab.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.lab.plot.gallery.GalleryConfig;

/** Attacked images, and which of them a gallery shows. */
class PerturbedExamplesTest {

    private static NamedModel model;

    @BeforeAll
    static void train() {
        model = new NamedModel("one", Trained.model(Methods.baseline(), 1));
    }

    @AfterAll
    static void close() {
        model.model().close();
    }

    private static PerturbedExamples attacked(ImageData images, StandardAttack attack, Bounds limits) {
        return PerturbedExamples.of(model, images, attack.create(), Budgets.levels(0, 1, 3), limits, 5);
    }

    @Test
    void perturbationsHaveTheirLevel() {
        ImageData images = Trained.TEST.first(130);
        PerturbedExamples l2 = attacked(images, StandardAttack.L2, Bounds.unlimited());
        PerturbedExamples fgsm = attacked(images, StandardAttack.FGSM, Bounds.unlimited());
        double[][] original = l2.levels().get(0).inputs();
        for (int l = 1; l < 3; l++) {
            double level = l2.levels().get(l).level();
            double[][] moved = l2.levels().get(l).inputs();
            double[][] signed = fgsm.levels().get(l).inputs();
            for (int i = 0; i < 130; i++) {
                assertEquals(level, norm(moved[i], original[i]), 1e-4, "image " + i);
                assertTrue(norm(signed[i], original[i]) <= level + 1e-4, "pixels without gradient stay");
            }
        }
        for (int i = 0; i < 130; i++) {
            assertEquals(images.label(i), l2.labels()[i]);
            for (int p = 0; p < 784; p++) {
                assertEquals(images.pixel(i, p / 28, p % 28, 0) / 255.0, original[i][p], 1e-6);
            }
        }
        double error = model.model().classifier().errorPercent(ExampleIterator.forEvaluation(images, 100));
        double[] accuracies = l2.levels().stream()
                .mapToDouble(level -> accuracy(level, images))
                .toArray();
        assertEquals(100 - error, accuracies[0], 1e-9);
        assertTrue(accuracies[2] < accuracies[1] && accuracies[1] < accuracies[0], Arrays.toString(accuracies));
    }

    private static double accuracy(PerturbedExamples.Level level, ImageData images) {
        return 100.0
                * IntStream.range(0, images.size())
                        .filter(i -> level.predicted()[i] == images.label(i))
                        .count()
                / images.size();
    }

    private static double norm(double[] a, double[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(p -> (a[p] - b[p]) * (a[p] - b[p]))
                .sum());
    }

    @Test
    void clippedPixelsStayInTheImage() {
        for (PerturbedExamples.Level level : attacked(Trained.TEST.first(20), StandardAttack.L2, Bounds.images())
                .levels()) {
            for (double[] image : level.inputs()) {
                for (double pixel : image) {
                    assertTrue(pixel >= 0 && pixel <= 1, "pixel " + pixel);
                }
            }
        }
    }

    @Test
    void aSeedGivesTheSameNoise() {
        ImageData images = Trained.TEST.first(10);
        double[][] first = attacked(images, StandardAttack.NOISE, Bounds.unlimited())
                .levels()
                .get(1)
                .inputs();
        double[][] second = attacked(images, StandardAttack.NOISE, Bounds.unlimited())
                .levels()
                .get(1)
                .inputs();
        double[][] other = PerturbedExamples.of(
                        model, images, StandardAttack.NOISE.create(), Budgets.levels(1), Bounds.unlimited(), 6)
                .levels()
                .get(0)
                .inputs();
        assertArrayEquals(first, second);
        assertFalse(Arrays.deepEquals(first, other));
    }

    @Test
    void latentsAreWrittenWithTheNamesOfTheClasses(@TempDir Path folder) throws IOException {
        PerturbedExamples perturbed = attacked(Trained.TEST.first(2), StandardAttack.L2, Bounds.unlimited());
        Path file = folder.resolve("latents.csv");
        LatentEmbeddings.writeCsv(file, perturbed);
        List<String> lines = Files.readAllLines(file);
        assertEquals(1 + 3 * 2, lines.size());
        assertTrue(lines.get(0).startsWith("level,label,predicted,z1,z2,"), lines.get(0));
        String[] cells = lines.get(4).split(",");
        assertEquals(3 + 16, cells.length);
        assertEquals("1.0", cells[0]);
        assertEquals(perturbed.classNames().get(perturbed.labels()[1]), cells[1]);
        assertEquals(perturbed.classNames().get(perturbed.levels().get(1).predicted()[1]), cells[2]);
        assertEquals(perturbed.levels().get(1).latents()[1][15], Double.parseDouble(cells[18]));
    }

    @Test
    void aGalleryShowsWhatAllModelsGetRight() {
        ImageData chosen = AdversarialGalleries.choose(List.of(model), Trained.TEST, 12);
        int[] predicted = model.predict(chosen);
        for (int i = 0; i < 12; i++) {
            assertEquals(i % 10, chosen.label(i), "one of each class in turn");
            assertEquals(chosen.label(i), predicted[i], "image " + i);
        }
        assertRefused(() -> AdversarialGalleries.choose(List.of(model), Trained.TEST, 1001), "images to show", 1001);
    }

    @Test
    void aGalleryNamesTheClassesAsTheModelDoes() throws IOException {
        GalleryConfig config = GalleryConfig.defaults();
        String named = gallery(config);

        assertEquals(gallery(config.withClassNames(Trained.CLASS_NAMES)), named);
        assertNotEquals(gallery(config.withClassNames(ModelInfo.numbered(10))), named);
    }

    /** As SVG. */
    private static String gallery(GalleryConfig config) throws IOException {
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        AdversarialGalleries.of(
                        List.of(model),
                        Trained.TEST.first(3),
                        StandardAttack.L2.create(),
                        1,
                        Bounds.unlimited(),
                        1,
                        config)
                .writeSvg(svg);
        return svg.toString(StandardCharsets.UTF_8);
    }

    @Test
    void modelsAreNamedAfterTheirRun(@TempDir Path folder) {
        assertEquals("mat", NamedModel.nameOf(Path.of("runs/mat/model.zip")));
        assertEquals("best", NamedModel.nameOf(Path.of("runs/best.zip")));
        assertRefused(() -> NamedModels.load(List.of()), "no model");
        Path file = folder.resolve("m.zip");
        model.model().save(file);
        try (NamedModels models = NamedModels.load(List.of(file.toString(), "again=" + file))) {
            assertEquals(
                    List.of("m", "again"),
                    models.all().stream().map(NamedModel::name).toList());
        }
        assertThrows(IllegalArgumentException.class, () -> new NamedModel(" ", model.model()));
    }
}
