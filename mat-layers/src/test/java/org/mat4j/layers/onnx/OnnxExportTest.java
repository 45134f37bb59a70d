package org.mat4j.layers.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.layers.onnx.ExportedNetworks.CLASSES;
import static org.mat4j.layers.onnx.ExportedNetworks.METHOD;
import static org.mat4j.layers.onnx.ExportedNetworks.ROWS;
import static org.mat4j.layers.onnx.ExportedNetworks.lenet;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.Method;
import org.mat4j.core.model.DecisionRule;
import org.mat4j.core.model.ModelFileException;
import org.mat4j.core.model.PredictedExample;
import org.mat4j.core.model.Predictor;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.ReadyNetwork;
import org.mat4j.layers.onnx.ExportedNetworks.Case;
import org.mat4j.layers.onnx.ExportedNetworks.Plain;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.PadMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What ONNX Runtime makes of an exported model is what {@link Predictor} says. */
class OnnxExportTest {

    static Stream<Case> cases() {
        return ExportedNetworks.all();
    }

    @Test
    void everyReadyNetworkIsTested() {
        Set<Class<?>> tested = cases().map(c -> c.network().getClass()).collect(Collectors.toCollection(HashSet::new));
        for (Class<?> ready : ReadyNetwork.class.getPermittedSubclasses()) {
            assertTrue(tested.contains(ready), () -> ready + " is not among " + tested);
        }
    }

    private static DataSet data(Network network) {
        Nd4j.getRandom().setSeed(5);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 30, CLASSES);
        for (int i = 0; i < 30; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        long[] shape = BatchCheck.batchShape(30, network.inputShape());
        return new DataSet(Nd4j.rand(DataType.FLOAT, shape), labels);
    }

    private static TrainedModel trained(Network network, Method method, DataType type) {
        TrainingConfig config = TrainingConfig.builder()
                .method(method)
                .dataType(type)
                .updates(1)
                .build();
        return Trainer.builder(network)
                .config(config)
                .classNames(List.of("a \"b\"", "ü\n", "c"))
                .provenance("data", "noise")
                .build()
                .fit(new ViewIterator(data(network), 10));
    }

    private static TrainedModel trained(Network network) {
        return trained(network, METHOD, DataType.FLOAT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void predictsAsThePredictor(Case c) {
        try (TrainedModel model = trained(c.network(), c.method(), DataType.FLOAT)) {
            assertSame(model, data(c.network()).getFeatures(), 1e-5);
        }
    }

    @Test
    void roundsDoublePrecision() {
        MultilayerPerceptron network =
                MultilayerPerceptron.builder().input(ROWS).sizes(List.of(6, 4)).build();
        try (TrainedModel model = trained(network, METHOD, DataType.DOUBLE)) {
            assertSame(model, data(network).getFeatures(), 1e-5);
        }
    }

    private static void assertSame(TrainedModel plain, INDArray x, double tolerance) {
        double[] scores;
        try (Predictor predictor = Predictor.of(plain)) {
            scores = predictor.predictAll(x).stream()
                    .mapToDouble(PredictedExample::foreignScore)
                    .sorted()
                    .toArray();
        }
        // Between two scores, so that some examples are foreign.
        double threshold = (scores[scores.length / 2] + scores[scores.length / 2 - 1]) / 2;
        TrainedModel model = plain.withDecisionRule(new DecisionRule(2.5, threshold, 0.5));
        try (Predictor predictor = Predictor.of(model);
                OnnxRun run = new OnnxRun(OnnxExport.of(model).toBytes())) {
            for (int n : new int[] {1, 5, 30}) {
                INDArray batch = x.get(NDArrayIndex.interval(0, n)).dup('c');
                List<PredictedExample> expected = predictor.predictAll(batch);
                Map<String, OnnxRun.Array> actual = run.run("input", batch);
                assertRows(actual.get("logits"), expected, PredictedExample::logits, tolerance);
                assertRows(actual.get("probabilities"), expected, PredictedExample::probabilities, tolerance);
                assertRows(actual.get("latent"), expected, PredictedExample::latent, tolerance);
                assertRows(actual.get("posterior"), expected, PredictedExample::posterior, tolerance);
                assertValues(actual.get("score"), expected, PredictedExample::foreignScore, tolerance);
                assertValues(actual.get("foreign"), expected, e -> e.foreign() ? 1 : 0, 0);
            }
        }
    }

    private static void assertRows(
            OnnxRun.Array actual,
            List<PredictedExample> expected,
            Function<PredictedExample, double[]> part,
            double tolerance) {
        double[] values =
                expected.stream().map(part).flatMapToDouble(Arrays::stream).toArray();
        assertArrayEquals(new long[] {expected.size(), values.length / expected.size()}, actual.shape());
        assertClose(values, actual.values(), tolerance);
    }

    private static void assertValues(
            OnnxRun.Array actual,
            List<PredictedExample> expected,
            ToDoubleFunction<PredictedExample> part,
            double tolerance) {
        assertArrayEquals(new long[] {expected.size()}, actual.shape());
        assertClose(expected.stream().mapToDouble(part).toArray(), actual.values(), tolerance);
    }

    /** Relative to what is above 1. */
    private static void assertClose(double[] expected, double[] actual, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * Math.max(1, Math.abs(expected[i])));
        }
    }

    @Test
    void callsNothingForeignWithoutARule() {
        Network network =
                MultilayerPerceptron.builder().input(ROWS).sizes(List.of(4)).build();
        try (TrainedModel model = trained(network);
                OnnxRun run = new OnnxRun(OnnxExport.of(model).toBytes())) {
            double[] foreign = run.run("input", data(network).getFeatures().mul(1e6))
                    .get("foreign")
                    .values();
            assertArrayEquals(new double[30], foreign);
            assertEquals("Infinity", run.metadata().get("foreignAbove"));
        }
    }

