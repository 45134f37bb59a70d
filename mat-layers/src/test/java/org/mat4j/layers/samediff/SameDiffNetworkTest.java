package org.mat4j.layers.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.layers.samediff.SameDiffNetwork.ImageLayout;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;

/** A graph becomes a network with the graph's own outputs and gradients, is trained, and gets its values back. */
class SameDiffNetworkTest {

    private static final int N = 5;

    private static INDArray normal(int seed, long... shape) {
        return Nd4j.getRandomFactory()
                .getNewRandomInstance(seed)
                .nextGaussian(shape)
                .castTo(DataType.DOUBLE)
                .muli(0.5);
    }

    private static SDVariable variable(SameDiff graph, String name, long... shape) {
        return graph.var(name, normal(name.hashCode(), shape));
    }

    /** What an importer makes of two dense layers: matmul and add, relu, and constants for shapes. */
    private static SameDiff dense() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("input", DataType.DOUBLE, -1, 6);
        SDVariable flat = graph.reshape(x, graph.constant("shape", Nd4j.createFromArray(-1L, 6L)));
        SDVariable h = graph.mmul(flat, variable(graph, "w1", 6, 4)).add(variable(graph, "b1", 4));
        SDVariable z = graph.math().tanh(h.mul(graph.constant("half", Nd4j.scalar(DataType.DOUBLE, 0.5))));
        z.rename("latent");
        SDVariable o =
                graph.mmul(z, variable(graph, "w2", 3, 4), false, true, false).add(variable(graph, "b2", 3));
        graph.nn().softmax("probabilities", o.rename("logits"), -1);
        return graph;
    }

    /** Convolution with stride, batch normalization by fixed statistics, pooling, flattening, in either layout. */
    private static SameDiff images(ImageLayout layout) {
        boolean last = layout == ImageLayout.CHANNELS_LAST;
        SameDiff graph = SameDiff.create();
        SDVariable x = last
                ? graph.placeHolder("input", DataType.DOUBLE, -1, 8, 6, 2)
                : graph.placeHolder("input", DataType.DOUBLE, -1, 2, 8, 6);
        Conv2DConfig convolution = Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .paddingMode(PaddingMode.SAME)
                .dataFormat(last ? Conv2DConfig.NHWC : Conv2DConfig.NCHW)
                .build();
        // ONNX has the filters first.
        SDVariable kernel = last
                ? variable(graph, "kernel", 3, 3, 2, 4)
                : variable(graph, "kernel", 4, 2, 3, 3).permute(2, 3, 1, 0);
        SDVariable y = graph.cnn().conv2d(x, kernel, variable(graph, "bias", 4), convolution);
        SDVariable mean = variable(graph, "mean", 4);
        SDVariable variance = graph.var("variance", normal(9, 4).mul(0.1).addi(1));
        y = graph.nn()
                .batchNorm(
                        y, mean, variance, variable(graph, "gamma", 4), variable(graph, "beta", 4), 1e-3, last ? 3 : 1);
        Pooling2DConfig pooling =
                Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).isNHWC(last).build();
        y = graph.cnn().maxPooling2d(graph.nn().relu(y, 0), pooling);
        SDVariable z = graph.math().tanh(y.reshape(-1, 48).mmul(variable(graph, "w1", 48, 3)));
        z.rename("latent");
        z.mmul(variable(graph, "w2", 3, 2)).rename("logits");
        return graph;
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                Arguments.of("dense", dense(), ImageLayout.CHANNELS_LAST),
                Arguments.of("channels last", images(ImageLayout.CHANNELS_LAST), ImageLayout.CHANNELS_LAST),
                Arguments.of("channels first", images(ImageLayout.CHANNELS_FIRST), ImageLayout.CHANNELS_FIRST));
    }

    private static SameDiffNetwork network(SameDiff graph, ImageLayout layout) {
        return SameDiffNetwork.of(graph, "input", "latent", "logits", layout);
    }

    private static INDArray examples(SameDiff graph) {
        long[] shape = graph.getVariable("input").getShape().clone();
        shape[0] = N;
        return normal(77, shape);
    }

    private static INDArray toNetwork(INDArray x, ImageLayout layout) {
        return layout == ImageLayout.CHANNELS_FIRST ? x.permute(0, 2, 3, 1) : x;
    }

    private static void assertClose(INDArray expected, INDArray found, double tolerance, String what) {
        assertTrue(
                Arrays.equals(expected.shape(), found.shape()) && expected.equalsWithEps(found, tolerance),
                () -> what + ": " + expected + ", found " + found);
    }

    /** In a graph from memory, from a file, and in the network's own copies. */
    @Test
    void aStopGradientOfTheGraphIsOneOfTheNetwork() throws IOException {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("input", DataType.DOUBLE, -1, 3);
        SDVariable z = x.mmul(variable(graph, "w", 3, 2)).rename("latent");
        z.mul(StopGradient.of(z)).rename("logits");
        INDArray w = graph.getVariable("w").getArr();
        INDArray examples = normal(5, N, 3);
        for (SameDiff one : List.of(graph, SameDiff.fromFlatBuffers(graph.asFlatBuffers(true)))) {
            SameDiffNetwork network = SameDiffNetwork.of(one, "input", "latent", "logits");
            ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 1);
            GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
            SDVariable input = builder.inputPlaceholder("x");
            SDVariable loss = builder.pass("x", input).logits().sum();
            String name = Gradients.of(loss).withRespectTo(input).get(0).name();
            try (GraphProgram program = new GraphProgram(builder.graph(), List.of(name))) {
                INDArray latent = examples.mmul(w);
                assertClose(
                        latent.mmul(w.transpose()),
                        program.run(Map.of("x", examples), 0).get(name),
                        1e-12,
                        "(z c)' = c w' with c = z");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void theOutputsAreThoseOfTheGraph(String name, SameDiff graph, ImageLayout layout) {
        INDArray x = examples(graph);
        Map<String, INDArray> expected = graph.output(Map.of("input", x), "latent", "logits");
        SameDiffNetwork network = network(graph, layout);
        ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 1);
        for (Mode mode : Mode.values()) {
            GraphBuilder builder = new GraphBuilder(network, mode, parameters);
            Outputs first = builder.pass("x", builder.inputPlaceholder("x"));
            Outputs second = builder.pass("x", builder.graph().getVariable("x"));
            List<String> names = List.of(first.latent().name(), second.logits().name());
            try (GraphProgram program = new GraphProgram(builder.graph(), names, parameters.bindings())) {
                Map<String, INDArray> found = program.run(Map.of("x", toNetwork(x, layout)), 0);
                assertClose(expected.get("latent"), found.get(names.get(0)), 1e-9, "latent");
                assertClose(expected.get("logits"), found.get(names.get(1)), 1e-9, "logits");
            }
        }
    }

    /** Against finite differences of SameDiff's own output: its gradient of batchnorm is that of other statistics. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void theGradientsAreThoseOfTheGraph(String name, SameDiff graph, ImageLayout layout) {
        INDArray x = examples(graph);
        SameDiffNetwork network = network(graph, layout);
        ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 1);
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        Outputs outputs = builder.pass("x", builder.inputPlaceholder("x"));
        SDVariable loss = outputs.logits().mul(outputs.logits()).sum();
        List<String> names = new ArrayList<>();
        Gradients.of(loss).withRespectTo(builder.parameterVariables()).forEach(g -> names.add(g.name()));
        try (GraphProgram program = new GraphProgram(builder.graph(), names, parameters.bindings())) {
            Map<String, INDArray> found = program.run(Map.of("x", toNetwork(x, layout)), 0);
            for (int i = 0; i < names.size(); i++) {
                String parameter = parameters.names().get(i);
                INDArray direction = normal(i, parameters.parameter(parameter).shape());
                INDArray value = graph.getVariable(parameter).getArr().dup();
                double h = 1e-6;
                double above = loss(graph, parameter, value.add(direction.mul(h)), x);
                double below = loss(graph, parameter, value.sub(direction.mul(h)), x);
                graph.getVariable(parameter).setArray(value);
                double slope =
                        found.get(names.get(i)).mul(direction).sumNumber().doubleValue();
                assertEquals((above - below) / (2 * h), slope, 1e-5 * (1 + Math.abs(slope)), parameter);
                assertTrue(Math.abs(slope) > 1e-4, parameter);
            }
        }
    }

    private static double loss(SameDiff graph, String parameter, INDArray value, INDArray x) {
        graph.getVariable(parameter).setArray(value);
        INDArray logits = graph.output(Map.of("input", x), "logits").get("logits");
        return logits.mul(logits).sumNumber().doubleValue();
    }

    @Test
    void variablesAreParametersAndStatisticsStay() {
        SameDiffNetwork network = network(images(ImageLayout.CHANNELS_FIRST), ImageLayout.CHANNELS_FIRST);
        assertEquals(Set.of("kernel", "bias", "gamma", "beta", "w1", "w2"), network.parameters());
        assertEquals(
                Set.of("mean", "variance"),
                Set.copyOf(ParameterSet.initialize(network, DataType.FLOAT, 1).stateNames()));
        assertEquals(
                List.of(8L, 6L, 2L), Arrays.stream(network.inputShape()).boxed().toList());
        assertEquals(3, network.latentSize());
        assertEquals(2, network.classCount());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void matTrainsItAndItsGraphGetsTheValues(String name, SameDiff graph, ImageLayout layout) {
        SameDiffNetwork network = network(graph, layout);
        INDArray x = examples(graph);
        INDArray before =
                graph.output(Map.of("input", x), "logits").get("logits").dup();
        INDArray labels = Nd4j.zeros(N, network.classCount());
        for (int i = 0; i < N; i++) {
            labels.putScalar(i, i % network.classCount(), 1);
        }
        TrainingConfig config = TrainingConfig.builder()
                .method(Methods.mat(0.1))
                .dataType(DataType.DOUBLE)
                .updates(3)
                .build();
        DataSet batch = new DataSet(toNetwork(x, layout), labels);
        try (TrainedModel model =
                Trainer.builder(network).config(config).build().fit(new ViewIterator(batch, N))) {
            INDArray trained = model.classifier().logits(toNetwork(x, layout));
            assertFalse(before.equalsWithEps(trained, 1e-4));
            network.copyTo(graph, model);
            assertClose(trained, graph.output(Map.of("input", x), "logits").get("logits"), 1e-9, "logits");
        }
    }

    @Test
    void aLaterChangeOfTheGraphIsNotSeen() {
        SameDiff graph = dense();
        Network network = network(graph, ImageLayout.CHANNELS_LAST);
        INDArray before = graph.getVariable("w1").getArr().dup();
        graph.getVariable("w1").getArr().assign(0);
        assertEquals(
                before, ParameterSet.initialize(network, DataType.DOUBLE, 1).parameter("w1"));
    }

    @Test
    void settingsTellGraphsApart() {
        SameDiff other = dense();
        other.getVariable("logits").mul(2).rename("twice");
        Map<String, String> settings =
                network(dense(), ImageLayout.CHANNELS_LAST).settings();
        assertEquals(settings, network(dense(), ImageLayout.CHANNELS_LAST).settings());
        assertNotEquals(
                settings.get("operations"),
                SameDiffNetwork.of(other, "input", "latent", "twice").settings().get("operations"));
    }

    private static void refused(SameDiff graph, String input, String latent, String logits, Object... parts) {
        assertNamed(() -> SameDiffNetwork.of(graph, input, latent, logits), parts);
    }

    private static void assertNamed(Executable action, Object... parts) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        for (Object part : parts) {
            assertTrue(message.contains(part.toString()), part + " is not in: " + message);
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        refused(dense(), "x", "latent", "logits", "'x'", "input");
        refused(dense(), "input", "z", "logits", "latent is 'z'");
        refused(dense(), "input", "probabilities", "logits", "latent is 'probabilities'");
        refused(dense(), "input", "latent", "probabilities", "probabilities", "softmax", "logits");
        refused(dense(), "input", "latent", "scores", "'scores'");
        SameDiff images = images(ImageLayout.CHANNELS_LAST);
        refused(images, "input", "kernel", "logits", "'kernel'", "[3, 3, 2, 4]");
        assertNamed(() -> network(dense(), ImageLayout.CHANNELS_FIRST), "[6]", "[channels, height, width]");
    }

    @Test
    void allOperationsThatCannotBeTrainedAreNamed() {
        SameDiff graph = dense();
        SDVariable logits = graph.getVariable("logits");
        graph.math()
                .clipByAvgNorm(graph.image().hsvToRgb(logits), 3)
                .add(graph.math().exp(logits))
                .rename("odd");
        refused(graph, "input", "latent", "odd", "no gradient is [clipbyavgnorm, hsv_to_rgb]");
    }

    /** As the ONNX importer makes them. */
    @Test
    void productsThatAreNotComputedAreNamed() {
        SameDiff graph = dense();
        Mmul product = Stream.of(graph.ops())
                .filter(Mmul.class::isInstance)
                .map(Mmul.class::cast)
                .findFirst()
                .orElseThrow();
        setFactors(product, 0, 1);
        refused(graph, "input", "latent", "logits", "alpha 0 is [" + product.getOwnName() + " (", "T arguments");
        setFactors(product, 1, 0);
        assertEquals(
                Set.of("w1", "b1", "w2", "b2"),
                network(graph, ImageLayout.CHANNELS_LAST).parameters());
    }

    private static void setFactors(Mmul product, double alpha, double beta) {
        for (double factor : product.tArgs()) {
            product.removeTArgument(factor);
        }
        product.addTArgument(alpha, beta);
    }

    @Test
    void randomOperationsAndGraphsWithoutParametersAreRefused() {
        SameDiff random = dense();
        SDVariable z = random.getVariable("latent");
        random.nn().dropout(z, 0.5).mmul(random.getVariable("w1").permute(1, 0)).rename("dropped");
        refused(random, "input", "latent", "dropped", "(dropout)", "Pass.dropout");
        SameDiff fixed = dense();
        fixed.convertToConstants(
                Stream.of("w1", "w2", "b1", "b2").map(fixed::getVariable).toList());
        refused(fixed, "input", "latent", "logits", "convertToVariables");
    }
}
