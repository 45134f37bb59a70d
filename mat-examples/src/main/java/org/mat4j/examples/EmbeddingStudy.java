package org.mat4j.examples;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.Examples;
import org.mat4j.lab.experiment.Comparison;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.study.LatentEmbeddings;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.PerturbedExamples;
import org.mat4j.layers.network.LeNetPlusPlus;

/** Figures 2 and 5 of the paper in small: 2-D latents by four methods, and by t-SNE under an attack of rising level. */
public final class EmbeddingStudy {

    private static final List<TypedMethod> METHODS =
            List.of(Methods.baseline(), Methods.centerLoss(), Methods.vat(2.0), Methods.mat(2.0));

    private EmbeddingStudy() {}

    /** Writes to runs/embedding; arguments are not read. Takes some minutes. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(Path.of("runs", "embedding"), 300, 300, Progress.detect());
    }

    static void run(Path output, int updates, int examples, Progress progress) {
        Experiment experiment = Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                .network(LeNetPlusPlus.builder().width(8).build())
                .updates(updates)
                .robustnessSize(0)
                .build();
        ExperimentData data = ExperimentData.load(experiment.data(), 1);
        Comparison.run(experiment, METHODS, data, output, progress, result -> {});
        try (NamedModels models = NamedModels.load(Comparison.models(output, METHODS))) {
            LatentEmbeddings.plane(models.all(), data.test()).write(output.resolve("latent.png"));
            Examples some = data.test().randomSubset(examples, ClassBalance.PROPORTIONAL, 1);
            List<PerturbedExamples> attacked = models.all().subList(2, 4).stream()
                    .map(m -> PerturbedExamples.of(
                            m, some, StandardAttack.L2.create(), Budgets.FIGURE_5, Bounds.unlimited(), 1))
                    .toList();
            LatentEmbeddings.projected(attacked, Projection.Algorithm.TSNE, 1).write(output.resolve("projection.png"));
            System.out.println("latent.png and projection.png are in " + output.toAbsolutePath());
        }
    }
}
