package org.mat4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.lab.experiment.Progress;
import org.mat4j.lab.plot.robustness.RobustnessTable;
import org.mat4j.lab.study.RobustnessMeasurement;
import org.mat4j.layers.block.Block;

/** The programs to copy from run and learn. */
class ExampleProgramsTest {

    @TempDir
    Path folder;

    /** Chance is 90 %. */
    @Test
    void ownNetworksLearn() {
        for (Block body : List.of(CustomNetwork.BLOCKS, CustomNetwork.OPERATIONS)) {
            double error = CustomNetwork.run(body, 60);
            assertTrue(error < 50, error + " %");
        }
    }

    @Test
    void fewLabelsOnFeaturesAreLearned() {
        double error = FewLabelsOnFeatures.testError(Methods.baseline(), 50, 60);

        assertTrue(error < 60, error + " %");
    }

    @Test
    void aNetworkOfDl4jGoesBackWithWhatItHasLearned() {
        var test = ExampleIterator.forEvaluation(Datasets.load(ImageDataset.SAMPLE, Part.TEST), 100);

        double accuracy = Dl4jFineTuning.run(3).evaluate(test).accuracy();

        assertTrue(accuracy > 0.7, accuracy + "; chance is 0.1");
    }

    @Test
    void supervisedTrainingSavesWhatItTests() {
        Path file = folder.resolve("deep/model.zip");

        double error = SupervisedMnist.run(ImageDataset.SAMPLE, 1, file);

        assertTrue(error < 88, error + " % after an epoch");
        assertTrue(Files.exists(file));
    }

    @Test
    void aLoopOfOnesOwnTrainsAndSavesTheBest() {
        Path file = folder.resolve("curriculum.zip");

        Curriculum.run(new double[] {0.5, 1}, 3, file);

        try (TrainedModel model = TrainedModel.load(file)) {
            assertEquals("vat", model.info().training().get("method"));
            assertTrue(model.info().training().get("selected").matches("update [36], validation error .*"));
        }
    }

    @Test
    void robustnessStudyMeasuresFourMethods() {
        RobustnessMeasurement measured = RobustnessStudy.run(folder, 4, 5, Progress.NONE);

        RobustnessTable table = RobustnessTable.readCsv(folder.resolve("robustness.csv"));
        assertEquals(measured.table(), table);
        assertEquals(List.of("baseline", "at-l2", "vat", "mat"), table.models());
        assertEquals(List.of("fgsm", "l2", "pgd-l2", "pgd-linf", "noise"), table.attacks());
        assertEquals(9, table.curve("mat", "l2").size());
        assertTrue(Files.exists(folder.resolve("robustness.png")));
        assertTrue(Files.exists(folder.resolve("mat").resolve("model.zip")));
    }

    @Test
    void embeddingStudyDrawsBothFigures() {
        EmbeddingStudy.run(folder, 4, 25, Progress.NONE);

        assertTrue(Files.exists(folder.resolve("latent.png")));
        assertTrue(Files.exists(folder.resolve("projection.png")));
    }

    @Test
    void adversarialGalleryDrawsItsDigits() {
        AdversarialGallery.run(folder, 4, Progress.NONE);

        assertTrue(Files.exists(folder.resolve("gallery.png")));
    }
}
