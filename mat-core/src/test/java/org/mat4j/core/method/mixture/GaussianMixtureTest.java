package org.mat4j.core.method.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.testing.check.Naive;

class GaussianMixtureTest {
    private static final int CLASSES = 3;
    private static final int SIZE = 4;
    private static final double[] POINT = {0.3, -1.2, 0.8, 2.1};

    private static GaussianMixture mixture(CovarianceType type) {
        MixtureConfig config =
                MixtureConfig.builder().covarianceType(type).shrinkage(0.2).build();
        return Naive.mixture(config, CLASSES, SIZE);
    }

    @ParameterizedTest
    @EnumSource
    void densitiesAreThoseOfTheExplicitFormula(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        double sum = 0;
        double[] densities = new double[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            double[][] covariance = mixture.covariance(k);
            double[] difference = Naive.minus(POINT, mixture.mean(k));
            densities[k] = Naive.density(POINT, mixture.mean(k), covariance);
            sum += densities[k];
            assertEquals(Math.log(Naive.determinant(covariance)), mixture.logDeterminant(k), 1e-12);
            assertEquals(
                    Naive.quadraticForm(difference, Naive.inverse(covariance)),
                    mixture.mahalanobisSquared(k, POINT),
                    1e-10);
            assertEquals(Math.log(densities[k]), mixture.logDensity(k, POINT), 1e-10);
            assertEquals(mixture.logDensity(k, POINT), mixture.logDensities(POINT)[k]);
        }
        assertEquals(Math.log(sum / CLASSES), mixture.logMixtureDensity(POINT), 1e-10);
        double[] posterior = mixture.posterior(POINT);
        for (int k = 0; k < CLASSES; k++) {
            assertEquals(densities[k] / sum, posterior[k], 1e-10);
        }
    }

    @Test
    void theCovariancesOfTheseTestsAreNotTrivial() {
        double[][] full = mixture(CovarianceType.FULL).covariance(0);
        double[][] diagonal = mixture(CovarianceType.DIAGONAL).covariance(0);
        assertTrue(Math.abs(full[2][1]) > 0.1, "full covariance is correlated");
        assertTrue(Math.abs(diagonal[3][3] - diagonal[0][0]) > 0.1, "variances differ");
        assertEquals(0, diagonal[2][1]);
        assertEquals(full[2][2], diagonal[2][2], 1e-12);
    }

