package org.mat4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.examples.data.ImageDataset;
import org.mat4j.examples.experiment.Progress;
import org.mat4j.examples.experiment.RunSummary;

/** The programs to copy from run and learn. */
class ExampleProgramsTest {

    @TempDir
    Path folder;

    @Test
    void ownNetworksLearn() {
        List<RunSummary> summaries = CustomNetwork.run(folder, 60, Progress.NONE);

        assertEquals(
                List.of("of-blocks", "OfOperations"),
                summaries.stream().map(RunSummary::network).toList());
        for (RunSummary summary : summaries) {
            // Chance is 90 %.
            assertTrue(summary.testError() < 50, summary.toString());
            assertTrue(Files.exists(folder.resolve(summary.network()).resolve("model.zip")));
        }
    }

    @Test
    void supervisedTrainingSavesWhatItTests() {
        Path file = folder.resolve("deep/model.zip");

        double error = SupervisedMnist.run(ImageDataset.SAMPLE, 1, file);

        assertTrue(error < 88, error + " % after an epoch");
        assertTrue(Files.exists(file));
    }
}
