package org.mat4j.core.method.loss;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.testing.check.Naive;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The terms that read labels, where those are probabilities, against naive derivations and finite differences. */
class SoftLabelLossTest {

    private static final List<Double> WEIGHTS = List.of(0.5, 1.25, 2.0, 2.75);

    private static LossGraph graph(CovarianceType type) {
        INDArray labels = Transforms.softmax(Values.normal(8, LossGraph.EXAMPLES, LossGraph.CLASSES));
        // One of zeros among them, as mixing two classes leaves.
        labels.getRow(2).assign(Nd4j.createFromArray(0.25, 0, 0, 0.75));
        return new LossGraph(NaiveMixture.random(type, LossGraph.CLASSES, LossGraph.LATENT, 5), labels);
    }

    private static double mean(double[] labels, IntToDoubleFunction ofClass) {
        return IntStream.range(0, labels.length)
                .mapToDouble(k -> labels[k] * ofClass.applyAsDouble(k))
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void termsAreMeansByTheProbabilities(CovarianceType type) {
        LossGraph g = graph(type);
        g.assertSame(
                (x, m) -> mean(x.labels(), k -> NaiveLosses.crossEntropy(x.logits(), k)),
                g.run(new CrossEntropy()),
                "cross-entropy");
        g.assertSame(
                (x, m) -> mean(x.labels(), k -> -m.logDensity(k, x.latent())),
                g.run(new InformationRegularizer()),
                "information");
        g.assertSame(
                (x, m) -> mean(x.labels(), k -> m.posteriorCrossEntropy(k, x.latent(), 0)),
                g.run(new MixturePosterior(0)),
                "posterior");
    }

    @ParameterizedTest
    @EnumSource
    void aMarginEnlargesEachDistanceByTheProbability(CovarianceType type) {
        double margin = 0.3;
        LossGraph g = graph(type);
        g.assertSame(
                (x, m) -> {
                    double[] scores = new double[LossGraph.CLASSES];
                    for (int k = 0; k < scores.length; k++) {
                        // The squared distance is what is left of the density without its value at the mean.
                        double distance = 2 * (m.logDensity(k, m.mean(k)) - m.logDensity(k, x.latent()));
                        scores[k] = m.logDensity(k, x.latent()) - margin * x.labels()[k] / 2 * distance;
                    }
                    return mean(x.labels(), k -> NaiveLosses.crossEntropy(scores, k));
                },
                g.run(new MixturePosterior(margin)),
                "posterior with a margin");
    }

    @Test
    void anExampleHasTheMeanOfTheClassWeights() {
        LossGraph g = graph(CovarianceType.IDENTITY);
        double smoothing = 0.2;
        g.assertSame(
                (x, m) -> {
                    double[] uniform = {0.25, 0.25, 0.25, 0.25};
                    double[] target = Naive.mix(uniform, x.labels(), smoothing);
                    return mean(x.labels(), WEIGHTS::get) * mean(target, k -> NaiveLosses.crossEntropy(x.logits(), k));
                },
                g.run(new CrossEntropy(smoothing, new ClassWeights(WEIGHTS))),
                "weighted cross-entropy");
    }
}
