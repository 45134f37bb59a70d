package org.mat4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.Comparison;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.experiment.Schedule;
import org.mat4j.lab.plot.LatentChart;
import org.mat4j.lab.plot.PictureGrid;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.network.LeNetPlusPlus;

/**
 * Trains LeNet++ on the embedded sample of MNIST without and with Manifold Adversarial Training, prints how good and how
 * robust both are, and draws their 2-D latents. Needs neither arguments nor files.
 */
public final class QuickStart {

    private static final List<TypedMethod> METHODS = List.of(Methods.baseline(), Methods.mat(2.0));

    private QuickStart() {}

    /** Writes to runs/quickstart; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(Path.of("runs", "quickstart"), 900, Progress.detect());
    }

    static List<RunSummary> run(Path output, int updates, Progress progress) {
        Experiment experiment = Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                .network(new LeNetPlusPlus().withWidth(8).withNormalization(Normalization.BATCH))
                .updates(updates)
                .batchSize(50)
                .schedule(Schedule.LINEAR)
                .learningRate(1e-2)
                .build();
        ExperimentData data = ExperimentData.load(experiment.data(), experiment.seed());
        System.out.println("Training on " + data.examples().training().size() + " digits.");
        List<XYChart> charts = new ArrayList<>();
        List<RunSummary> summaries = Comparison.run(experiment, METHODS, data, output, progress, result -> {
            String title = "%s: test error %.1f %%"
                    .formatted(result.summary().method(), result.summary().testError());
            charts.add(LatentChart.of(title, result.model(), data.test()));
        });
        PictureGrid.row(charts).write(output.resolve("latent.png"));
        System.out.println(Comparison.table(summaries));
        System.out.println("Models, histories and latent.png are in " + output.toAbsolutePath() + ".");
        return summaries;
    }
}