    @ParameterizedTest
    @EnumSource
    void whiteningArraysReproduceTheDensities(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        double[][] whitening = mixture.whitening();
        double[] whitenedMeans = mixture.whitenedMeans();
        double[] logDeterminants = mixture.logDeterminants();
        assertEquals(SIZE, whitening.length);
        assertEquals(CLASSES * SIZE, whitening[0].length);
        assertEquals(CLASSES * SIZE, whitenedMeans.length);
        assertEquals(CLASSES, logDeterminants.length);
        for (int k = 0; k < CLASSES; k++) {
            double squared = 0;
            for (int column = k * SIZE; column < (k + 1) * SIZE; column++) {
                double product = 0;
                for (int i = 0; i < SIZE; i++) {
                    product += POINT[i] * whitening[i][column];
                }
                squared += Math.pow(product - whitenedMeans[column], 2);
            }
            double logDensity = -0.5 * (SIZE * Math.log(2 * Math.PI) + logDeterminants[k] + squared);
            assertEquals(Math.log(Naive.density(POINT, mixture.mean(k), mixture.covariance(k))), logDensity, 1e-10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void meanPrecisionFactorGivesTheMeanOfThePrecisions(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        double expected = 0;
        for (int k = 0; k < CLASSES; k++) {
            expected += Naive.quadraticForm(POINT, Naive.inverse(mixture.covariance(k))) / CLASSES;
        }
        double[][] factor = mixture.meanPrecisionFactor();
        double actual = 0;
        for (int column = 0; column < SIZE; column++) {
            double product = 0;
            for (int i = 0; i < SIZE; i++) {
                product += POINT[i] * factor[i][column];
            }
            actual += product * product;
        }
        assertEquals(expected, actual, 1e-10 * expected);
    }

    /** Proposition III.1: with covariance identity, -log N is the center loss and a constant. */
    @ParameterizedTest
    @EnumSource
    void atFullShrinkageTheNegativeLogDensityIsTheCenterLoss(CovarianceType type) {
        MixtureConfig config =
                MixtureConfig.builder().covarianceType(type).shrinkage(1).build();
        GaussianMixture mixture = Naive.mixture(config, CLASSES, SIZE);
        double constant = 0.5 * SIZE * Math.log(2 * Math.PI);
        for (int k = 0; k < CLASSES; k++) {
            double[] difference = Naive.minus(POINT, mixture.mean(k));
            double centerLoss = 0.5 * Naive.quadraticForm(difference, Naive.identity(SIZE));
            assertEquals(centerLoss + constant, -mixture.logDensity(k, POINT), 1e-12);
            assertArrayEquals(Naive.identity(SIZE), mixture.covariance(k));
            assertEquals(0, mixture.logDeterminant(k));
        }
    }

    @Test
    void aHighDimensionalSmallLatentNeitherOverflowsNorUnderflows() {
        MixtureConfig config = MixtureConfig.builder().ridge(1e-9).shrinkage(0).build();
        int size = 200;
        MixtureEstimator estimator = new MixtureEstimator(config, 2, size);
        int[] labels = Naive.labels(8, 2);
        double[][] latents = Naive.latents(labels, size, 5);
        for (double[] row : latents) {
            for (int j = 0; j < size; j++) {
                row[j] *= 1e-6;
            }
        }
        estimator.update(latents, labels);
        GaussianMixture mixture = estimator.snapshot();
        double logDeterminant = 0;
        for (int j = 0; j < size; j++) {
            logDeterminant += Math.log(mixture.covariance(0)[j][j]);
        }
        assertEquals(CovarianceType.DIAGONAL, mixture.covarianceType());
        assertEquals(logDeterminant, mixture.logDeterminant(0), 1e-9);
        assertTrue(Double.isFinite(mixture.logMixtureDensity(new double[size])));
        double[] posterior = mixture.posterior(latents[0]);
        assertEquals(1, posterior[0] + posterior[1], 1e-12);
    }

    @Test
    void aSmallButWellConditionedFullCovarianceIsAccepted() {
        MixtureConfig config = MixtureConfig.builder().ridge(0).shrinkage(0).build();
        MixtureEstimator estimator = new MixtureEstimator(config, 1, 2);
        estimator.update(new double[][] {{1e-8, 0}, {-1e-8, 0}, {0, 1e-8}, {0, -1e-8}}, new int[4]);
        // Variances of 2e-16 / 3 and no correlation.
        assertEquals(2 * Math.log(2e-16 / 3), estimator.snapshot().logDeterminant(0), 1e-9);
    }

    @Test
    void arraysHandedOutAreCopies() {
        GaussianMixture mixture = mixture(CovarianceType.FULL);
        double before = mixture.logDensity(1, POINT);
        double[][] factor = mixture.meanPrecisionFactor();
        double first = factor[0][0];
        mixture.mean(1)[0] = 99;
        mixture.covariance(1)[0][0] = 99;
        factor[0][0] = 99;
        assertEquals(before, mixture.logDensity(1, POINT));
        assertNotEquals(99, mixture.mean(1)[0]);
        assertNotEquals(99, mixture.covariance(1)[0][0]);
        assertEquals(first, mixture.meanPrecisionFactor()[0][0]);
    }

    @ParameterizedTest
    @EnumSource(names = {"FULL", "DIAGONAL"})
    void aSingularCovarianceIsRefusedWithTheClassAndTheAdvice(CovarianceType type) {
        MixtureConfig config = MixtureConfig.builder()
                .covarianceType(type)
                .ridge(0)
                .shrinkage(0)
                .build();
        MixtureEstimator estimator = new MixtureEstimator(config, 3, 2);
        estimator.update(new double[][] {{1, 2}, {3, 2}}, new int[] {1, 1});
        Exception e = assertThrows(IllegalStateException.class, estimator::snapshot);
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "the covariance of class 1 (latent size 2, " + type + ") is not positive definite: "),
                e::getMessage);
        assertTrue(e.getMessage().contains("raise the ridge (now 0.0) or the shrinkage (now 0.0)"), e::getMessage);
    }

    @Test
    void refusesBadPointsAndClasses() {
        GaussianMixture mixture = mixture(CovarianceType.FULL);
        assertMessage("length of z is 2, expected the latent size 4", () -> mixture.logDensities(new double[2]));
        assertMessage(
                "z[1] is NaN, expected a finite number", () -> mixture.posterior(new double[] {0, Double.NaN, 0, 0}));
        assertMessage(
                "z is so far from every class mean that its distances overflow; expected a point of the latent",
                () -> mixture.posterior(new double[] {1e200, 1e200, 0, 0}));
        assertThrows(IndexOutOfBoundsException.class, () -> mixture.mean(3));
        assertThrows(IndexOutOfBoundsException.class, () -> mixture.covariance(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> mixture.logDeterminant(3));
        assertThrows(IndexOutOfBoundsException.class, () -> mixture.seen(3));
        assertThrows(IndexOutOfBoundsException.class, () -> mixture.logDensity(3, POINT));
        assertThrows(IndexOutOfBoundsException.class, () -> mixture.mahalanobisSquared(3, POINT));
    }

    private static void assertMessage(String expected, Runnable action) {
        Exception e = assertThrows(IllegalArgumentException.class, action::run);
        assertEquals(expected, e.getMessage());
    }
}
