package org.mat4j.core.measure.ood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.testing.check.Naive;
import org.mat4j.core.testing.check.NaiveMixture;

/** Each score against its formula, by explicit inverses and complete sorting. */
class DetectorTest {

    private static final int CLASSES = 4;
    private static final int SIZE = 3;
    private static final GaussianMixture MIXTURE = NaiveMixture.random(CovarianceType.FULL, CLASSES, SIZE, 8);
    private static final ModelOutputs TRAINING = training(57, 1);
    private static final double[] NO_LOGITS = new double[CLASSES];

    /** Correlated latents about class means, of axes of different scales; no example of the last class. */
    private static ModelOutputs training(int n, double scale) {
        Random random = new Random(4);
        double[][] latents = new double[n][SIZE];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % (CLASSES - 1);
            double shared = random.nextGaussian();
            for (int j = 0; j < SIZE; j++) {
                latents[i][j] = scale
                        * (3 * Math.sin(1 + 5 * labels[i] + 3 * j) + 0.3 * (j + 1) * (random.nextGaussian() + shared));
            }
        }
        return new ModelOutputs(latents, new double[n][CLASSES], labels);
    }

    private static double[][] examples() {
        return Naive.latents(Naive.labels(20, CLASSES), SIZE, 11);
    }

    /** (1/n) sum (z - mean of its class)(z - mean of its class)'; labels of 0 give that of all. */
    private static double[][] covariance(double[][] latents, int[] labels, double ridge) {
        double[][] sum = new double[SIZE][SIZE];
        for (int i = 0; i < latents.length; i++) {
            double[] v = Naive.minus(latents[i], Naive.mean(Naive.ofClass(latents, labels, labels[i])));
            for (int a = 0; a < SIZE; a++) {
                for (int b = 0; b < SIZE; b++) {
                    sum[a][b] += v[a] * v[b] / latents.length;
                }
            }
        }
        double variance = (sum[0][0] + sum[1][1] + sum[2][2]) / SIZE;
        for (int a = 0; a < SIZE; a++) {
            sum[a][a] += ridge * variance;
        }
        return sum;
    }

    private static double tied(double[] z, int[] labels, double ridge) {
        double[][] latents = TRAINING.latents();
        double[][] precision = Naive.inverse(covariance(latents, labels, ridge));
        return Arrays.stream(labels)
                .distinct()
                .mapToDouble(k ->
                        Naive.quadraticForm(Naive.minus(z, Naive.mean(Naive.ofClass(latents, labels, k))), precision))
                .min()
                .orElseThrow();
    }

    private static double latentScore(Detector detector, double[] z) {
        return detector.fit(MIXTURE, TRAINING).of(z, NO_LOGITS);
    }

    private static double logitScore(Detector detector, double... logits) {
        return detector.fit(MIXTURE, TRAINING).of(new double[SIZE], logits);
    }

    @Test
    void mixtureIsMinusTheLogDensity() {
        for (double[] z : examples()) {
            assertEquals(-new NaiveMixture(MIXTURE).logMixtureDensity(z), latentScore(new MixtureDensity(), z), 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Mahalanobis.DEFAULT_RIDGE, 0.5})
    void mahalanobisIsTheDistanceInTheTiedCovariance(double ridge) {
        int[] one = new int[TRAINING.size()];
        for (double[] z : examples()) {
            double distance = tied(z, TRAINING.labels(), ridge);
            double all = tied(z, one, ridge);
            assertEquals(distance, latentScore(new Mahalanobis(Mahalanobis.Form.TIED, ridge), z), 1e-9 * distance);
            assertEquals(
                    distance - all,
                    latentScore(new Mahalanobis(Mahalanobis.Form.RELATIVE, ridge), z),
                    1e-9 * (distance + all));
        }
    }

    @Test
    void theRidgeFollowsTheScaleOfTheLatent() {
        double[] z = {1, -2, 0.5};
        double score = latentScore(new Mahalanobis(Mahalanobis.Form.TIED, 0.1), z);
        Detector.Score small =
                new Mahalanobis(Mahalanobis.Form.TIED, 0.1).fit(MIXTURE, training(TRAINING.size(), 1e-8));
        assertEquals(score, small.of(new double[] {1e-8, -2e-8, 0.5e-8}, NO_LOGITS), 1e-6 * score);
    }

    @Test
    void aLatentThatDoesNotVarySomewhereNeedsTheRidge() {
        double[][] flat = {{0, 1, 7}, {1, 0, 7}, {2, 3, 7}, {5, 2, 7}};
        ModelOutputs training = new ModelOutputs(flat, new double[4][CLASSES], new int[] {0, 0, 1, 1});
        Detector.Score score = Mahalanobis.of(Mahalanobis.Form.TIED).fit(MIXTURE, training);
        double near = score.of(new double[] {0.5, 0.5, 7}, NO_LOGITS);
        double far = score.of(new double[] {0.5, 0.5, 7.1}, NO_LOGITS);
        assertEquals(0, near, 1e-9);
        double variance = (0.25 + 0.25 + 2.25 + 2.25 + 0.25 * 4) / 4 / SIZE;
        assertEquals(0.01 / (Mahalanobis.DEFAULT_RIDGE * variance), far, 1e-6 * far);
        assertRefused(
                () -> new Mahalanobis(Mahalanobis.Form.TIED, 0).fit(MIXTURE, training), "pivot 2", "ridge (now 0.0)");
        ModelOutputs points = new ModelOutputs(new double[2][SIZE], new double[2][CLASSES], new int[2]);
        assertRefused(
                () -> Mahalanobis.of(Mahalanobis.Form.TIED).fit(MIXTURE, points),
                "mean variance of the training latents",
                0.0);
        assertRefused(() -> new Mahalanobis(Mahalanobis.Form.TIED, -1), "ridge", -1.0);
    }

    private static double[] unit(double[] z) {
        double norm = Math.sqrt(Arrays.stream(z).map(v -> v * v).sum());
        return Arrays.stream(z).map(v -> v / norm).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 57})
    void neighborsAreThoseOfACompleteSort(int k) {
        for (double[] z : examples()) {
            double[] distances = Arrays.stream(TRAINING.latents())
                    .mapToDouble(other -> {
                        double[] v = Naive.minus(unit(z), unit(other));
                        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
                    })
                    .sorted()
                    .toArray();
            double score = latentScore(new NearestNeighbors(k), z);
            assertEquals(distances[k - 1], score, 1e-12);
            double[] larger = {5 * z[0], 5 * z[1], 5 * z[2]};
            assertEquals(score, latentScore(new NearestNeighbors(k), larger), 1e-12, "only the direction counts");
        }
        assertEquals(1, latentScore(new NearestNeighbors(k), new double[SIZE]), 1e-12);
    }

    @Test
    void neighborsMustBeThere() {
        assertRefused(() -> new NearestNeighbors(0), "nearest neighbors", 0);
        assertRefused(() -> new NearestNeighbors(58).fit(MIXTURE, TRAINING), "nearest neighbors", 58, "at most 57");
    }

    @Test
    void logitScoresAreThoseOfTheDefinition() {
        double[] o = {0.3, -1, 2, 0.5};
        double sum = Math.exp(0.3) + Math.exp(-1) + Math.exp(2) + Math.exp(0.5);
        assertEquals(-Math.log(sum), logitScore(LogitDetector.ENERGY, o), 1e-14);
        assertEquals(-2, logitScore(LogitDetector.MAX_LOGIT, o));
        assertEquals(-Math.log(Math.exp(2) / sum), logitScore(LogitDetector.MAX_SOFTMAX, o), 1e-14);
    }

    @Test
    void gapsOfHundredsDoNotSaturate() {
        double before = Double.POSITIVE_INFINITY;
        for (double gap : new double[] {0, 1, 30, 100, 300, 301, 700}) {
            double score = logitScore(LogitDetector.MAX_SOFTMAX, 500, 500 - gap, -900, -900);
            assertTrue(score > 0 && score < before, "gap " + gap + ": " + score + " after " + before);
            before = score;
        }
        assertEquals(-2000, logitScore(LogitDetector.ENERGY, 2000, 0, -900, 3), 1e-12);
        assertEquals(2000 - Math.log(2), logitScore(LogitDetector.ENERGY, -2000, -2000, -5000, -5000), 1e-9);
    }

    @Test
    void namesAreThoseOfTheTables() {
        assertEquals(
                "[mixture, mahalanobis, relative-mahalanobis, knn, energy, max-logit, max-softmax]",
                Detector.standard().stream().map(Detector::id).toList().toString());
    }
}
