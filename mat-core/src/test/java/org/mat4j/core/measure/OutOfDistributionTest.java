package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import java.util.Random;
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
import org.mat4j.core.testing.check.NaiveMixture;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Ranks against counting all pairs, and the scores of a small model. */
class OutOfDistributionTest {

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.DOUBLE, 60);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void equalScoresTellNothingAndSeparatedOnesAll() {
        double[] same = {2, 2, 2};
        assertEquals(0.5, OutOfDistribution.auroc(same, new double[] {2, 2}));
        assertEquals(1, OutOfDistribution.auroc(same, new double[] {3, Double.POSITIVE_INFINITY}));
        assertEquals(0, OutOfDistribution.auroc(same, new double[] {1, Double.NEGATIVE_INFINITY}));
        assertEquals(0.5, OutOfDistribution.auroc(new double[] {0.0}, new double[] {-0.0}));
        double infinite = Double.POSITIVE_INFINITY;
        assertEquals(0.75, OutOfDistribution.auroc(new double[] {1, infinite}, new double[] {infinite}));
    }

    @Test
    void equalsTheShareOfPairs() {
        Random random = new Random(5);
        double[] inside = random.ints(80, 0, 12).asDoubleStream().toArray();
        double[] outside = random.ints(50, 3, 16).asDoubleStream().toArray();
        double higher = 0;
        for (double out : outside) {
            for (double in : inside) {
                higher += out > in ? 1 : out == in ? 0.5 : 0;
            }
        }

        double auroc = OutOfDistribution.auroc(inside, outside);

        assertEquals(higher / 80 / 50, auroc, 1e-14);
        assertEquals(1 - auroc, OutOfDistribution.auroc(outside, inside), 1e-14);
    }

    @Test
    void scoresAreThoseOfTheDefinition() {
        DataSet data = Blobs.batch(9, 4, 3, 5);
        OutOfDistribution.Scores scores = OutOfDistribution.scores(
                model, Batches.of((DataSet) data.getRange(0, 4), (DataSet) data.getRange(4, 9)));

        Classifier.Prediction all = model.classifier().predict(data.getFeatures());
        NaiveMixture naive = new NaiveMixture(model.mixture());
        double[] mixture = new double[9];
        double[] softmax = new double[9];
        for (int i = 0; i < 9; i++) {
            mixture[i] = -naive.logMixtureDensity(all.latent().getRow(i).toDoubleVector());
            double[] p = NaiveLosses.softmax(all.logits().getRow(i).toDoubleVector());
            softmax[i] = -Math.log(Arrays.stream(p).max().orElseThrow());
        }
        assertArrayEquals(mixture, scores.mixture(), 1e-9);
        assertArrayEquals(softmax, scores.softmax(), 1e-9);
    }

    @Test
    void pointsBetweenTheClassesAreToldFromThem() {
        DataSet between = new DataSet(Nd4j.zeros(DataType.DOUBLE, 20, 4), Nd4j.zeros(20, 7));
        OutOfDistribution result = OutOfDistribution.of(model, Blobs.batches(2, 30, 4, 3, 70), Batches.of(between));

        assertEquals(60, result.inside());
        assertEquals(20, result.outside());
        assertTrue(result.mixture() > 0.8, result::toString);
        assertTrue(result.softmax() > 0.8, result::toString);
    }

    @Test
    void refusesNothingAndNoNumbers() {
        double[] one = {1};
        assertRefused(() -> OutOfDistribution.auroc(new double[0], one), "inside scores", 0);
        assertRefused(() -> OutOfDistribution.auroc(one, new double[0]), "outside scores", 0);
        assertRefused(() -> OutOfDistribution.auroc(one, new double[] {1, Double.NaN}), "outside score 1", "NaN");
        assertRefused(
                () -> OutOfDistribution.of(model, Batches.of(Blobs.batch(3, 4, 3, 1)), Batches.of()),
                "number of examples",
                0);
        assertRefused(
                () -> OutOfDistribution.scores(model, Batches.of(Blobs.batch(3, 5, 3, 1))), "features of shape [3, 5]");
    }
}
