package org.mat4j.core.measure.ood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The scores of a small model that has learned. */
class FittedDetectorsTest {

    private static final List<Detector> DETECTORS = Detector.standard(3);

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.DOUBLE, 60);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Batches training() {
        return Blobs.batches(2, 12, 4, 3, 1);
    }

    @Test
    void eachExampleIsScoredByItsLatentAndLogits() {
        DataSet data = Blobs.batch(9, 4, 3, 5);
        Map<String, double[]> scores = FittedDetectors.of(model, training(), DETECTORS)
                .scores("blobs", Batches.of((DataSet) data.getRange(0, 4), (DataSet) data.getRange(4, 9)));

        assertEquals(DETECTORS.stream().map(Detector::id).toList(), List.copyOf(scores.keySet()));
        Classifier.Prediction all = model.classifier().predict(data.getFeatures());
        ModelOutputs outputs = ModelOutputs.of(model.classifier(), training());
        for (Detector detector : DETECTORS) {
            Detector.Score score = detector.fit(model.mixture(), outputs);
            double[] expected = new double[9];
            for (int i = 0; i < 9; i++) {
                expected[i] = score.of(
                        all.latent().getRow(i).toDoubleVector(),
                        all.logits().getRow(i).toDoubleVector());
            }
            assertArrayEquals(expected, scores.get(detector.id()), 1e-9, detector.id());
        }
    }

    @Test
    void pointsBetweenTheClassesAreForeignToEveryDetector() {
        // Labels of another number of classes, which are not read.
        DataSet between = new DataSet(Nd4j.zeros(DataType.DOUBLE, 20, 4), Nd4j.zeros(20, 7));
        FittedDetectors detectors = FittedDetectors.of(model, training(), DETECTORS);
        Map<String, double[]> home = detectors.scores("home", Blobs.batches(2, 30, 4, 3, 70));
        Map<String, double[]> strangers = detectors.scores("between", Batches.of(between));
        home.forEach((id, scores) -> {
            Separation told = Separation.of(scores, strangers.get(id));
            assertEquals(60, told.home());
            assertEquals(20, told.strangers());
            assertTrue(told.auroc() > 0.8, id + ": " + told);
        });
    }

    @Test
    void refusesByName() {
        FittedDetectors detectors = FittedDetectors.of(model, training(), DETECTORS);
        assertRefused(() -> detectors.scores("clothes", Batches.of()), "examples of 'clothes'", 0);
        assertRefused(
                () -> detectors.scores("clothes", Batches.of(Blobs.batch(3, 5, 3, 1))), "features of shape [3, 5]");
        Detector.Score none = (latent, logits) -> 0;
        Detector twice = new Detector() {
            @Override
            public String id() {
                return "energy";
            }

            @Override
            public Score fit(GaussianMixture mixture, ModelOutputs training) {
                return none;
            }
        };
        assertRefused(
                () -> FittedDetectors.of(model, training(), List.of(LogitDetector.ENERGY, twice)),
                "detector 'energy'",
                "each name once");
        assertRefused(
                () -> FittedDetectors.of(model, training(), Detector.standard(25)),
                "nearest neighbors",
                25,
                "at most 24");
    }

    @Test
    void outputsThatAreNotFiniteAreRefused() {
        TestNetwork squares =
                new TestNetwork(new long[] {4}, 4, 3, (pass, x) -> TestNetwork.head(pass, x.mul(x), 4, 3));
        try (TrainedModel open = Models.trained(squares, DataType.FLOAT, 5)) {
            FittedDetectors detectors = FittedDetectors.of(open, training(), List.of(LogitDetector.ENERGY));
            DataSet huge = new DataSet(Nd4j.zeros(DataType.FLOAT, 2, 4).putScalar(1, 2, 1e30f), Nd4j.zeros(2, 3));
            assertRefused(
                    () -> detectors.scores("noise", Batches.of(huge)),
                    "latents of 'noise': row 1, column 2",
                    "Infinity");
        }
    }
}
