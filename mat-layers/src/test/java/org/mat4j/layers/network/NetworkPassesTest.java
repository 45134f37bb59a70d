package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.BatchNormalization;
import org.mat4j.layers.block.Normalization;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The passes of one update through a whole network: which of them share dropout masks, and whose statistics count. */
class NetworkPassesTest {

    private static final ImageInput TASK = new ImageInput(12, 13, 2, 3);
    private static final int EXAMPLES = 6;
    private static final int STAGES = 2;
    private static final double DECAY = BatchNormalization.DEFAULT_DECAY;

    private static ConvNetBuilder builder() {
        return ConvNet.convSmall(3).with().input(TASK).logitNormalization(Normalization.BATCH);
    }

    static List<Network> normalizedNetworks() {
        return List.of(
                builder().build(),
                MultilayerPerceptron.builder()
                        .input(TASK)
                        .sizes(List.of(7, 5))
                        .logitNormalization(Normalization.BATCH)
                        .build(),
                LeNetPlusPlus.builder()
                        .input(TASK)
                        .width(2)
                        .latentSize(3)
                        .normalization(Normalization.BATCH)
                        .build());
    }

    private static ParameterSet parameters(Network network) {
        return ParameterSet.initialize(network, DataType.DOUBLE, 3);
    }

    private static INDArray images(int seed) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.randn(DataType.DOUBLE, EXAMPLES, TASK.height(), TASK.width(), TASK.channels());
    }

    private static List<INDArray> run(
            GraphBuilder graph,
            ParameterSet parameters,
            Map<String, INDArray> inputs,
            long seed,
            List<SDVariable> outputs) {
        List<String> names = outputs.stream().map(SDVariable::name).toList();
        try (GraphProgram program = new GraphProgram(graph.graph(), names, parameters.bindings())) {
            Map<String, INDArray> values = program.run(inputs, seed);
            return names.stream().map(name -> values.get(name).dup()).toList();
        }
    }

    private static long masks(GraphBuilder graph) {
        return graph.graph().getOps().values().stream()
                .filter(op -> op.getOp().opName().contains("bernoulli"))
                .count();
    }

    /** The clean pass, one over the same images, one over a perturbation of size 0, and one over another batch. */
    private static List<INDArray> fourPasses(ConvNet network, long seed) {
        ParameterSet parameters = parameters(network);
        GraphBuilder graph = new GraphBuilder(network, Mode.TRAINING, parameters);
        SDVariable x = graph.inputPlaceholder("x");
        List<SDVariable> logits = List.of(
                graph.cleanPass("labeled", x).logits(),
                graph.pass("labeled", x).logits(),
                graph.pass("labeled", x.add(0.0)).logits(),
                graph.pass("unlabeled", x).logits());
        return run(graph, parameters, Map.of("x", images(1)), seed, logits);
    }

    @Test
    void passesOverTheSameBatchShareAllMasks() {
        List<INDArray> logits = fourPasses(builder().build(), 1);
        assertEquals(logits.get(0), logits.get(1));
        assertEquals(logits.get(0), logits.get(2));
        assertNotEquals(logits.get(0), logits.get(3));
        List<INDArray> without = fourPasses(builder().dropoutRate(0).build(), 1);
        assertEquals(without.get(0), without.get(3), "without dropout the batches differ in nothing else");
    }

    @Test
    void eachRunDrawsNewMasksFromItsSeed() {
        ConvNet network = builder().build();
        List<INDArray> logits = fourPasses(network, 1);
        assertEquals(logits, fourPasses(network, 1));
        List<INDArray> other = fourPasses(network, 2);
        assertNotEquals(logits.get(0), other.get(0));
        assertNotEquals(logits.get(3), other.get(3));
    }

    static List<Arguments> eachBatchHasItsOwnMasks() {
        return List.of(
                Arguments.of(builder().dropoutRate(0).build(), 0),
                Arguments.of(builder().build(), STAGES),
                Arguments.of(new LeNetPlusPlus(), 0),
                Arguments.of(new LeNetPlusPlus().withWidth(2).withDropoutRate(0.5), 1),
                Arguments.of(new MultilayerPerceptron().withWidth(8).withDropoutRate(0.5), 3));
    }

    @ParameterizedTest
    @MethodSource
    void eachBatchHasItsOwnMasks(Network network, int perBatch) {
        for (Mode mode : Mode.values()) {
            GraphBuilder graph = new GraphBuilder(network, mode, parameters(network));
            SDVariable x = graph.inputPlaceholder("x");
            graph.cleanPass("labeled", x);
            graph.pass("labeled", x);
            graph.pass("unlabeled", x);
            graph.pass("unlabeled", x);
            assertEquals(mode == Mode.TRAINING ? 2 * perBatch : 0, masks(graph), network.name());
        }
    }

    /** Runs a graph whose clean pass stands between two others, and returns the new states and the others' logits. */
    private static Map<String, INDArray> update(Network network, INDArray clean, INDArray unlabeled, INDArray moved) {
        ParameterSet parameters = parameters(network);
        GraphBuilder graph = new GraphBuilder(network, Mode.TRAINING, parameters);
        Outputs before = graph.pass("unlabeled", graph.inputPlaceholder("unlabeled"));
        Outputs labeled = graph.cleanPass("labeled", graph.inputPlaceholder("clean"));
        Outputs after = graph.pass("labeled", graph.inputPlaceholder("moved"));
        Map<String, SDVariable> outputs = new LinkedHashMap<>();
        graph.stateUpdates().forEach((name, update) -> outputs.put(name, update.value()));
        assertEquals(new HashSet<>(parameters.stateNames()), outputs.keySet(), "each state is updated");
        outputs.put("before", before.logits());
        outputs.put("latent", labeled.latent());
        outputs.put("after", after.logits());
        List<INDArray> values = run(
                graph,
                parameters,
                Map.of("clean", clean, "unlabeled", unlabeled, "moved", moved),
                1,
                List.copyOf(outputs.values()));
        Map<String, INDArray> result = new LinkedHashMap<>();
        outputs.keySet().forEach(name -> result.put(name, values.get(result.size())));
        return result;
    }

    @ParameterizedTest
    @MethodSource("normalizedNetworks")
    void runningStatisticsFollowTheCleanLabeledPassAlone(Network network) {
        Map<String, INDArray> first = update(network, images(1), images(2), images(3));
        Map<String, INDArray> other =
                update(network, images(1), images(4).muli(3), images(5).addi(2));
        Map<String, INDArray> clean = update(network, images(6), images(2), images(3));
        assertNotEquals(first.get("before"), other.get("before"));
        assertNotEquals(first.get("after"), other.get("after"));
        for (String state : parameters(network).stateNames()) {
            assertEquals(first.get(state), other.get(state), state);
            assertNotEquals(first.get(state), clean.get(state), state);
        }
    }

    @Test
    void thoseOfTheLogitsFollowTheirMomentsOverTheBatch() {
        ConvNet network = builder().build();
        ParameterSet parameters = parameters(network);
        Map<String, INDArray> update = update(network, images(1), images(2), images(3));
        for (int k = 0; k < TASK.classCount(); k++) {
            double mean = 0;
            double square = 0;
            for (int n = 0; n < EXAMPLES; n++) {
                // The bias starts at 0.
                double logit = 0;
                for (int c = 0; c < network.latentSize(); c++) {
                    logit += update.get("latent").getDouble(n, c)
                            * parameters.parameter("head.weight").getDouble(c, k);
                }
                mean += logit / EXAMPLES;
                square += logit * logit / EXAMPLES;
            }
            assertEquals(mean, update.get("head.normalization.mean").getDouble(k), 1e-12);
            assertEquals(
                    square - mean * mean,
                    update.get("head.normalization.variance").getDouble(k),
                    1e-12);
        }
    }

    /** Scale and shift of the logits start at 1 and 0, so that they have just been standardized. */
    @Test
    void eachPassIsNormalizedByItsOwnBatch() {
        Map<String, INDArray> update = update(
                builder().build(), images(1), images(2), images(3).muli(5).addi(1));
        for (String pass : List.of("before", "after")) {
            for (int k = 0; k < TASK.classCount(); k++) {
                double[] logits = update.get(pass).getColumn(k).toDoubleVector();
                assertEquals(0, Arrays.stream(logits).sum() / EXAMPLES, 1e-12);
                assertEquals(1, Arrays.stream(logits).map(v -> v * v).sum() / EXAMPLES, 1e-3);
            }
        }
    }
}
