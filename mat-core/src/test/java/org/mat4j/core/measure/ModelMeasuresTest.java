package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveLosses;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** All measures of a model in one pass are those of its latents and logits. */
class ModelMeasuresTest {

    private static final DataSet DATA = Blobs.batch(10, 4, 3, 5);

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 15);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Batches parts() {
        return Batches.of((DataSet) DATA.getRange(0, 7), (DataSet) DATA.getRange(7, 10));
    }

    @Test
    void outputsAreThoseOfTheBatchesInOrder() {
        ModelOutputs outputs = ModelOutputs.of(model.classifier(), parts());

        Classifier.Prediction whole = model.classifier().predict(DATA.getFeatures());
        assertEquals(10, outputs.size());
        assertEquals(3, outputs.classCount());
        for (int i = 0; i < 10; i++) {
            assertArrayEquals(whole.latent().getRow(i).toDoubleVector(), outputs.latents()[i], 1e-6);
            assertArrayEquals(whole.logits().getRow(i).toDoubleVector(), outputs.logits()[i], 1e-6);
            assertEquals(i % 3, outputs.labels()[i]);
        }
    }

    @Test
    void onePassMeasuresAll() {
        ModelOutputs outputs = ModelOutputs.of(model.classifier(), parts());
        double[][] posterior = new double[10][];
        double[][] softmax = new double[10][];
        for (int i = 0; i < 10; i++) {
            posterior[i] = model.mixture().posterior(outputs.latents()[i]);
            softmax[i] = NaiveLosses.softmax(outputs.logits()[i]);
        }

        ModelMeasures measures = ModelMeasures.of(model, parts());

        assertEquals(LatentGeometry.of(outputs.latents(), outputs.labels(), 3), measures.latent());
        assertEquals(MixtureFit.of(outputs.latents(), outputs.labels(), model.mixture()), measures.mixture());
        assertAlike(Calibration.of(softmax, outputs.labels()), measures.softmax());
        assertAlike(Calibration.of(posterior, outputs.labels()), measures.posterior());
        assertEquals(
                Calibration.ofScores(MixtureFit.logDensities(outputs.latents(), model.mixture()), outputs.labels()),
                measures.posterior());
        assertEquals(measures.mixture().accuracy(), measures.posterior().accuracy());
        assertEquals(
                100 * (1 - measures.softmax().accuracy()), model.classifier().errorPercent(parts()), 1e-9);
    }

    private static void assertAlike(Calibration expected, Calibration actual) {
        assertEquals(expected.expectedError(), actual.expectedError(), 1e-9);
        assertEquals(expected.maximumError(), actual.maximumError(), 1e-9);
        assertEquals(expected.negativeLogLikelihood(), actual.negativeLogLikelihood(), 1e-9);
        assertEquals(expected.brierScore(), actual.brierScore(), 1e-9);
        assertEquals(expected.meanConfidence(), actual.meanConfidence(), 1e-9);
    }

    @Test
    void refusesEmptyAndWrongData() {
        refused(Batches.of(), "number of examples", 0);
        refused(Batches.of(Blobs.batch(4, 4, 2, 1)), "labels of shape [4, 2]", "[4, 3]");
        refused(Batches.of((DataSet) DATA.getRange(0, 1)), "number of classes", 1);
    }

    private static void refused(Batches data, Object... parts) {
        assertRefused(() -> ModelMeasures.of(model, data), parts);
    }

    @Test
    void outputsMustFitEachOther() {
        double[][] two = {{1}, {2}};
        double[][] one = {{1, 2}};
        double[][] nan = {{Double.NaN}};
        assertRefused(() -> new ModelOutputs(two, one, new int[1]), "number of labels", 1, "2 latents");
        assertRefused(() -> new ModelOutputs(two, one, new int[2]), "number of labels", 2, "1 logits");
        assertRefused(() -> new ModelOutputs(two, nan, new int[2]), "logits: row 0, column 0", Double.NaN);
    }

    @Test
    void nd4jsEvaluationCountsWhatIsPredicted() {
        double[][] logits = {{2, 1, 0}, {0, 3, 1}, {0, 1, 5}, {4, 1, 0}};
        ModelOutputs outputs = new ModelOutputs(new double[4][2], logits, new int[] {0, 1, 1, 2});
        Evaluation evaluation = outputs.evaluation(List.of("cat", "dog", "cow"));
        assertEquals(0.5, evaluation.accuracy(), 1e-12);
        assertEquals(1, evaluation.getConfusionMatrix().getCount(1, 2), "dog taken for cow");
        assertEquals("cow", evaluation.getClassLabel(2));
        String message = assertThrows(IllegalArgumentException.class, () -> outputs.evaluation(List.of("cat")))
                .getMessage();
        assertTrue(message.startsWith("number of class names is 1, expected 3"), message);
    }
}
