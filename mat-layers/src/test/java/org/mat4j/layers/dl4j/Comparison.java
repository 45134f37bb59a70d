package org.mat4j.layers.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.StateUpdate;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Compares a DL4J network, with random parameters, with its conversion, in double precision. */
final class Comparison {

    private static final double TOLERANCE = 1e-9;

    private final Model dl4j;
    private final Dl4jNetwork<? extends Model> network;
    private final INDArray x;
    private final INDArray labels;

    private Comparison(Model dl4j, Dl4jNetwork<? extends Model> network, INDArray x, INDArray labels) {
        this.dl4j = dl4j;
        this.network = network;
        this.x = x;
        this.labels = labels;
    }

    /** Gives all parameters random values that differ from one another; variances positive ones. */
    static <M extends Model> M randomized(M network) {
        network.init();
        Nd4j.getRandom().setSeed(5);
        network.paramTable().forEach((name, value) -> {
            INDArray random = Nd4j.rand(DataType.DOUBLE, value.shape()).subi(0.5);
            value.assign(name.endsWith("_var") || name.endsWith("_gamma") ? random.addi(1) : random);
        });
        return network;
    }

    /** The output in inference mode, the gradients and the running statistics after a pass in training mode. */
    static void assertEqual(MultiLayerNetwork dl4j, Dl4jNetwork<MultiLayerNetwork> network, INDArray x) {
        INDArray labels = labels(x.size(0), network.classCount());
        INDArray expected = dl4j.output(x).dup();
        dl4j.setInput(x);
        dl4j.setLabels(labels);
        dl4j.computeGradientAndScore();
        new Comparison(dl4j, network, x, labels).run(expected);
    }

    /** As above, of a graph. */
    static void assertEqual(ComputationGraph dl4j, Dl4jNetwork<ComputationGraph> network, INDArray x) {
        INDArray labels = labels(x.size(0), network.classCount());
        INDArray expected = dl4j.outputSingle(x).dup();
        dl4j.setInput(0, x);
        dl4j.setLabels(labels);
        dl4j.computeGradientAndScore();
        new Comparison(dl4j, network, x, labels).run(expected);
    }

    private static INDArray labels(long n, int classes) {
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, n, classes);
        for (int i = 0; i < n; i++) {
            labels.putScalar(i, i % classes, 1);
        }
        return labels;
    }

    private void run(INDArray expected) {
        ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 1);
        assertClose("probabilities", expected, probabilities(parameters));
        compareTraining(parameters);
        compareParameters(parameters);
    }

    private INDArray probabilities(ParameterSet parameters) {
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
        Outputs outputs = builder.pass("x", builder.inputPlaceholder("x"));
        String logits = outputs.logits().name();
        String latent = outputs.latent().name();
        try (GraphProgram program = new GraphProgram(builder.graph(), List.of(logits, latent), parameters.bindings())) {
            Map<String, INDArray> values = program.run(Map.of("x", input()), 0);
            assertEquals(network.latentSize(), values.get(latent).size(1));
            assertEquals(2, values.get(latent).rank());
            return Transforms.softmax(values.get(logits), true);
        }
    }

    /** In this library's shape. */
    private INDArray input() {
        boolean channelsFirst = x.rank() == 4 && x.size(3) != network.inputShape()[2];
        return channelsFirst
                ? x.permute(0, 2, 3, 1).dup('c')
                : x.reshape('c', org.mat4j.core.network.BatchCheck.batchShape(x.size(0), network.inputShape()));
    }

    private void compareTraining(ParameterSet parameters) {
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        Outputs outputs = builder.cleanPass("x", builder.inputPlaceholder("x"));
        SDVariable target = builder.graph().placeHolder("labels", DataType.DOUBLE, -1, network.classCount());
        SDVariable loss = builder.graph()
                .nn()
                .logSoftmax(outputs.logits())
                .mul(target)
                .sum()
                .neg();
        List<SDVariable> gradients = Gradients.of(loss).withRespectTo(builder.parameterVariables());
        Map<String, StateUpdate> updates = builder.stateUpdates();
        List<String> wanted = new ArrayList<>();
        gradients.forEach(g -> wanted.add(g.name()));
        updates.values().forEach(u -> wanted.add(u.value().name()));
        try (GraphProgram program = new GraphProgram(builder.graph(), wanted, parameters.bindings())) {
            Map<String, INDArray> values = program.run(Map.of("x", input(), "labels", labels), 0);
            Map<String, INDArray> computed = new HashMap<>();
            for (int i = 0; i < gradients.size(); i++) {
                computed.put(
                        parameters.names().get(i), values.get(gradients.get(i).name()));
            }
            // DL4J subtracts its "gradient" of a running statistic.
            updates.forEach((name, update) -> computed.put(
                    name, parameters.state(name).sub(values.get(update.value().name()))));
            Map<String, INDArray> expected = dl4j.gradient().gradientForVariable();
            assertEquals(expected.keySet(), computed.keySet());
            expected.forEach((name, gradient) -> {
                assertTrue(gradient.norm2Number().doubleValue() > 0, name + " has a gradient of 0");
                assertClose("gradient of " + name, gradient, network.layout().toDl4j(computed.get(name)));
            });
        }
    }

    private void compareParameters(ParameterSet parameters) {
        Set<String> names = new HashSet<>(parameters.bindings().keySet());
        assertEquals(dl4j.paramTable().keySet(), names);
        dl4j.paramTable()
                .forEach((name, value) -> assertEquals(
                        value.dup('c'),
                        network.layout().toDl4j(parameters.bindings().get(name)).dup('c')));
    }

    static void assertClose(String what, INDArray expected, INDArray actual) {
        assertEquals(expected.length(), actual.length(), what);
        double[] e = expected.dup('c').data().asDouble();
        double[] a = actual.dup('c').data().asDouble();
        double difference = IntStream.range(0, e.length)
                .mapToDouble(i -> Math.abs(e[i] - a[i]))
                .max()
                .orElseThrow();
        double size = Math.max(1, expected.amaxNumber().doubleValue());
        assertTrue(difference <= TOLERANCE * size, what + " differ by " + difference);
    }
}
