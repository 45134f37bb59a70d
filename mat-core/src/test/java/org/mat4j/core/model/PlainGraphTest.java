package org.mat4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.mat4j.core.testing.Refusals.assertRefused;
import static org.mat4j.core.testing.Refusals.assertThrown;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.PlainGraphs;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** A classifier of a graph that this library did not make. */
class PlainGraphTest {
    private static final NaiveMlp MLP = new NaiveMlp(
            Values.rows(Values.normal(1, 6, 3)),
            Values.flat(Values.normal(2, 3)),
            Values.rows(Values.normal(3, 3, 4)),
            Values.flat(Values.normal(4, 4)));

    @ParameterizedTest
    @CsvSource({"FLOAT, 1e-5", "DOUBLE, 1e-12"})
    void givesTheLogitsOfInputsOfAnyRank(DataType type, double tolerance) {
        INDArray x = Values.normal(5, 7, 6);
        for (long[] shape : new long[][] {{6}, {2, 3}, {1, 3, 2}, {1, 1, 2, 3}}) {
            SameDiff graph = PlainGraphs.of(MLP, type, shape);
            try (Classifier classifier = Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.LOGITS)) {
                assertEquals(type, classifier.dataType());
                assertEquals(4, classifier.classCount());
                INDArray logits = classifier.logits(x.reshape(BatchCheck.batchShape(7, shape)));
                for (int i = 0; i < 7; i++) {
                    assertArrayEquals(
                            MLP.logits(x.getRow(i).toDoubleVector()),
                            logits.getRow(i).toDoubleVector(),
                            tolerance,
                            "example " + i);
                }
                assertThrown(
                        IllegalStateException.class,
                        () -> classifier.predict(x.reshape(BatchCheck.batchShape(7, shape))),
                        "plain graph without a latent");
            }
        }
    }

    @Test
    void leavesTheGraphAsItIsAndDoesNotFollowIt() {
        SameDiff graph = PlainGraphs.of(MLP, DataType.FLOAT, 6);
        graph.setLossVariables("loss");
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Sgd(0.1))
                .dataSetFeatureMapping(PlainGraphs.INPUT)
                .dataSetLabelMapping("labels")
                .build());
        DataSet data = Blobs.batch(8, 6, 4, 1);
        graph.fit(data);
        byte[] before = ModelFile.bytes(graph);
        try (Classifier classifier = Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.LOGITS)) {
            INDArray logits = classifier.logits(data.getFeatures());
            assertEquals(graph.outputSingle(Map.of(PlainGraphs.INPUT, data.getFeatures()), PlainGraphs.LOGITS), logits);
            classifier.graph().getVariable("weights").getArr().assign(0);
            assertArrayEquals(before, ModelFile.bytes(graph));
            graph.fit(data);
            assertEquals(logits, classifier.logits(data.getFeatures()));
        }
    }

    @Test
    void namesOfThisLibraryMeanNothingInIt() {
        SameDiff graph = PlainGraphs.of(MLP, DataType.FLOAT, 6);
        graph.getVariable("weights").rename("raw_input");
        graph.getVariable(PlainGraphs.LOGITS).mul("preprocessed", 2.0);
        INDArray x = Values.normal(5, 2, 6);
        try (Classifier classifier = Classifier.of(graph, PlainGraphs.INPUT, "preprocessed")) {
            assertFalse(classifier.hasFirstLayer());
            assertEquals(x, classifier.inputOf(x));
            assertRefused(classifier::behindFirstLayer, "first layer of the model is none");
        }
    }

    private static SameDiff withGain() {
        SameDiff graph = PlainGraphs.of(MLP, DataType.FLOAT, 6);
        SDVariable gain = graph.placeHolder("gain", DataType.FLOAT);
        graph.getVariable(PlainGraphs.LOGITS).mul("louder", gain);
        return graph;
    }

    @Test
    void otherPlaceholdersAreGivenOrRefused() {
        SameDiff graph = withGain();
        INDArray x = Values.normal(5, 2, 6);
        try (Classifier once = Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.LOGITS);
                Classifier twice =
                        Classifier.of(graph, PlainGraphs.INPUT, "louder", Map.of("gain", Nd4j.scalar(2.0)))) {
            assertEquals(once.logits(x).mul(2), twice.logits(x));
        }
        assertRefused(
                () -> Classifier.of(graph, PlainGraphs.INPUT, "louder"),
                "other placeholders with a value is []",
                "[gain]");
        assertRefused(
                () -> Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.LOGITS, Map.of("gain", Nd4j.scalar(2.0))),
                "is [gain]",
                "expected []");
        assertRefused(
                () -> Classifier.of(graph, PlainGraphs.INPUT, "louder", Map.of("gain", Nd4j.ones(9, 9))),
                "the value of 'gain'",
                "[9, 9]");
        SDVariable mask = graph.placeHolder("mask", DataType.FLOAT, -1, 4);
        graph.getVariable(PlainGraphs.LOGITS).mul("masked", mask);
        assertRefused(
                () -> Classifier.of(graph, PlainGraphs.INPUT, "masked", Map.of("mask", Nd4j.ones(3, 4))),
                "cannot be run from 'pixels' of shape [4, 6] to 'masked'");
    }

    @Test
    void refusesWhatIsNotThereOrOfAnotherKind() {
        SameDiff graph = PlainGraphs.of(MLP, DataType.FLOAT, 6);
        assertRefused(() -> Classifier.of(graph, "x", PlainGraphs.LOGITS), "input is 'x'", PlainGraphs.INPUT);
        assertRefused(() -> Classifier.of(graph, "weights", PlainGraphs.LOGITS), "input is 'weights'");
        assertRefused(() -> Classifier.of(graph, PlainGraphs.INPUT, "z"), "logits is 'z'");
        assertRefused(() -> Classifier.of(graph, "labels", PlainGraphs.LOGITS), "depends on 'labels'");
        assertRefused(
                () -> Classifier.of(graph, PlainGraphs.INPUT, "loss", Map.of("labels", Nd4j.zeros(4, 4))),
                "shape of the logits 'loss' of 4 examples is []");
        assertRefused(
                () -> Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.PROBABILITIES),
                "'probabilities' are probabilities",
                "[scores]");
        SameDiff odd = SameDiff.create();
        odd.placeHolder("bytes", DataType.UINT8, -1, 4).castTo("scores", DataType.FLOAT);
        odd.placeHolder("fixed", DataType.FLOAT, 32, 4).add("fixedScores", 1);
        odd.placeHolder("open", DataType.FLOAT, -1, -1).add("openScores", 1);
        odd.placeHolder("single", DataType.FLOAT, -1, 4).castTo("double", DataType.DOUBLE);
        assertRefused(() -> Classifier.of(odd, "bytes", "scores"), "type of the input 'bytes' is UBYTE");
        assertRefused(() -> Classifier.of(odd, "fixed", "fixedScores"), "'fixed' is [32, 4]", "[-1, ...]");
        assertRefused(() -> Classifier.of(odd, "open", "openScores"), "'open' is [-1, -1]");
        assertRefused(() -> Classifier.of(odd, "single", "double"), "type of the logits 'double' is DOUBLE", "FLOAT");
    }

    @Test
    void readsWhatSameDiffSaves(@TempDir Path folder) throws Exception {
        SameDiff graph = PlainGraphs.of(MLP, DataType.FLOAT, 6);
        Path file = folder.resolve("classifier.fb");
        graph.save(file.toFile(), true);
        INDArray x = Values.normal(5, 3, 6);
        try (Classifier direct = Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.LOGITS);
                Classifier loaded = Classifier.load(file, PlainGraphs.INPUT, PlainGraphs.LOGITS)) {
            assertEquals(direct.logits(x), loaded.logits(x));
        }
        Path other = Files.writeString(folder.resolve("notes.txt"), "no graph at all, but some words");
        assertThrown(ModelFileException.class, () -> Classifier.load(other, "x", "y"), "notes.txt", "SameDiff.save");
        assertThrown(ModelFileException.class, () -> Classifier.load(folder.resolve("no.fb"), "x", "y"), "no.fb");
    }
}
