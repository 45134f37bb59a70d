package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.Provenance;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.example.Examples;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.testing.ColorData;
import org.mat4j.lab.testing.Messages;

/** How the training part is divided. */
class ExperimentDataTest {

    private static final DataSelection SAMPLE = DataSelection.of(ImageDataset.SAMPLE);

    @Test
    void byDefaultATenthIsForValidation() {
        ExperimentData data = ExperimentData.load(SAMPLE, 1);

        assertEquals(4500, data.examples().training().size());
        assertEquals(500, data.examples().validation().orElseThrow().size());
        assertEquals(1000, data.test().size());
        assertTrue(data.examples().notes().isEmpty());
    }

    @Test
    void aTrainingSubsetHasAsManyOfEveryClassAndSharesNothingWithValidation() {
        TrainingExamples data = TrainingExamples.load(SAMPLE.withTrainSize(1000).withValidationSize(300), 3);

        int[] equal = new int[10];
        Arrays.fill(equal, 100);
        assertArrayEquals(equal, data.training().classCounts());
        Examples validation = data.validation().orElseThrow();
        assertEquals(300, validation.size());
        Set<String> trained = pictures(data.training());
        assertEquals(1000, trained.size());
        trained.retainAll(pictures(validation));
        assertTrue(trained.isEmpty());
    }

    @Test
    void labelsAreABalancedPartOfTheUnlabeledImages() {
        TrainingExamples data = TrainingExamples.load(SAMPLE.withTrainSize(1000).withLabels(30), 3);

        int[] equal = new int[10];
        Arrays.fill(equal, 3);
        assertArrayEquals(equal, data.training().classCounts());
        assertEquals(1000, data.unlabeled().orElseThrow().size());
        assertEquals(1000, data.inputs().size());
        Set<String> pool =
                pictures(TrainingExamples.load(SAMPLE.withTrainSize(1000), 3).training());
        assertTrue(pool.containsAll(pictures(data.training())));
        Set<String> validation = pictures(data.validation().orElseThrow());
        validation.retainAll(pool);
        assertTrue(validation.isEmpty());
    }

    @Test
    void moreLabelsThanExamplesIsAnError() {
        assertMessage("number of labels is 101", SAMPLE.withTrainSize(100).withLabels(101));
        Messages.refused(() -> SAMPLE.withLabels(0), "number of labels is 0");
    }

    @Test
    void theSeedDecidesWhichExamples() {
        DataSelection some = SAMPLE.withTrainSize(50);

        Set<String> first = pictures(TrainingExamples.load(some, 1).training());
        assertEquals(first, pictures(TrainingExamples.load(some, 1).training()));
        assertFalse(first.equals(pictures(TrainingExamples.load(some, 2).training())));
    }

    @Test
    void allExamplesLeaveNoneForValidationAndSaySo() {
        TrainingExamples data = TrainingExamples.load(SAMPLE.withTrainSize(5000), 1);

        assertEquals(5000, data.training().size());
        assertTrue(data.validation().isEmpty());
        assertEquals(1, data.notes().size());
        assertTrue(data.notes().get(0).contains("only 0 of 5000"), data.notes().toString());
    }

    @Test
    void aRareClassMakesTheSubsetProportionalAndSaysSo() {
        // Class 0 has 5 of 100 examples.
        byte[] labels = new byte[100];
        for (int i = 5; i < 100; i++) {
            labels[i] = (byte) (1 + i % 2);
        }
        ImageData whole = ImageData.of(new byte[400], labels, new ImageShape(2, 2, 1), 3, Provenance.of("x", "test"));

        TrainingExamples data =
                ExperimentData.select(whole, SAMPLE.withTrainSize(40).withValidationSize(0), 1);

        assertArrayEquals(new int[] {2, 19, 19}, data.training().classCounts());
        assertEquals(1, data.notes().size());
        assertTrue(
                data.notes().get(0).contains("a class has only 5"), data.notes().toString());
    }

    @Test
    void moreThanThereIsIsAnError() {
        assertMessage("train size is 6000, expected at most 5000", SAMPLE.withTrainSize(6000));
        assertMessage(
                "validation size is 200, expected at most 100",
                SAMPLE.withTrainSize(4900).withValidationSize(200));
    }

    @Test
    void theSampleHasNoFolder() {
        Messages.refused(() -> SAMPLE.in(Path.of("x")), "folder of the data is x", "'sample'");
    }

    private static void assertMessage(String expected, DataSelection selection) {
        Messages.refused(() -> ExperimentData.load(selection, 1), expected);
    }

    @Test
    void extraImagesAreTrainedOnOnlyWhereThereAreSome(@TempDir Path folder) {
        ColorData.writeSvhn(folder, 20, 10, 30);
        DataSelection svhn = DataSelection.of(ImageDataset.SVHN).in(folder).withValidationSize(0);

        assertEquals(20, TrainingExamples.load(svhn, 1).training().size());
        ExperimentData data = ExperimentData.load(svhn.withExtraData(), 1);
        assertEquals(50, data.examples().training().size());
        assertEquals(10, data.test().size());

        Messages.refused(SAMPLE::withExtraData, "dataset is 'sample'", "extra images");
    }

    private static Set<String> pictures(Examples examples) {
        ImageData data = (ImageData) examples;
        Set<String> all = new HashSet<>();
        for (int i = 0; i < data.size(); i++) {
            StringBuilder picture = new StringBuilder();
            for (int row = 0; row < 28; row++) {
                for (int column = 0; column < 28; column++) {
                    picture.append((char) data.pixel(i, row, column, 0));
                }
            }
            all.add(picture.toString());
        }
        return all;
    }
}