    /** Where single precision has no density above 0, the score still says how far, and the posterior sums to 1. */
    @Test
    void scoresWhatIsFarFromAllClasses() {
        Network network = MultilayerPerceptron.builder()
                .input(ROWS)
                .sizes(List.of(4))
                .activation(Activation.LEAKY_RELU)
                .build();
        INDArray far = data(network).getFeatures().mul(1e5);
        try (TrainedModel model = trained(network);
                Predictor predictor = Predictor.of(model);
                OnnxRun run = new OnnxRun(OnnxExport.of(model).toBytes())) {
            List<PredictedExample> expected = predictor.predictAll(far);
            assertTrue(
                    expected.get(0).foreignScore() > 1e6, () -> expected.get(0).toString());
            Map<String, OnnxRun.Array> actual = run.run("input", far);
            assertValues(actual.get("score"), expected, PredictedExample::foreignScore, 1e-5);
            double[] posterior = actual.get("posterior").values();
            for (int i = 0; i < posterior.length; i += CLASSES) {
                assertEquals(1, posterior[i] + posterior[i + 1] + posterior[i + 2], 1e-6);
            }
        }
    }

    @Test
    void describesItself(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/model.onnx");
        try (TrainedModel model = trained(lenet().build())) {
            TrainedModel complete = model.withDecisionRule(new DecisionRule(1.5, 7, 0.01))
                    .withAttachment("columns", "größe".getBytes(StandardCharsets.UTF_8))
                    .withAttachment("picture", new byte[] {(byte) 0xff, 0});
            OnnxExport.of(complete).write(file);
            try (OnnxRun run = new OnnxRun(Files.readAllBytes(file))) {
                Map<String, long[]> shapes = run.shapes();
                assertEquals(
                        List.of("input", "logits", "probabilities", "latent", "posterior", "score", "foreign"),
                        List.copyOf(shapes.keySet()));
                assertArrayEquals(new long[] {-1, 12, 13, 2}, shapes.get("input"));
                assertArrayEquals(new long[] {-1, 3}, shapes.get("posterior"));
                assertArrayEquals(new long[] {-1, 2}, shapes.get("latent"));
                assertArrayEquals(new long[] {-1}, shapes.get("score"));
                Map<String, String> metadata = run.metadata();
                assertEquals("lenet++", metadata.get("network"));
                assertEquals("[\"a \\\"b\\\"\",\"ü\\n\",\"c\"]", metadata.get("classNames"));
                assertEquals("1.5", metadata.get("temperature"));
                assertEquals("7.0", metadata.get("foreignAbove"));
                assertEquals("0.01", metadata.get("foreignRate"));
                assertEquals("baseline", metadata.get("training.method"));
                assertEquals("noise", metadata.get("provenance.data"));
                assertEquals("größe", metadata.get("attachment.columns"));
                assertFalse(metadata.containsKey("attachment.picture"));
            }
        }
    }

    @Test
    void namesWhatCannotBeExpressed() {
        Plain network = (graph, x, w) -> graph.math().sinh(graph.math().tan(x.mmul(w)));
        try (TrainedModel model = trained(network)) {
            String message = assertThrows(IllegalArgumentException.class, () -> OnnxExport.of(model))
                    .getMessage();
            assertTrue(message.contains("sinh") && message.contains("tan (computes 'tan')"), message);
            assertTrue(message.contains(OnnxExport.operations().toString()), message);
        }
    }

    @Test
    void refusesSettingsThatCannotBeExpressed() {
        Plain network = (graph, x, w) -> {
            SDVariable rows = graph.constant(Nd4j.createFromArray(new int[][] {{0, 0}, {1, 0}}));
            return graph.nn().pad(x.mmul(w), rows, PadMode.SYMMETRIC, 0).get(SDIndex.all(), SDIndex.interval(1, 5));
        };
        try (TrainedModel model = trained(network)) {
            String message = assertThrows(IllegalArgumentException.class, () -> OnnxExport.of(model))
                    .getMessage();
            assertTrue(message.contains("mode of the operation pad, which computes 'pad', is 2"), message);
        }
    }

    @Test
    void refusesAClosedModelAndAPlaceThatIsTaken(@TempDir Path folder) throws IOException {
        TrainedModel model = trained(
                MultilayerPerceptron.builder().input(ROWS).sizes(List.of(4)).build());
        OnnxExport export = OnnxExport.of(model);
        model.close();
        assertThrows(IllegalStateException.class, () -> OnnxExport.of(model));
        Path taken = Files.writeString(folder.resolve("file"), "");
        String message = assertThrows(ModelFileException.class, () -> export.write(taken.resolve("model.onnx")))
                .getMessage();
        assertTrue(message.contains(taken.resolve("model.onnx").toString()), message);
    }

    @Test
    void saysWhichDependencyIsMissing() throws Exception {
        URL[] others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("tribuo-util-onnx"))
                .map(entry -> url(Path.of(entry)))
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            java.lang.reflect.Method operations =
                    without.loadClass(OnnxExport.class.getName()).getMethod("operations");
            Throwable cause = assertThrows(InvocationTargetException.class, () -> operations.invoke(null))
                    .getCause();
            assertEquals(IllegalStateException.class, cause.getClass());
            assertTrue(cause.getMessage().contains("org.tribuo:tribuo-util-onnx"), cause.getMessage());
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
