package org.mat4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.ExperimentResult;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.plot.LatentChart;
import org.mat4j.lab.plot.LatentSample;
import org.mat4j.lab.plot.Sheet;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains LeNet++ on the embedded sample of MNIST without and with Manifold Adversarial Training, prints how good and how
 * robust both are, and draws their 2-D latents. Takes a few minutes on two cores and needs neither arguments nor files.
 */
public final class QuickStart {

    private static final Logger LOG = LoggerFactory.getLogger(QuickStart.class);

    /** Where the files go, from the working directory; replaced by each run. */
    private static final Path OUTPUT = Path.of("runs", "quickstart");

    private static final double EPSILON = 2.0;

    private static final List<TypedMethod> METHODS = List.of(Methods.baseline(), Methods.mat(EPSILON));

    // A quarter of the paper's filters, and as many updates as four minutes allow.
    private static final int WIDTH = 8;
    private static final int UPDATES = 500;
    private static final int BATCH_SIZE = 100;
    private static final long SEED = 1;

    private QuickStart() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(OUTPUT, UPDATES, Progress.detect());
    }

    /**
     * Runs it.
     *
     * @param output where the files go
     * @param updates parameter updates of each method
     * @param progress how to show it
     * @return the numbers of each method
     */
    static List<RunSummary> run(Path output, int updates, Progress progress) {
        DataSelection selection = DataSelection.of(ImageDataset.SAMPLE);
        ExperimentData data = ExperimentData.load(selection, SEED);
        LOG.info(
                "training on {} digits, testing on {}: {} updates by each of {} methods",
                data.training().size(),
                data.test().size(),
                updates,
                METHODS.size());
        List<RunSummary> summaries = new ArrayList<>();
        List<XYChart> charts = new ArrayList<>();
        for (TypedMethod method : METHODS) {
            Experiment experiment = Experiment.builder(selection)
                    .network(LeNetPlusPlus.builder().width(WIDTH).build())
                    .method(method)
                    .updates(updates)
                    .batchSize(BATCH_SIZE)
                    .seed(SEED)
                    .build();
            RunDirectory directory = RunDirectory.open(output.resolve(method.id()), Existing.REPLACE);
            try (ExperimentResult result = ExperimentRunner.run(
                    experiment, data, directory, progress.listeners(experiment, data.examples()))) {
                summaries.add(result.summary());
                charts.add(LatentChart.of(
                        title(result.summary()),
                        LatentSample.of(result.model(), data.test()),
                        result.model().mixture()));
            }
        }
        Path picture = output.resolve("latent.png");
        Sheet.row(charts).write(picture);
        System.out.println(table(summaries));
        System.out.println("Models, histories and summaries are in " + output.toAbsolutePath() + ", the 2-D latents of "
                + data.test().size() + " test digits in " + picture.getFileName() + ".");
        return summaries;
    }

    private static String title(RunSummary summary) {
        return String.format(Locale.ROOT, "%s: test error %.1f %%", summary.method(), summary.testError());
    }

    /** The results as aligned text. */
    static String table(List<RunSummary> summaries) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%-10s %12s %12s %12s %12s %10s%n",
                "method",
                "test error",
                "L2 attack",
                "FGSM attack",
                "smoothness",
                "seconds"));
        for (RunSummary s : summaries) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-10s %10.1f %% %10.1f %% %10.1f %% %12.4f %10.0f%n",
                    s.method(),
                    s.testError(),
                    s.robustness().l2Error(),
                    s.robustness().fgsmError(),
                    s.robustness().smoothness(),
                    s.seconds()));
        }
        text.append(String.format(
                Locale.ROOT,
                "Attacks have an L2 norm of %.1f (pixels lie in [0, 1]); smoothness is the change of output and latent"
                        + " under a%nperturbation of norm 1 in the worst direction. In all columns less is better.%n",
                Scores.ATTACK_LEVEL));
        return text.toString();
    }
}
