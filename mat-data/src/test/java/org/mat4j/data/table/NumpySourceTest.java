package org.mat4j.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.assertRefused;
import static org.mat4j.data.testing.Messages.messageOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.network.LabelForm;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.Provenance;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.TestSplit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Pairs of arrays of NumPy as data. */
class NumpySourceTest {

    @TempDir
    Path folder;

    private Path file(String name, INDArray array) {
        Path file = folder.resolve(name + ".npy");
        try {
            Nd4j.writeAsNumpy(array, file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private NumpySource.Pair pair(INDArray features, INDArray labels) {
        return new NumpySource.Pair(file("features", features), file("labels", labels));
    }

    private static final INDArray FEATURES = Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}, {5, 6}, {7, 8}});

    @Test
    void labelsThatMissANumberAreTheClassesThatThereAre() {
        NumpySource source = NumpySource.read(
                pair(FEATURES, Nd4j.createFromArray(7, 10, 7, 10)), Optional.empty(), new TestSplit(0.5));

        assertEquals(List.of("7", "10"), source.classNames());
        assertArrayEquals(new int[] {1, 1}, source.load(Part.TEST).classCounts());
        assertArrayEquals(new long[] {2}, source.inputShape());
    }

    @Test
    void aModelsClassesKeepTheirOrder() {
        NumpySource source = NumpySource.test(
                pair(FEATURES, Nd4j.createFromArray(new double[][] {{1}, {0}, {1}, {1}})), List.of("1", "0", "2"));

        assertArrayEquals(new int[] {0, 1, 0, 0}, source.load(Part.TEST).labels());
        float[] row = new float[2];
        source.load(Part.TEST).unlabeled().copyTo(2, row, 0);
        assertArrayEquals(new float[] {5, 6}, row);
        assertRefused(() -> source.load(Part.TRAIN), "TRAIN");
    }

    @Test
    void rowsOfProbabilitiesAreTrainedOnAndMeasuredByTheMostLikelyClass() {
        float[][] soft = {{0.5f, 0.25f, 0.25f}, {0, 0, 1}, {0.25f, 0.5f, 0.25f}, {0.375f, 0.375f, 0.25f}};
        NumpySource.Pair files = pair(FEATURES, Nd4j.createFromArray(soft));
        NumpySource source = NumpySource.read(files, Optional.empty(), files);
        TableData data = source.load(Part.TRAIN);

        assertEquals(LabelForm.PROBABILITIES, source.labelForm());
        assertEquals(List.of("0", "1", "2"), source.classNames());
        assertArrayEquals(new int[] {0, 2, 1, 0}, data.labels());
        TableData chosen = data.select(new int[] {2, 0}, "two");
        assertArrayEquals(
                new float[][] {soft[2], soft[0]},
                sorted(ExampleIterator.forTraining(chosen, 2, 1).next()));
        assertArrayEquals(
                new float[][] {{0, 1, 0}, {1, 0, 0}},
                ExampleIterator.forEvaluation(chosen).next().getLabels().toFloatMatrix());
        assertEquals(
                List.of("a", "b", "c"),
                NumpySource.test(files, List.of("a", "b", "c")).classNames());
        assertContains(
                messageOf(InvalidDataException.class, () -> NumpySource.test(files, List.of("a", "b"))),
                "labels.npy",
                "the classes [a, b]",
                "3 columns");
    }

    private static float[][] sorted(DataSet batch) {
        float[][] labels = batch.getLabels().toFloatMatrix();
        Arrays.sort(labels, Comparator.comparingDouble(row -> row[0]));
        return labels;
    }

    @Test
    void oneHotRowsAreClasses() {
        NumpySource.Pair files = pair(FEATURES, Nd4j.createFromArray(new int[][] {{0, 1}, {1, 0}, {0, 1}, {0, 1}}));
        NumpySource source = NumpySource.read(files, Optional.empty(), files);

        assertEquals(LabelForm.ONE_HOT, source.labelForm());
        assertArrayEquals(new int[] {1, 0, 1, 1}, source.load(Part.TRAIN).labels());
    }

    @Test
    void probabilitiesOfRowsInMemoryAreCheckedAndCopied() {
        float[][] rows = {{1}, {2}};
        float[][] soft = {{0.25f, 0.75f}, {1, 0}};
        Provenance provenance = Provenance.of("x", "y");
        TableData data = TableData.of(rows, soft, List.of("a", "b"), provenance);
        soft[0][0] = 7;
        float[] label = new float[3];
        data.copyLabel(0, label, 1);

        assertArrayEquals(new float[] {0, 0.25f, 0.75f}, label);
        assertRefused(() -> TableData.of(rows, soft, List.of("a", "b"), provenance), "row 0", "[7.0, 0.75]");
        assertRefused(
                () -> TableData.of(rows, new float[][] {{1}, {1}}, List.of("a", "b"), provenance),
                "number of probabilities of row 0 is 1",
                "2, one per class");
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        refused(FEATURES, Nd4j.createFromArray(1, 2, 3), "labels.npy", "4 labels", "found 3");
        refused(FEATURES, Nd4j.createFromArray(1, 1, 1, 1), "labels.npy", "two different labels", "[1]");
        refused(FEATURES, Nd4j.createFromArray(1, 0.5, 1, 1), "labels.npy", "whole numbers", "0.5 in row 1");
        refused(FEATURES, Nd4j.ones(4, 2, 2), "labels.npy", "labels [n], or probabilities", "[4, 2, 2]");
        refused(FEATURES, Nd4j.ones(3, 2).divi(2), "labels.npy", "4 labels", "found 3");
        INDArray soft = Nd4j.ones(4, 2).divi(2);
        refused(FEATURES, soft.dup().putScalar(2, 1, 0.25), "labels.npy", "sum is 1, not 0.75", "[0.5, 0.25] in row 2");
        refused(FEATURES, soft.dup().putScalar(1, 0, -0.5), "labels.npy", "at least 0, not -0.5", "row 1");
        refused(Nd4j.createFromArray(1f, 2f), Nd4j.createFromArray(1, 2), "features.npy", "[n, columns]", "[2]");
        INDArray holes = FEATURES.dup();
        holes.putScalar(2, 1, Float.NaN);
        refused(holes, Nd4j.createFromArray(1, 2, 1, 2), "features.npy", "NaN in row 2, column 1");
    }

    private void refused(INDArray features, INDArray labels, String... parts) {
        NumpySource.Pair pair = pair(features, labels);
        assertContains(
                messageOf(
                        InvalidDataException.class, () -> NumpySource.read(pair, Optional.empty(), new TestSplit(0.5))),
                parts);
    }
}
