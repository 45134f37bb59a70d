package org.mat4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.ExperimentRunner;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunDirectory.Existing;
import org.mat4j.lab.experiment.RunSummary;
import org.mat4j.layers.network.LeNetPlusPlus;

/** Brief real training on the sample: the baseline and MAT learn, and MAT is the smoother. */
class LearningTest {

    private static final int UPDATES = 120;
    private static final DataSelection DATA =
            DataSelection.of(ImageDataset.SAMPLE).withValidationSize(0);

    @TempDir
    Path folder;

    @Test
    void bothLearnAndMatIsSmoother() {
        ExperimentData data = ExperimentData.load(DATA, 1);
        RunSummary baseline = train(Methods.baseline(), data);
        RunSummary mat = train(Methods.mat(2), data);
        String results = baseline + "\n" + mat;

        // Chance is 90 %.
        assertTrue(baseline.testError() < 30, results);
        assertTrue(mat.testError() < 30, results);
        assertTrue(mat.robustness().smoothness() < 0.5 * baseline.robustness().smoothness(), results);
        assertTrue(mat.robustness().l2Error() < baseline.robustness().l2Error(), results);
    }

    private RunSummary train(TypedMethod method, ExperimentData data) {
        Experiment experiment = Experiment.builder(DATA)
                .network(LeNetPlusPlus.builder().width(4).latentSize(8).build())
                .method(method)
                .updates(UPDATES)
                .robustnessSize(500)
                .build();
        RunDirectory directory = RunDirectory.open(folder.resolve(method.id()), Existing.KEEP);
        try (ExperimentRunner.Result result = ExperimentRunner.run(experiment, data, directory, List.of())) {
            return result.summary();
        }
    }
}
