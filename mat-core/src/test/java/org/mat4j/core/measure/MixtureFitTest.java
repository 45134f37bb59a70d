package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.testing.check.NaiveMixture;

/** Agreement of a mixture with latents, against explicit inverses and determinants. */
class MixtureFitTest {

    @ParameterizedTest
    @EnumSource(CovarianceType.class)
    void equalsTheDensitiesByDefinition(CovarianceType type) {
        GaussianMixture mixture = NaiveMixture.random(type, 3, 2, 8);
        NaiveMixture naive = new NaiveMixture(mixture);
        Random random = new Random(2);
        double[][] z = new double[40][2];
        int[] y = new int[z.length];
        double own = 0;
        double whole = 0;
        int right = 0;
        for (int i = 0; i < z.length; i++) {
            y[i] = random.nextInt(3);
            for (int j = 0; j < 2; j++) {
                z[i][j] = Math.sin(y[i] * 3 + j) + 0.7 * random.nextGaussian();
            }
            double[] densities = naive.logDensities(z[i]);
            own += densities[y[i]] / z.length;
            whole += naive.logMixtureDensity(z[i]) / z.length;
            boolean largest = true;
            for (double density : densities) {
                largest &= densities[y[i]] >= density;
            }
            right += largest ? 1 : 0;
        }

        MixtureFit fit = MixtureFit.of(z, y, mixture);

        assertEquals(z.length, fit.examples());
        assertEquals(own, fit.ownLogDensity(), 1e-10);
        assertEquals(whole, fit.logDensity(), 1e-10);
        assertTrue(right > 0 && right < z.length, "the case is of interest");
        assertEquals((double) right / z.length, fit.accuracy(), 1e-15);
    }

    @Test
    void refusesWhatDoesNotFitTheMixture() {
        GaussianMixture mixture = NaiveMixture.random(CovarianceType.FULL, 3, 2, 8);
        assertRefused("length of z is 3, expected the latent size 2", mixture, new double[1][3], 0);
        assertRefused("labels: row 0 is 3, expected a class index in 0..2", mixture, new double[1][2], 3);
        assertRefused("number of labels is 2, expected one for each of the 1 latents", mixture, new double[1][2], 0, 1);
        assertRefused("number of rows of latents is 0, expected at least 1", mixture, new double[0][]);
    }

    private static void assertRefused(String message, GaussianMixture mixture, double[][] z, int... labels) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> MixtureFit.of(z, labels, mixture))
                        .getMessage());
    }
}
