package org.mat4j.layers.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.model.DecisionRule;
import org.mat4j.core.model.ModelFileException;
import org.mat4j.core.model.PredictedExample;
import org.mat4j.core.model.Predictor;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.core.network.preprocess.LinearWhitening;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.dl4j.Dl4jNetwork;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageInput;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.LeNetPlusPlusBuilder;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.ReadyNetwork;
import org.mat4j.layers.network.TableInput;
import org.mat4j.layers.samediff.SameDiffNetwork;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.PadMode;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.weightinit.impl.XavierInitScheme;

/** What ONNX Runtime makes of an exported model is what {@link Predictor} says. */
class OnnxExportTest {

    private static final int CLASSES = 3;
    private static final ImageInput IMAGES = new ImageInput(12, 13, 2, CLASSES);
    private static final int PIXELS = 12 * 13 * 2;
    private static final TableInput ROWS = new TableInput(5, CLASSES);
    private static final Method METHOD = Methods.mat(1);

    /** A network of SameDiff's own operations; the body gives the latent, [n, 4]. */
    private interface Plain extends Network {
        @Override
        default long[] inputShape() {
            return ROWS.shape();
        }

        @Override
        default int latentSize() {
            return 4;
        }

        @Override
        default int classCount() {
            return CLASSES;
        }

        SDVariable latent(SameDiff graph, SDVariable x, SDVariable w);

        @Override
        default Outputs build(Pass pass, SDVariable x) {
            SDVariable w = pass.parameter("w", new XavierInitScheme('c', 5, 4), 5, 4);
            SDVariable v = pass.parameter("v", new XavierInitScheme('c', 4, CLASSES), 4, CLASSES);
            SDVariable latent = latent(pass.graph(), x, w);
            return new Outputs(latent, latent.mmul(v));
        }
    }

    private record Case(String name, Network network, Method method) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, Network network) {
        return new Case(name, network, METHOD);
    }

    static Stream<Case> cases() {
        MultilayerPerceptron rows =
                MultilayerPerceptron.builder().input(ROWS).sizes(List.of(6, 4)).build();
        MultilayerPerceptron images = rows.withInput(IMAGES);
        Nd4j.getRandom().setSeed(3);
        INDArray whitening = Nd4j.randn(DataType.FLOAT, PIXELS, PIXELS).muli(0.05);
        float[] mean = new float[PIXELS];
        Arrays.fill(mean, 0.5f);
        Plain plain = (graph, x, w) -> graph.math()
                .tanh(graph.concat(1, graph.nn().swish(x.mmul(w)), graph.math().square(x))
                        .reshape(-1, 3, 3)
                        .sum(2)
                        .mmul(graph.constant(Nd4j.ones(DataType.FLOAT, 3, 4))));
        return Stream.of(
                of("conv-small", ConvNet.convSmall(2).with().input(IMAGES).build()),
                of(
                        "conv-large",
                        ConvNet.convLarge(2)
                                .with()
                                .input(IMAGES)
                                .activation(Activation.PRELU)
                                .logitNormalization(Normalization.BATCH)
                                .build()),
                of("lenet++", lenet().build()),
                of(
                        "lenet++ normalized",
                        lenet().normalization(Normalization.BATCH).build()),
                of("mlp", rows),
                of("mlp with logits normalized", rows.withLogitNormalization(Normalization.BATCH)),
                of("mlp without normalization", rows.withNormalization(Normalization.NONE)),
                of("latents in a ball", rows.withLatentRange(LatentRange.ball(3))),
                of("latents on a sphere", rows.withLatentRange(LatentRange.sphere(3))),
                of(
                        "standardized",
                        images.preprocessedBy(new Standardization(new float[] {0.4f, 0.6f}, new float[] {0.2f, 0.3f}))),
                of("zca", images.preprocessedBy(new LinearWhitening("zca", IMAGES.shape(), mean, whitening))),
                of("plain", plain),
                of("DeepLearning4J's", Dl4jNetwork.of(dl4j(), InputType.convolutional(12, 13, 2))),
                of("SameDiff's, channels first", sameDiff()),
                new Case("diagonal", rows, Methods.mat(1).covariance(CovarianceType.DIAGONAL)),
                new Case("identity", rows, Methods.mat(1).covariance(CovarianceType.IDENTITY)));
    }

    private static MultiLayerConfiguration dl4j() {
        return new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 2)
                        .nOut(4)
                        .stride(2, 1)
                        .padding(1, 0)
                        .activation(org.nd4j.linalg.activations.Activation.MISH)
                        .build())
                .layer(new LocalResponseNormalization.Builder().build())
                .layer(new SeparableConvolution2D.Builder(2, 2)
                        .nOut(5)
                        .depthMultiplier(2)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(org.nd4j.linalg.activations.Activation.ELU)
                        .build())
                .layer(new BatchNormalization())
                .layer(new Upsampling2D.Builder(2).build())
                .layer(new ZeroPaddingLayer.Builder(1, 0).build())
                .layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                        .kernelSize(3, 2)
                        .stride(2, 2)
                        .padding(1, 1)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(4)
                        .activation(org.nd4j.linalg.activations.Activation.SWISH)
                        .build())
                .layer(new OutputLayer.Builder()
                        .nOut(CLASSES)
                        .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(12, 13, 2))
                .build();
    }

    private static Network sameDiff() {
        Nd4j.getRandom().setSeed(4);
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("pixels", DataType.FLOAT, -1, 2, 12, 13);
        SDVariable convolved = graph.cnn()
                .conv2d(
                        x,
                        graph.var("w", Nd4j.randn(DataType.FLOAT, 3, 2, 3, 3).muli(0.3)),
                        Conv2DConfig.builder()
                                .kH(3)
                                .kW(3)
                                .dataFormat(Conv2DConfig.NCHW)
                                .weightsFormat(WeightsFormat.OIYX)
                                .paddingMode(PaddingMode.SAME)
                                .build());
        SDVariable normalized = graph.nn()
                .batchNorm(
                        convolved,
                        graph.constant("mean", Nd4j.createFromArray(0.1f, 0.2f, 0.3f)),
                        graph.constant("variance", Nd4j.createFromArray(1f, 2f, 3f)),
                        graph.var("gamma", Nd4j.ones(DataType.FLOAT, 3)),
                        graph.var("beta", Nd4j.zeros(DataType.FLOAT, 3)),
                        1e-5,
                        1);
        SDVariable latent = graph.nn().relu(normalized, 0).mean(2, 3);
        latent.mmul("scores", graph.var("v", Nd4j.randn(DataType.FLOAT, 3, CLASSES)));
        return SameDiffNetwork.of(graph, "pixels", latent.name(), "scores", SameDiffNetwork.ImageLayout.CHANNELS_FIRST);
    }

    private static LeNetPlusPlusBuilder lenet() {
        return LeNetPlusPlus.builder().input(IMAGES).width(2).stages(2);
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
                assertEquals("mat", metadata.get("training.method"));
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
