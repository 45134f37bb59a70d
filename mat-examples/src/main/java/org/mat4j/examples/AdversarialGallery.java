package org.mat4j.examples;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.Comparison;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.plot.gallery.GalleryConfig;
import org.mat4j.lab.study.AdversarialGalleries;
import org.mat4j.lab.study.NamedModels;
import org.mat4j.layers.network.LeNetPlusPlus;

/**
 * Figures 6 to 8 of the paper in small: trains a model by each of three methods on the embedded digits and draws what an
 * attack adds to some test digits, and what the models then take them for. Takes some minutes and no arguments.
 */
public final class AdversarialGallery {

    private static final List<TypedMethod> METHODS = List.of(Methods.baseline(), Methods.vat(2.0), Methods.mat(2.0));

    private AdversarialGallery() {}

    /** Writes to runs/gallery; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(Path.of("runs", "gallery"), 300, Progress.detect());
    }

    static void run(Path output, int updates, Progress progress) {
        Experiment experiment = Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                .network(LeNetPlusPlus.builder().width(8).build())
                .updates(updates)
                .robustnessSize(0)
                .build();
        ExperimentData data = ExperimentData.load(experiment.data(), experiment.seed());
        Comparison.run(experiment, METHODS, data, output, progress, result -> {});
        try (NamedModels models = NamedModels.load(Comparison.models(output, METHODS))) {
            Path file = output.resolve("gallery.png");
            GalleryConfig config = GalleryConfig.defaults().withTitle("one step of norm 2 along the gradient");
            AdversarialGalleries.of(
                            models.all(),
                            AdversarialGalleries.choose(models.all(), data.test(), 10),
                            StandardAttack.L2.create(),
                            2.0,
                            Bounds.unlimited(),
                            experiment.seed(),
                            config)
                    .write(file);
            System.out.println("The digits are in " + file.toAbsolutePath());
        }
    }
}
