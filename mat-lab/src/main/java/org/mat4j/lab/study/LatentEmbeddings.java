package org.mat4j.lab.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mat4j.data.example.Examples;
import org.mat4j.data.table.CsvTable;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.plot.EmbeddingSheet;
import org.mat4j.lab.plot.LatentSample;
import org.mat4j.lab.plot.Picture;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.plot.embedding.ProjectionSheet;

/** Pictures of latents: those of size 2 as they are, as figure 2 of the paper, others projected, as figure 5. */
public final class LatentEmbeddings {
    private LatentEmbeddings() {}

    /** Whether all models have a latent that can be drawn as it is. */
    public static boolean arePlane(List<NamedModel> models) {
        return models.stream().allMatch(m -> m.model().info().latentSize() == 2);
    }

    /**
     * The latents of size 2 of several models, each in the unit of its own: points with the mixture's ellipses, and below
     * them their density.
     *
     * @param models open, with latents of size 2; classes are called as by the first
     * @param images whose latents to draw
     * @throws IllegalArgumentException if a latent has another size
     */
    public static Picture plane(List<NamedModel> models, Examples images) {
        List<EmbeddingSheet.Panel> panels =
                models.stream().map(model -> panel(model, images)).toList();
        return EmbeddingSheet.of(
                panels,
                models.get(0).model().classNames(),
                EmbeddingSheet.Axes.OWN,
                EmbeddingSheet.View.POINTS_ABOVE_DENSITY);
    }

    private static EmbeddingSheet.Panel panel(NamedModel model, Examples images) {
        double error = model.model().classifier().errorPercent(model.batches(images));
        String title = String.format(Locale.ROOT, "%s (error %.1f %%)", model.name(), error);
        return new EmbeddingSheet.Panel(
                title, LatentSample.of(model.model(), images), model.model().mixture());
    }

    /**
     * Latents of any size under attack: a row per model, a column per level; a row is projected as a whole, so that its
     * levels compare.
     *
     * @param attacked a model each, with the same levels
     * @param kind how to project
     * @param seed of the projection
     */
    public static Picture projected(List<PerturbedExamples> attacked, Projection.Algorithm kind, long seed) {
        List<ProjectionSheet.Row> rows = attacked.stream()
                .map(a -> new ProjectionSheet.Row(
                        a.model(),
                        a.levels().stream()
                                .map(PerturbedExamples.Level::latents)
                                .toList(),
                        a.labels()))
                .toList();
        double[] levels = attacked.get(0).levels().stream()
                .mapToDouble(PerturbedExamples.Level::level)
                .toArray();
        return ProjectionSheet.of(rows, attacked.get(0).classNames(), levels, kind.create(seed));
    }

    /** Writes latents as a {@link CsvTable}: level, label, predicted, and the D numbers z1 to zD, a row per image and level; classes by name. */
    public static void writeCsv(Path file, PerturbedExamples attacked) {
        List<String> names = attacked.classNames();
        List<String> columns = new ArrayList<>(List.of("level", "label", "predicted"));
        int size = attacked.levels().get(0).latents()[0].length;
        IntStream.rangeClosed(1, size).forEach(d -> columns.add("z" + d));
        List<List<Object>> rows = new ArrayList<>();
        for (PerturbedExamples.Level level : attacked.levels()) {
            for (int i = 0; i < attacked.labels().length; i++) {
                List<Object> row = new ArrayList<>(
                        List.of(level.level(), names.get(attacked.labels()[i]), names.get(level.predicted()[i])));
                Arrays.stream(level.latents()[i]).forEach(row::add);
                rows.add(row);
            }
        }
        Output.writeCsv(file, columns, rows);
    }
}
