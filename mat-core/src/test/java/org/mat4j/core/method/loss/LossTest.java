package org.mat4j.core.method.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;

/** Every term of the objective and its gradients against naive derivations in double precision. */
class LossTest {

    private static GaussianMixture mixture(CovarianceType type) {
        return NaiveMixture.random(type, LossGraph.CLASSES, LossGraph.LATENT, 5);
    }

    private static final List<Double> WEIGHTS =
            IntStream.range(0, LossGraph.CLASSES).mapToObj(k -> 0.5 + 0.75 * k).toList();

    /** The cross-entropy of a target of 1 - s + s / m at the label and s / m elsewhere. */
    private static double smoothed(double[] logits, int label, double s) {
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            double target = s / logits.length + (k == label ? 1 - s : 0);
            sum += target * NaiveLosses.crossEntropy(logits, k);
        }
        return sum;
    }

    private static Stream<Arguments> terms() {
        Stream<Arguments> outputs = Stream.of(
                arguments(new CrossEntropy(), null, naive((x, m) -> NaiveLosses.crossEntropy(x.logits(), x.label()))),
                arguments(
                        new CrossEntropy(0.3, ClassWeights.EQUAL),
                        null,
                        naive((x, m) -> smoothed(x.logits(), x.label(), 0.3))),
                arguments(
                        new CrossEntropy(0.2, new ClassWeights(WEIGHTS)),
                        null,
                        naive((x, m) -> WEIGHTS.get(x.label()) * smoothed(x.logits(), x.label(), 0.2))),
                arguments(new ConditionalEntropy(), null, naive((x, m) -> NaiveLosses.entropy(x.logits()))),
                arguments(
                        new AdversarialCrossEntropy(),
                        null,
                        naive((x, m) -> NaiveLosses.crossEntropy(x.logits(), x.label()))),
                arguments(
                        new OutputDivergence(),
                        null,
                        naive((x, m) -> NaiveLosses.kullbackLeibler(x.targetLogits(), x.logits()))),
                arguments(
                        new SquaredDifference(),
                        null,
                        naive((x, m) -> NaiveLosses.squaredDifference(x.targetLogits(), x.logits()))));
        Stream<Arguments> mixtures = Arrays.stream(CovarianceType.values())
                .flatMap(type -> Stream.of(
                        arguments(
                                new InformationRegularizer(),
                                type,
                                naive((x, m) -> -m.logDensity(x.label(), x.latent()))),
                        arguments(
                                new MixturePosterior(0),
                                type,
                                naive((x, m) -> m.posteriorCrossEntropy(x.label(), x.latent(), 0))),
                        arguments(
                                new MixturePosterior(0.3),
                                type,
                                naive((x, m) -> m.posteriorCrossEntropy(x.label(), x.latent(), 0.3))),
                        arguments(
                                new ManifoldDivergence(ManifoldDivergence.Form.MATCHED),
                                type,
                                naive((x, m) -> m.matchedBound(x.targetLatent(), x.latent()))),
                        arguments(
                                new ManifoldDivergence(ManifoldDivergence.Form.POSTERIOR),
                                type,
                                naive((x, m) -> m.posteriorDivergence(x.targetLatent(), x.latent())))));
        return Stream.concat(outputs, mixtures);
    }

    private static LossGraph.Formula naive(LossGraph.Formula formula) {
        return formula;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("terms")
    void termAndGradientsAreThoseOfTheFormula(Object loss, CovarianceType type, LossGraph.Formula formula) {
        LossGraph g = new LossGraph(mixture(type == null ? CovarianceType.FULL : type));
        g.assertSame(formula, g.run(loss), loss.toString());
    }

    @Test
    void theCleanOutputIsConstantOrTrained() {
        LossGraph g = new LossGraph(mixture(CovarianceType.FULL));
        LossGraph.Formula formula = (x, m) -> NaiveLosses.kullbackLeibler(x.logits(), x.targetLogits());
        g.assertSame(formula, g.runFromClean(new OutputDivergence(OutputDivergence.Target.TRAINED)), "trained");
        LossGraph.Result constant = g.runFromClean(new OutputDivergence());
        Values.assertClose(g.naive(formula), constant.values(), 1e-11, "constant");
        Values.assertClose(g.logits.mul(0), constant.toLogits(), 0, "gradient to a constant");
    }

    @Test
    void examplesOfEachTerm() {
        assertEquals(CleanLoss.Examples.LABELED, new CrossEntropy().examples());
        assertEquals(CleanLoss.Examples.UNLABELED, new ConditionalEntropy().examples());
        assertEquals(CleanLoss.Examples.LABELED, new InformationRegularizer().examples());
        assertEquals(PerturbedLoss.Supervision.LABELS, new AdversarialCrossEntropy().supervision());
    }

    @ParameterizedTest
    @EnumSource
    void thePosteriorsCrossEntropyVanishesFarFromOtherClasses(CovarianceType type) {
        GaussianMixture mixture = mixture(type);
        LossGraph g = new LossGraph(mixture);
        MixturePosterior loss = new MixturePosterior(0);
        for (double value : g.run(loss).values()) {
            assertTrue(value >= 0, value + " is below 0");
        }
        LossGraph far = new LossGraph(mixture);
        far.latent.muli(100);
        double least = Arrays.stream(far.run(loss).values()).min().getAsDouble();
        assertEquals(0, least, 1e-9);
    }

    @Test
    void withIdentityCovarianceTheLikelihoodIsTheCenterLossAndAConstant() {
        GaussianMixture mixture = mixture(CovarianceType.IDENTITY);
        LossGraph g = new LossGraph(mixture);
        LossGraph.Result result = g.run(new InformationRegularizer());
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

    private static Stream<PerturbedLoss> divergences() {
        return Stream.of(
                new OutputDivergence(),
                new OutputDivergence(OutputDivergence.Target.TRAINED),
                new SquaredDifference(),
                new ManifoldDivergence(ManifoldDivergence.Form.MATCHED),
                new ManifoldDivergence(ManifoldDivergence.Form.POSTERIOR));
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
