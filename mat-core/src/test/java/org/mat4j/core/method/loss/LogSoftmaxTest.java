package org.mat4j.core.method.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Scores so far apart that a probability underflows. */
class LogSoftmaxTest {

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void isFiniteAndRightForScoresFarApart(DataType type) {
        double[][] scores = {{0, -50, -90}, {0, -100, -110}, {3, -800, 3}, {5000, -3000, 2}, {-7000, -7001, -7000}};
        double[][] expected = {
            {0, -50, -90},
            {0, -100, -110},
            {-Math.log(2), -803 - Math.log(2), -Math.log(2)},
            {0, -8000, -4998},
            {-Math.log(2 + Math.exp(-1)), -1 - Math.log(2 + Math.exp(-1)), -Math.log(2 + Math.exp(-1))}
        };
        SameDiff graph = SameDiff.create();
        SDVariable y = LogSoftmax.of(
                graph.constant("scores", Nd4j.createFromArray(scores).castTo(type)));
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name()))) {
            double[][] actual =
                    Values.rows(program.run(Map.of(), 0).get(y.name()).castTo(DataType.DOUBLE));
            for (int i = 0; i < scores.length; i++) {
                for (int k = 0; k < 3; k++) {
                    assertEquals(expected[i][k], actual[i][k], 1e-6 * Math.max(1, Math.abs(expected[i][k])));
                }
            }
        }
    }

    @Test
    void everyLossOfScoresFarApartIsFiniteAndSoIsItsGradient() {
        LossGraph g = new LossGraph(NaiveMixture.random(CovarianceType.FULL, LossGraph.CLASSES, LossGraph.LATENT, 5));
        for (INDArray values : new INDArray[] {g.latent, g.logits, g.targetLatent, g.targetLogits}) {
            values.muli(1000);
        }
        assertFinite("cross-entropy", g.run(new CrossEntropy()));
        assertFinite("entropy", g.run(new ConditionalEntropy()));
        assertFinite("posterior", g.run(new MixturePosterior(0)));
        assertFinite("output divergence", g.run(new OutputDivergence()));
        assertFinite("posterior", g.run(new ManifoldDivergence(ManifoldDivergence.Form.POSTERIOR)));
    }

    @Test
    void equalScoresShareTheGradient() {
        SameDiff graph = SameDiff.create();
        SDVariable scores = graph.var("scores", Nd4j.createFromArray(new double[][] {{2, 2, 2, 2}}));
        SDVariable picked = graph.constant(Nd4j.createFromArray(new double[][] {{1, 0, 0, 0}}));
        SDVariable loss = LogSoftmax.of(scores).mul(picked).sum();
        String name = Gradients.of(loss).withRespectTo(scores).get(0).name();
        try (GraphProgram program = new GraphProgram(graph, List.of(name))) {
            assertArrayEquals(
                    new double[] {0.75, -0.25, -0.25, -0.25},
                    Values.flat(program.run(Map.of(), 0).get(name)),
                    1e-15);
        }
    }

    private static void assertFinite(String what, LossGraph.Result result) {
        for (double value : result.values()) {
            assertTrue(Double.isFinite(value), what + " is " + value);
        }
        for (INDArray gradient : new INDArray[] {result.toLatent(), result.toLogits()}) {
            assertTrue(Double.isFinite(gradient.sumNumber().doubleValue()), what + ", gradient: " + gradient);
        }
    }
}
