package org.mat4j.core.train;

import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/** What no machine has memory for is refused before any is asked for. */
class TooLargeTest {

    private static final int HUGE = Integer.MAX_VALUE;

    private static void build(Network network) {
        TrainingConfig config =
                TrainingConfig.builder().method(Methods.baseline()).build();
        TrainingStep.supervised(network, config).close();
    }

    /** The second product of sizes overflows 64 bits. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1L << 32})
    void parameters(long third) {
        Network network = new TestNetwork(new long[] {4}, 3, 3, (pass, x) -> {
            pass.parameter("large", new ZeroInitScheme('c'), HUGE, HUGE, third);
            return TestNetwork.dense(4, 3, 3).build(pass, x);
        });
        assertRefused(
                () -> build(network),
                "the largest 'large' of shape [2147483647, 2147483647, " + third + "], need",
                "this machine's main memory");
    }

    @Test
    void aLatent() {
        assertRefused(
                () -> build(TestNetwork.dense(4, HUGE, 3)),
                "the mixture of 3 classes in a latent of size 2147483647 need 103.1 GB",
                "Java's heap");
    }

    @Test
    void valuesOfAStrangersGraph() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 3);
        SDVariable w = graph.constant(Nd4j.ones(DataType.FLOAT, 3, 2));
        SDVariable scores = x.mmul(w);
        SDVariable huge = graph.fill(graph.constant(Nd4j.createFromArray(1L << 31, 1L << 20)), DataType.FLOAT, 1.0);
        scores.add(huge.sum()).rename("fixed");
        assertRefused(
                () -> Classifier.of(graph, "x", "fixed"),
                "fixed values",
                "[2147483648, 1048576], need 9.0 PB",
                "memory");
    }

    @Test
    void valuesInBetween() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 1);
        SDVariable y = x.mmul(graph.transpose(x));
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name()))) {
            assertRefused(
                    () -> program.run(Map.of("x", Nd4j.ones(DataType.FLOAT, 10_000_000, 1)), 0),
                    "values of the graph, with one of shape [10000000, 10000000], need 400.0 TB");
        }
    }

    @Test
    void anInputOfAStrangersGraph() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, HUGE, HUGE);
        x.mean(2).mean(1).rename("logits");
        assertRefused(
                () -> Classifier.of(graph, "x", "logits"),
                "4 examples of the input 'x', of shape [2147483647, 2147483647] each, need 147.6 EB",
                "memory");
    }
}
