package org.mat4j.examples;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.plot.gallery.GalleryConfig;
import org.mat4j.lab.study.AdversarialGalleries;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.lab.study.PixelLimits;

/**
 * Figures 6 to 8 of the paper in small: trains a model by each of three methods on the embedded digits and draws what an
 * attack adds to some test digits, and what the models then take them for. Takes some minutes and no arguments.
 */
public final class AdversarialGallery {

    private static final Path OUTPUT = Path.of("runs", "gallery");
    private static final double EPSILON = 2.0;

    private static final List<TypedMethod> METHODS =
            List.of(Methods.baseline(), Methods.vat(EPSILON), Methods.mat(EPSILON));
    private static final int UPDATES = 300;
    private static final int COUNT = 10;
    private static final double LEVEL = 2;
    private static final long SEED = 1;

    private AdversarialGallery() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(OUTPUT, UPDATES, Progress.detect());
    }

    /**
     * Runs it.
     *
     * @param updates of each method
     */
    static void run(Path output, int updates, Progress progress) {
        ExperimentData data = SampleModels.data();
        try (NamedModels models = SampleModels.train(METHODS, updates, data, output, progress)) {
            Path file = output.resolve("gallery.png");
            AdversarialGalleries.of(
                            models.all(),
                            AdversarialGalleries.choose(models.all(), data.test(), COUNT),
                            StandardAttack.L2.create(),
                            LEVEL,
                            PixelLimits.NONE,
                            SEED,
                            GalleryConfig.defaults().withTitle("one step of norm " + LEVEL + " along the gradient"))
                    .write(file);
            System.out.println("The digits are in " + file.toAbsolutePath());
        }
    }
}
