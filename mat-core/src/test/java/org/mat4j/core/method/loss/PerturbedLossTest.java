package org.mat4j.core.method.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.loss.ManifoldDivergence.Form;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.ndarray.INDArray;

class PerturbedLossTest {

    private static GaussianMixture mixture(CovarianceType type) {
        return NaiveMixture.random(type, LossGraph.CLASSES, LossGraph.LATENT, 5);
    }

    /** The row of the target that belongs to an example's features. */
    private static double[] target(INDArray target, INDArray all, double[] row) {
        double[][] rows = Values.rows(all);
        int closest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rows.length; i++) {
            double distance = 0;
            for (int j = 0; j < row.length; j++) {
                distance += Math.abs(rows[i][j] - row[j]);
            }
            if (distance < least) {
                least = distance;
                closest = i;
            }
        }
        return Values.rows(target)[closest];
    }

    @Test
    void outputDivergence() {
        LossGraph g = new LossGraph(mixture(CovarianceType.FULL));
        g.assertSame(
                (z, o, y) -> NaiveLosses.kullbackLeibler(target(g.targetLogits, g.logits, o), o),
                g.run(new OutputDivergence()),
                "output divergence");
    }

    @ParameterizedTest
    @EnumSource
    void matchedIsTheBoundOfGoldbergerForTheMixturesSeenFromTheTwoPoints(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        NaiveMixture naive = new NaiveMixture(mixture);
        LossGraph g = new LossGraph(mixture);
        g.assertSame(
                (z, o, y) -> naive.matchedBound(target(g.targetLatent, g.latent, z), z),
                g.run(new ManifoldDivergence(Form.MATCHED)),
                "matched");
    }

    @ParameterizedTest
    @EnumSource
    void posterior(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        NaiveMixture naive = new NaiveMixture(mixture);
        LossGraph g = new LossGraph(mixture);
        g.assertSame(
                (z, o, y) -> naive.posteriorDivergence(target(g.targetLatent, g.latent, z), z),
                g.run(new ManifoldDivergence(Form.POSTERIOR)),
                "posterior");
    }

    @Test
    void adversarialCrossEntropy() {
        LossGraph g = new LossGraph(mixture(CovarianceType.FULL));
        AdversarialCrossEntropy loss = new AdversarialCrossEntropy();
        g.assertSame((z, o, y) -> NaiveLosses.crossEntropy(o, y), g.run(loss), "adversarial cross-entropy");
        assertEquals(PerturbedLoss.Supervision.LABELS, loss.supervision());
    }

    static Stream<PerturbedLoss> divergences() {
        return Stream.of(
                new OutputDivergence(), new ManifoldDivergence(Form.MATCHED), new ManifoldDivergence(Form.POSTERIOR));
    }

    @ParameterizedTest
    @MethodSource("divergences")
    void withoutPerturbationADivergenceIsZeroWithZeroGradient(PerturbedLoss divergence) {
        for (CovarianceType type : CovarianceType.values()) {
            LossGraph g = new LossGraph(mixture(type));
            g.latent.assign(g.targetLatent);
            g.logits.assign(g.targetLogits);
            LossGraph.Result result = g.run(divergence);
            Values.assertClose(new double[LossGraph.EXAMPLES], result.values(), 1e-11, type + ", value");
            Values.assertClose(g.latent.mul(0), result.toLatent(), 1e-11, type + ", gradient to the latent");
            Values.assertClose(g.logits.mul(0), result.toLogits(), 1e-11, type + ", gradient to the logits");
        }
    }

    @ParameterizedTest
    @MethodSource("divergences")
    void withPerturbationADivergenceIsPositiveAndNeedsNoLabels(PerturbedLoss divergence) {
        for (double value :
                new LossGraph(mixture(CovarianceType.FULL)).run(divergence).values()) {
            assertTrue(value > 0, divergence.name() + " is " + value);
        }
        assertEquals(PerturbedLoss.Supervision.NONE, divergence.supervision());
    }

    @Test
    void aFormIsNeeded() {
        assertThrows(NullPointerException.class, () -> new ManifoldDivergence(null));
    }
}
