package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

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
        refused(mixture, new double[1][3], new int[1], "length of z", 3, "latent size 2");
        refused(mixture, new double[1][2], new int[] {3}, "labels: row 0", 3);
        refused(mixture, new double[1][2], new int[2], "number of labels", 2);
        refused(mixture, new double[0][], new int[0], "number of latents", 0);
    }

    private static void refused(GaussianMixture mixture, double[][] z, int[] labels, Object... parts) {
        assertRefused(() -> MixtureFit.of(z, labels, mixture), parts);
    }
}
