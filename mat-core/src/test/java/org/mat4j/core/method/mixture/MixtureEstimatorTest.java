package org.mat4j.core.method.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.testing.check.Naive;
import org.nd4j.linalg.factory.Nd4j;

class MixtureEstimatorTest {
    private static final double DECAY = 0.8;
    private static final double RIDGE = 0.05;
    private static final int SIZE = 3;

    private static MixtureConfigBuilder config(CovarianceType type) {
        return MixtureConfig.builder()
                .covarianceType(type)
                .decay(DECAY)
                .ridge(RIDGE)
                .shrinkage(0);
    }

    private static void assertClose(double[][] expected, double[][] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], actual[i], 1e-12);
        }
    }

    private static double[][] withRidge(double[][] sigma) {
        return Naive.effective(sigma, RIDGE, 0);
    }

    @ParameterizedTest
    @EnumSource
    void anUnseenClassHasMeanZeroAndCovarianceIdentity(CovarianceType type) {
        GaussianMixture mixture = new MixtureEstimator(config(type).ridge(0).build(), 2, SIZE).snapshot();
        assertFalse(mixture.seen(0));
        assertArrayEquals(new double[SIZE], mixture.mean(0));
        assertArrayEquals(Naive.identity(SIZE), mixture.covariance(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "DIAGONAL"})
    void theFirstBatchSetsAndTheNextAverage(CovarianceType type) {
        MixtureEstimator estimator = new MixtureEstimator(config(type).build(), 2, SIZE);
        int[] labels = {0, 1, 1, 0, 0, 1, 0};
        double[][] first = Naive.latents(labels, SIZE, 1);
        double[][] second = Naive.latents(labels, SIZE, 2);

        estimator.update(first, labels);
        GaussianMixture afterFirst = estimator.snapshot();
        estimator.update(second, labels);
        GaussianMixture afterSecond = estimator.snapshot();

        for (int k = 0; k < 2; k++) {
            double[][] rows = Naive.ofClass(first, labels, k);
            double[][] nextRows = Naive.ofClass(second, labels, k);
            double[][] sigma = Naive.covariance(rows, type);
            assertTrue(afterFirst.seen(k));
            assertArrayEquals(Naive.mean(rows), afterFirst.mean(k), 1e-12);
            assertClose(withRidge(sigma), afterFirst.covariance(k));
            assertArrayEquals(Naive.mix(Naive.mean(rows), Naive.mean(nextRows), DECAY), afterSecond.mean(k), 1e-12);
            assertClose(
                    withRidge(Naive.mix(sigma, Naive.covariance(nextRows, type), DECAY)), afterSecond.covariance(k));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "DIAGONAL"})
    void anAbsentClassKeepsItsValues(CovarianceType type) {
        MixtureEstimator estimator = new MixtureEstimator(config(type).build(), 3, SIZE);
        int[] both = {0, 0, 0, 1, 1, 1};
        estimator.update(Naive.latents(both, SIZE, 1), both);
        GaussianMixture before = estimator.snapshot();
        int[] one = {0, 0, 0, 0};
        estimator.update(Naive.latents(one, SIZE, 2), one);
        GaussianMixture after = estimator.snapshot();

        assertArrayEquals(before.mean(1), after.mean(1));
        assertArrayEquals(before.covariance(1), after.covariance(1));
        assertFalse(after.seen(2));
        assertTrue(Math.abs(before.mean(0)[0] - after.mean(0)[0]) > 1e-6, "class 0 has moved");
        // The earlier snapshot has not moved with it.
        assertArrayEquals(Naive.mean(Naive.ofClass(Naive.latents(both, SIZE, 1), both, 0)), before.mean(0), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "DIAGONAL"})
    void aSingleExampleUpdatesTheMeanAlone(CovarianceType type) {
        MixtureEstimator estimator = new MixtureEstimator(config(type).build(), 1, SIZE);
        int[] several = {0, 0, 0, 0};
        double[][] first = Naive.latents(several, SIZE, 1);
        double[][] single = {{4, 5, 6}};
        estimator.update(first, several);
        estimator.update(single, new int[1]);
        GaussianMixture mixture = estimator.snapshot();
        assertArrayEquals(Naive.mix(Naive.mean(first), single[0], DECAY), mixture.mean(0), 1e-12);
        assertClose(withRidge(Naive.covariance(first, type)), mixture.covariance(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "DIAGONAL"})
    void theCovarianceIsSetByTheFirstBatchWithTwoExamples(CovarianceType type) {
        MixtureEstimator estimator = new MixtureEstimator(config(type).build(), 1, SIZE);
        double[][] single = {{4, 5, 6}};
        estimator.update(single, new int[1]);
        GaussianMixture afterSingle = estimator.snapshot();
        assertTrue(afterSingle.seen(0));
        assertArrayEquals(single[0], afterSingle.mean(0));
        assertClose(withRidge(Naive.identity(SIZE)), afterSingle.covariance(0));

        int[] two = {0, 0};
        double[][] pair = Naive.latents(two, SIZE, 3);
        estimator.update(pair, two);
        GaussianMixture afterPair = estimator.snapshot();
        assertArrayEquals(Naive.mix(single[0], Naive.mean(pair), DECAY), afterPair.mean(0), 1e-12);
        assertClose(withRidge(Naive.covariance(pair, type)), afterPair.covariance(0));
    }

    @ParameterizedTest
    @CsvSource({"FULL,0,0.1", "FULL,0.3,0", "FULL,0.5,2", "DIAGONAL,0,0.1", "DIAGONAL,0.5,2", "FULL,1,0.1"})
    void ridgeAndShrinkageEnterTheCovarianceInUse(CovarianceType type, double shrinkage, double ridge) {
        MixtureConfig config = config(type).shrinkage(shrinkage).ridge(ridge).build();
        MixtureEstimator estimator = new MixtureEstimator(config, 1, SIZE);
        int[] labels = new int[9];
        double[][] first = Naive.latents(labels, SIZE, 1);
        double[][] second = Naive.latents(labels, SIZE, 2);
        estimator.update(first, labels);
        estimator.snapshot();
        estimator.update(second, labels);
        double[][] sigma = Naive.mix(Naive.covariance(first, type), Naive.covariance(second, type), DECAY);
        assertClose(
                Naive.effective(sigma, ridge, shrinkage), estimator.snapshot().covariance(0));
    }

    @Test
    void identityKeepsNoCovariance() {
        MixtureEstimator estimator =
                new MixtureEstimator(config(CovarianceType.IDENTITY).build(), 1, SIZE);
        int[] labels = new int[5];
        double[][] latents = Naive.latents(labels, SIZE, 1);
        estimator.update(latents, labels);
        GaussianMixture mixture = estimator.snapshot();
        assertArrayEquals(Naive.mean(latents), mixture.mean(0), 1e-12);
        assertArrayEquals(Naive.identity(SIZE), mixture.covariance(0));
    }

    @Test
    void aFarMeanDoesNotCostTheCovarianceItsDigits() {
        MixtureEstimator estimator =
                new MixtureEstimator(config(CovarianceType.FULL).ridge(0).build(), 1, 2);
        estimator.update(new double[][] {{1e8, 1e8 + 2}, {1e8 + 2, 1e8}, {1e8 - 2, 1e8 - 2}}, new int[3]);
        assertClose(new double[][] {{4, 2}, {2, 4}}, estimator.snapshot().covariance(0));
    }

    @Test
    void refusesSizesAndBatchesThatDoNotFit() {
        MixtureConfig config = MixtureConfig.defaults();
        assertMessage("class count of the mixture is 0, expected at least 1", () -> new MixtureEstimator(config, 0, 2));
        assertMessage("latent size of the mixture is 0, expected at least 1", () -> new MixtureEstimator(config, 2, 0));
        MixtureConfig full =
                MixtureConfig.builder().covarianceType(CovarianceType.FULL).build();
        assertMessage(
                "number of values of the FULL covariances is 10000000000, expected at most 2147483647; take DIAGONAL or"
                        + " a smaller latent",
                () -> new MixtureEstimator(full, 1, 100_000));
        MixtureEstimator estimator = new MixtureEstimator(config, 2, 2);
        assertMessage(
                "latent size of the batch is 3, expected 2, the mixture's",
                () -> estimator.update(new double[][] {{1, 2, 3}}, new int[1]));
        LatentBatch threeClasses = LatentBatch.of(new double[][] {{1, 2}}, new int[1], 3);
        assertMessage(
                "class count of the labels is 3, expected 2, the mixture's", () -> estimator.update(threeClasses));
        assertMessage(
                "labels: row 1 is 2, expected a class index in 0..1",
                () -> estimator.update(new double[2][2], new int[] {0, 2}));
    }

    @Test
    void aBatchThatOverflowsIsRefusedAndChangesNothing() {
        MixtureEstimator estimator = new MixtureEstimator(MixtureConfig.defaults(), 2, 2);
        int[] labels = {0, 0, 1, 1};
        estimator.update(Naive.latents(labels, 2, 1), labels);
        String before = estimator.snapshot().toJson().toString();
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> estimator.update(new double[][] {{1, 2}, {3, 4}, {1e200, 0}, {-1e200, 0}}, labels));
        assertTrue(
                e.getMessage().startsWith("latents of class 1 are so large that their variance overflows"),
                e::getMessage);
        e = assertThrows(
                IllegalArgumentException.class,
                () -> estimator.update(new double[][] {{1, 2}, {3, 4}, {1e308, 0}, {1e308, 0}}, labels));
        assertTrue(
                e.getMessage().startsWith("latents of class 1 are so large that their mean overflows"), e::getMessage);
        assertEquals(before, estimator.snapshot().toJson().toString());
    }

    private static void assertMessage(String expected, Runnable action) {
        Exception e = assertThrows(IllegalArgumentException.class, action::run);
        assertEquals(expected, e.getMessage());
    }

    /** By the formulas of the class's Javadoc. */
    @ParameterizedTest
    @EnumSource(names = {"FULL", "DIAGONAL"})
    void probabilitiesAreWeightsOfExamples(CovarianceType type) {
        MixtureEstimator estimator = new MixtureEstimator(config(type).build(), 3, SIZE);
        // Of class 2 there is less than one example.
        double[][] weights = {{0.7, 0.2, 0.1}, {0.5, 0.5, 0}, {0, 1, 0}, {0.3, 0.3, 0.4}, {0.9, 0.1, 0}};
        double[] batchWeight = {2.4, 2.1, 0.5};
        double[][] first = Naive.latents(new int[] {0, 1, 1, 2, 0}, SIZE, 1);
        double[][] second = Naive.latents(new int[] {0, 1, 1, 2, 0}, SIZE, 2);
        estimator.update(soft(first, weights));
        GaussianMixture afterFirst = estimator.snapshot();
        estimator.update(soft(second, weights));
        GaussianMixture afterSecond = estimator.snapshot();
        for (int k = 0; k < 3; k++) {
            double keep = k == 2 ? Math.pow(DECAY, batchWeight[k]) : DECAY;
            double[] mean = weightedMean(first, weights, k);
            assertArrayEquals(mean, afterFirst.mean(k), 1e-12);
            assertArrayEquals(Naive.mix(mean, weightedMean(second, weights, k), keep), afterSecond.mean(k), 1e-12);
            // 0.5^2 / (0.1^2 + 0.4^2) is below 2 examples.
            double[][] sigma = k == 2 ? Naive.identity(SIZE) : weightedCovariance(first, weights, k, type);
            assertClose(withRidge(sigma), afterFirst.covariance(k));
            double[][] next = k == 2 ? sigma : weightedCovariance(second, weights, k, type);
            assertClose(withRidge(Naive.mix(sigma, next, keep)), afterSecond.covariance(k));
        }
    }

    @ParameterizedTest
    @EnumSource
    void certainProbabilitiesAreClasses(CovarianceType type) {
        int[] labels = {0, 1, 1, 0, 0, 1, 0};
        MixtureEstimator hard = new MixtureEstimator(config(type).build(), 3, SIZE);
        MixtureEstimator soft = new MixtureEstimator(config(type).build(), 3, SIZE);
        double[][] oneHot = new double[labels.length][3];
        for (int i = 0; i < labels.length; i++) {
            oneHot[i][labels[i]] = 1;
        }
        for (int seed = 1; seed <= 2; seed++) {
            double[][] latents = Naive.latents(labels, SIZE, seed);
            hard.update(latents, labels);
            soft.update(soft(latents, oneHot));
        }
        assertEquals(hard.snapshot().toJson(), soft.snapshot().toJson());
    }

    private static LatentBatch soft(double[][] latents, double[][] weights) {
        return LatentBatch.of(Nd4j.createFromArray(latents), Nd4j.createFromArray(weights), LabelForm.PROBABILITIES);
    }

    private static double[] weightedMean(double[][] latents, double[][] weights, int k) {
        double total = 0;
        double[] mean = new double[SIZE];
        for (int i = 0; i < latents.length; i++) {
            total += weights[i][k];
            for (int j = 0; j < SIZE; j++) {
                mean[j] += weights[i][k] * latents[i][j];
            }
        }
        double divisor = total;
        return Arrays.stream(mean).map(v -> v / divisor).toArray();
    }

    private static double[][] weightedCovariance(double[][] latents, double[][] weights, int k, CovarianceType type) {
        double[] mean = weightedMean(latents, weights, k);
        double sum = 0;
        double squares = 0;
        for (double[] row : weights) {
            sum += row[k];
            squares += row[k] * row[k];
        }
        double[][] covariance = new double[SIZE][SIZE];
        for (int a = 0; a < SIZE; a++) {
            for (int b = 0; b < SIZE; b++) {
                for (int i = 0; i < latents.length && (a == b || type == CovarianceType.FULL); i++) {
                    double product = (latents[i][a] - mean[a]) * (latents[i][b] - mean[b]);
                    covariance[a][b] += weights[i][k] * product / (sum - squares / sum);
                }
            }
        }
        return covariance;
    }
}
