package org.mat4j.examples;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.data.image.ClassBalance;
import org.mat4j.data.image.ImageData;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.study.LatentEmbeddings;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.PerturbedExamples;
import org.mat4j.lab.study.PixelLimits;
import org.mat4j.lab.study.ProjectionKind;

/**
 * Figures 2 and 5 of the paper in small: trains a model by each of four methods on the embedded digits and draws their 2-D
 * latents, as they are, and by t-SNE under an attack of rising level. Takes some minutes and no arguments.
 */
public final class EmbeddingStudy {

    private static final Path OUTPUT = Path.of("runs", "embedding");
    private static final double EPSILON = 2.0;

    private static final List<TypedMethod> METHODS =
            List.of(Methods.baseline(), Methods.centerLoss(), Methods.vat(EPSILON), Methods.mat(EPSILON));

    /** The two whose latents are shown under attack. */
    private static final List<String> ATTACKED = List.of("vat", "mat");

    private static final int UPDATES = 300;
    private static final int EXAMPLES = 300;
    private static final long SEED = 1;

    private EmbeddingStudy() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(OUTPUT, UPDATES, EXAMPLES, Progress.detect());
    }

    /**
     * Runs it.
     *
     * @param updates of each method
     * @param examples drawn
     */
    static void run(Path output, int updates, int examples, Progress progress) {
        ExperimentData data = SampleModels.data();
        try (NamedModels models = SampleModels.train(METHODS, updates, data, output, progress)) {
            Path latent = output.resolve("latent.png");
            LatentEmbeddings.plane(models.all(), data.test()).write(latent);
            ImageData some = data.test().randomSubset(examples, ClassBalance.PROPORTIONAL, SEED);
            List<PerturbedExamples> attacked = models.all().stream()
                    .filter(m -> ATTACKED.contains(m.name()))
                    .map(m -> PerturbedExamples.of(
                            m, some, StandardAttack.L2.create(), Budgets.FIGURE_5, PixelLimits.NONE, SEED))
                    .toList();
            Path projection = output.resolve("projection.png");
            LatentEmbeddings.projected(attacked, ProjectionKind.TSNE, SEED).write(projection);
            System.out.println("The latents are in " + latent.toAbsolutePath() + ", under attack in "
                    + projection.toAbsolutePath());
        }
    }
}
