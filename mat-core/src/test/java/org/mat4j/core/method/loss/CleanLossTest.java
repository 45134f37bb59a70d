package org.mat4j.core.method.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;

class CleanLossTest {

    private static GaussianMixture mixture(CovarianceType type) {
        return NaiveMixture.random(type, LossGraph.CLASSES, LossGraph.LATENT, 5);
    }

    @Test
    void crossEntropy() {
        LossGraph g = new LossGraph(mixture(CovarianceType.FULL));
        g.assertSame((z, o, y) -> NaiveLosses.crossEntropy(o, y), g.run(new CrossEntropy()), "cross-entropy");
        assertEquals(CleanLoss.Examples.LABELED, new CrossEntropy().examples());
    }

    @Test
    void conditionalEntropy() {
        LossGraph g = new LossGraph(mixture(CovarianceType.FULL));
        g.assertSame((z, o, y) -> NaiveLosses.entropy(o), g.run(new ConditionalEntropy()), "conditional entropy");
        assertEquals(CleanLoss.Examples.UNLABELED, new ConditionalEntropy().examples());
    }

    @ParameterizedTest
    @EnumSource
    void likelihood(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        NaiveMixture naive = new NaiveMixture(mixture);
        LossGraph g = new LossGraph(mixture);
        g.assertSame(
                (z, o, y) -> -naive.logDensity(y, z),
                g.run(new InformationRegularizer(InformationRegularizer.Form.LIKELIHOOD)),
                "likelihood");
    }

    @ParameterizedTest
    @EnumSource
    void normalized(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        NaiveMixture naive = new NaiveMixture(mixture);
        LossGraph g = new LossGraph(mixture);
        g.assertSame(
                (z, o, y) -> -(naive.logDensity(y, z) - naive.logMixtureDensity(z)),
                g.run(new InformationRegularizer(InformationRegularizer.Form.NORMALIZED)),
                "normalized");
    }

    @ParameterizedTest
    @EnumSource
    void normalizedIsBoundedBelow(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        LossGraph g = new LossGraph(mixture);
        double bound = -Math.log(LossGraph.CLASSES);
        InformationRegularizer loss = new InformationRegularizer(InformationRegularizer.Form.NORMALIZED);
        for (double value : g.run(loss).values()) {
            assertTrue(value >= bound, value + " is below -log m");
        }
        // On a side that no other class is near, the bound is reached.
        LossGraph far = new LossGraph(mixture);
        far.latent.muli(100);
        double least = Arrays.stream(far.run(loss).values()).min().getAsDouble();
        assertEquals(bound, least, 1e-9);
    }

    @Test
    void withIdentityCovarianceTheLikelihoodIsTheCenterLossAndAConstant() {
        GaussianMixture mixture = mixture(CovarianceType.IDENTITY);
        LossGraph g = new LossGraph(mixture);
        LossGraph.Result result = g.run(new InformationRegularizer(InformationRegularizer.Form.LIKELIHOOD));
        double constant = LossGraph.LATENT / 2.0 * Math.log(2 * Math.PI);
        double[][] z = Values.rows(g.latent);
        double[][] gradient = Values.rows(result.toLatent());
        for (int i = 0; i < LossGraph.EXAMPLES; i++) {
            double[] center = mixture.mean(LossGraph.label(i));
            double centerLoss = 0;
            for (int j = 0; j < LossGraph.LATENT; j++) {
                double d = z[i][j] - center[j];
                centerLoss += 0.5 * d * d;
                assertEquals(d, gradient[i][j], 1e-12, "Proposition III.1: the gradient is z - c_y");
            }
            assertEquals(constant, result.values()[i] - centerLoss, 1e-12, "Proposition III.1");
        }
    }

    @Test
    void aFormIsNeeded() {
        assertThrows(NullPointerException.class, () -> new InformationRegularizer(null));
    }
}
