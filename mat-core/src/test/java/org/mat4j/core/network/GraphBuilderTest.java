package org.mat4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.NoisyNetwork;
import org.mat4j.core.testing.check.SmoothNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GraphBuilderTest {

    private static final int EXAMPLES = 30;

    private static ParameterSet parameters(Network network) {
        return ParameterSet.initialize(network, DataType.DOUBLE, 5);
    }

    private static Map<String, INDArray> run(
            GraphBuilder builder,
            ParameterSet parameters,
            Map<String, INDArray> inputs,
            long seed,
            SDVariable... outputs) {
        List<String> names = Arrays.stream(outputs).map(SDVariable::name).toList();
        Map<String, INDArray> copies = new HashMap<>();
        try (GraphProgram program = new GraphProgram(builder.graph(), names, parameters.bindings())) {
            program.run(inputs, seed).forEach((name, value) -> copies.put(name, value.dup()));
        }
        return copies;
    }

    private static boolean hasOperation(GraphBuilder builder, String part) {
        return builder.graph().getOps().values().stream()
                .anyMatch(o -> o.getOp().opName().contains(part));
    }

    @Test
    void aPassComputesTheNetworkOnTheParametersOfTheSet() {
        ParameterSet parameters = parameters(new SmoothNetwork());
        GraphBuilder builder = new GraphBuilder(new SmoothNetwork(), Mode.TRAINING, parameters);
        SDVariable x = builder.inputPlaceholder("x");
        Outputs features = builder.cleanPass("batch", x);
        assertArrayEquals(new long[] {-1, SmoothNetwork.INPUT}, x.getShape());
        INDArray input = Values.normal(1, 4, SmoothNetwork.INPUT);
        for (int change = 0; change < 2; change++) {
            Map<String, INDArray> values =
                    run(builder, parameters, Map.of("x", input), 0, features.latent(), features.logits());
            for (int i = 0; i < 4; i++) {
                SmoothNetwork.Point expected = SmoothNetwork.at(Values.rows(input)[i], parameters.bindings());
                Values.assertClose(
                        expected.latent(),
                        Values.rows(values.get(features.latent().name()))[i],
                        1e-13,
                        "latent");
                Values.assertClose(
                        expected.logits(),
                        Values.rows(values.get(features.logits().name()))[i],
                        1e-13,
                        "logits");
            }
            parameters.flat().addi(0.3);
        }
    }

    @Test
    void stateUpdatesComeFromTheCleanPassAlone() {
        NoisyNetwork network = new NoisyNetwork(0);
        ParameterSet parameters = parameters(network);
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        SDVariable before = builder.inputPlaceholder("before");
        SDVariable clean = builder.inputPlaceholder("clean");
        SDVariable after = builder.inputPlaceholder("after");
        builder.pass("before", before);
        assertTrue(builder.stateUpdates().isEmpty());
        builder.cleanPass("clean", clean);
        Map<String, StateUpdate> updates = builder.stateUpdates();
        assertEquals(Set.of("mean", "variance"), updates.keySet());
        builder.pass("after", after);
        assertEquals(updates, builder.stateUpdates());

        INDArray x = Values.normal(2, EXAMPLES, NoisyNetwork.INPUT);
        Map<String, INDArray> values = run(
                builder,
                parameters,
                Map.of("clean", x),
                0,
                updates.get("mean").value(),
                updates.get("variance").value());
        double[][] hidden = Values.rows(x.mmul(parameters.parameter("A")));
        for (int j = 0; j < NoisyNetwork.LATENT; j++) {
            double mean = 0;
            double square = 0;
            for (double[] row : hidden) {
                mean += row[j] / EXAMPLES;
                square += row[j] * row[j] / EXAMPLES;
            }
            assertEquals(
                    0.1 * mean, values.get(updates.get("mean").value().name()).getDouble(j), 1e-12);
            assertEquals(
                    0.9 + 0.1 * (square - mean * mean),
                    values.get(updates.get("variance").value().name()).getDouble(j),
                    1e-12);
        }
    }

    @Test
    void passesOverTheSameBatchShareMasksAndOthersDoNot() {
        NoisyNetwork network = new NoisyNetwork(0.5);
        ParameterSet parameters = parameters(network);
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        SDVariable x = builder.inputPlaceholder("x");
        SDVariable[] logits = {
            builder.cleanPass("one", x).logits(),
            builder.pass("one", x).logits(),
            builder.pass("one", x.mul(1.0)).logits(),
            builder.pass("two", x).logits()
        };
        Map<String, INDArray> input = Map.of("x", Values.normal(3, EXAMPLES, NoisyNetwork.INPUT));
        Map<String, INDArray> values = run(builder, parameters, input, 1, logits);
        INDArray clean = values.get(logits[0].name());
        assertEquals(clean, values.get(logits[1].name()));
        assertEquals(clean, values.get(logits[2].name()));
        assertNotEquals(clean, values.get(logits[3].name()));
        assertEquals(values, run(builder, parameters, input, 1, logits), "the same seed");
        assertNotEquals(clean, run(builder, parameters, input, 2, logits).get(logits[0].name()), "another seed");
    }

    @Test
    void dropoutScalesWhatItKeeps() {
        double rate = 0.3;
        ParameterSet parameters = parameters(new NoisyNetwork(rate));
        // With C the identity, the logits are the latent times the mask.
        parameters
                .parameter("C")
                .assign(Nd4j.eye(4).castTo(DataType.DOUBLE).get(NDArrayIndex.interval(0, 3), NDArrayIndex.all()));
        GraphBuilder builder = new GraphBuilder(new NoisyNetwork(rate), Mode.TRAINING, parameters);
        Outputs features = builder.cleanPass("batch", builder.inputPlaceholder("x"));
        int examples = 1000;
        Map<String, INDArray> values = run(
                builder,
                parameters,
                Map.of("x", Values.normal(4, examples, NoisyNetwork.INPUT)),
                8,
                features.latent(),
                features.logits());
        double[][] latent = Values.rows(values.get(features.latent().name()));
        double[][] logits = Values.rows(values.get(features.logits().name()));
        int kept = 0;
        for (int i = 0; i < examples; i++) {
            for (int j = 0; j < NoisyNetwork.LATENT; j++) {
                if (logits[i][j] != 0) {
                    kept++;
                    assertEquals(latent[i][j] / (1 - rate), logits[i][j], 1e-12 * Math.abs(logits[i][j]));
                }
            }
        }
        assertEquals(1 - rate, kept / (3.0 * examples), 0.04, "share kept");
    }

    @Test
    void inferenceHasNeitherBatchStatisticsNorDropout() {
        NoisyNetwork network = new NoisyNetwork(0.5);
        ParameterSet parameters = parameters(network);
        parameters.state("mean").assign(Values.normal(6, 3));
        parameters.state("variance").assign(Values.uniform(7, 0.5, 2, 3));
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
        Outputs features = builder.cleanPass("batch", builder.inputPlaceholder("x"));
        assertTrue(builder.stateUpdates().isEmpty());
        assertFalse(hasOperation(builder, "bernoulli"));
        assertFalse(hasOperation(builder, "batchnorm"));
        INDArray x = Values.normal(5, EXAMPLES, NoisyNetwork.INPUT);
        INDArray all = run(builder, parameters, Map.of("x", x), 1, features.logits())
                .get(features.logits().name());
        INDArray alone = run(builder, parameters, Map.of("x", x.getRow(3, true).dup()), 2, features.logits())
                .get(features.logits().name());
        Values.assertClose(Values.rows(all)[3], Values.flat(alone), 1e-14, "an example alone");
    }

    @Test
    void trainingHasBoth() {
        NoisyNetwork network = new NoisyNetwork(0.5);
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters(network));
        builder.cleanPass("batch", builder.inputPlaceholder("x"));
        assertTrue(hasOperation(builder, "batchnorm"));
        assertTrue(hasOperation(builder, "bernoulli"));
    }

    @Test
    void anotherShapeThanDeclaredIsRefused() {
        ParameterSet parameters = parameters(new SmoothNetwork());
        GraphBuilder builder = new GraphBuilder(new NoisyNetwork(0), Mode.TRAINING, parameters);
        SDVariable x = builder.inputPlaceholder("x");
        assertRefused(() -> builder.cleanPass("batch", x), "'A'", "[5, 6]", "[5, 3]");
    }
}
