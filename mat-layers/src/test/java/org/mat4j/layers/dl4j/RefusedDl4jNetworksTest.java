package org.mat4j.layers.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** What cannot be converted is named, with where it is and what is expected. */
class RefusedDl4jNetworksTest {

    private static final InputType IMAGES = InputType.convolutional(6, 5, 2);

    static Stream<Arguments> layers() {
        return Stream.of(
                arguments(
                        "ND4J's activation is ActivationRReLU, expected one of", new ActivationLayer(Activation.RRELU)),
                arguments("threshold of a ReLU is 0.5", new ActivationLayer(new ActivationReLU(null, 0.5, 0.1))),
                arguments("slope of a ReLU below 0 is 1.5", new ActivationLayer(new ActivationReLU(null, null, 1.5))),
                arguments(
                        "dropout is AlphaDropout",
                        convolution().dropOut(new AlphaDropout(0.5)).build()),
                arguments(
                        "dropout is Dropout",
                        convolution()
                                .dropOut(new Dropout(new MapSchedule(ScheduleType.EPOCH, Map.of(0, 0.5))))
                                .build()),
                arguments(
                        "weight noise is DropConnect",
                        convolution().weightNoise(new DropConnect(0.5)).build()),
                arguments(
                        "type of a pooling is SUM",
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.SUM).build()),
                arguments(
                        "dilation of a pooling is [2, 1]",
                        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                                .dilation(2, 1)
                                .build()),
                arguments(
                        "locked gamma and beta of a batch normalization is 2.0 and 0.0",
                        new BatchNormalization.Builder(2, 0, true).build()),
                arguments(
                        "layer normalization in a dense layer is true",
                        new DenseLayer.Builder().nOut(3).hasLayerNorm(true).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void aLayersSetting(String problem, Layer layer) {
        MultiLayerConfiguration configuration = list().layer(convolution().build())
                .layer(layer)
                .layer(output())
                .setInputType(IMAGES)
                .build();

        UnsupportedLayersException e =
                assertThrows(UnsupportedLayersException.class, () -> Dl4jNetwork.of(configuration, IMAGES));

        assertEquals(1, e.problems().size(), e.problems().toString());
        assertTrue(e.problems().get(0).startsWith("layer 1 'layer1': " + problem), e.getMessage());
    }

    @Test
    void allAreNamedAtOnceWithWhatIsSupported() {
        MultiLayerConfiguration configuration = list().layer(
                        new LSTM.Builder().name("first").nIn(2).nOut(3).build())
                .layer(new LSTM.Builder().nOut(3).build())
                .layer(new RnnOutputLayer.Builder()
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();

        UnsupportedLayersException e = assertThrows(
                UnsupportedLayersException.class, () -> Dl4jNetwork.of(configuration, InputType.feedForward(2)));

        assertEquals(
                List.of(
                        "layer 0 'first': LSTM is not supported",
                        "layer 1 'layer1': LSTM is not supported",
                        "layer 2 'layer2': RnnOutputLayer is not supported"),
                e.problems());
        for (String supported : List.of("DenseLayer", "SeparableConvolution2D", "MergeVertex", "ActivationMish")) {
            assertTrue(e.getMessage().contains(supported), e.getMessage());
        }
    }

    @Test
    void anEndWithoutSoftmax() {
        String message =
                refusal(list().layer(new DenseLayer.Builder().nIn(2).nOut(3).build())
                        .layer(new OutputLayer.Builder(LossFunction.MSE)
                                .name("price")
                                .nOut(1)
                                .activation(Activation.IDENTITY)
                                .build())
                        .build());
        assertTrue(
                message.contains("layer 1 'price' is the network's end, a OutputLayer with activation identity"),
                message);
    }

    @Test
    void imagesOfUnknownSize() {
        String message = refusal(list().layer(convolution().build())
                .layer(new GlobalPoolingLayer())
                .layer(output())
                .setInputType(IMAGES)
                .build());
        assertTrue(message.contains("InputType.convolutional(height, width, channels)"), message);
    }

    @Test
    void imagesWhereFeaturesAreRead() {
        MultiLayerConfiguration configuration = list().layer(
                        new DenseLayer.Builder().nIn(60).nOut(3).build())
                .layer(output())
                .build();
        String message = assertThrows(IllegalArgumentException.class, () -> Dl4jNetwork.of(configuration, IMAGES))
                .getMessage();
        assertTrue(message.contains("what layer '0' reads is [6, 5, 2], expected [features]"), message);
    }

    @Test
    void layersOfDifferentFormats() {
        MultiLayerConfiguration configuration = list().layer(convolution().build())
                .layer(convolution().build())
                .layer(new GlobalPoolingLayer())
                .layer(output())
                .setInputType(IMAGES)
                .build();
        ((ConvolutionLayer) configuration.getConf(1).getLayer()).setCnn2dDataFormat(CNN2DFormat.NHWC);
        String message = assertThrows(IllegalArgumentException.class, () -> Dl4jNetwork.of(configuration, IMAGES))
                .getMessage();
        assertTrue(message.contains("formats of images are [NCHW, NHWC]"), message);
    }

    @Test
    void aNetworkThatIsNotInitialized() {
        MultiLayerNetwork network = new MultiLayerNetwork(
                list().layer(new DenseLayer.Builder().nIn(2).nOut(3).build())
                        .layer(output())
                        .build());
        String message = assertThrows(IllegalArgumentException.class, () -> Dl4jNetwork.of(network))
                .getMessage();
        assertTrue(message.contains("not initialized, expected one after init()"), message);
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                arguments(
                        "list of the network's inputs is [a, b], expected one",
                        graph("a", "b")
                                .addLayer("x", dense(), "a", "b")
                                .addLayer("out", output(), "x")
                                .setOutputs("out")
                                .setInputTypes(InputType.feedForward(2), InputType.feedForward(2))),
                arguments(
                        "list of the network's outputs is [out, two], expected one",
                        graph("a")
                                .addLayer("out", output(), "a")
                                .addLayer("two", output(), "a")
                                .setOutputs("out", "two")
                                .setInputTypes(InputType.feedForward(2))),
                arguments(
                        "vertex 'x': dimensions of an L2 normalization is [2], expected none",
                        graph("a")
                                .addVertex("x", new L2NormalizeVertex(new int[] {2}, 1e-8), "a")
                                .addLayer("out", output(), "x")
                                .setOutputs("out")
                                .setInputTypes(InputType.feedForward(2))),
                arguments(
                        "part that layer 'x' takes of axis 0 is [1, 4), expected one within [0, 2)",
                        graph("a")
                                .addVertex("x", new SubsetVertex(1, 3), "a")
                                .addLayer("out", output(), "x")
                                .setOutputs("out")
                                .setInputTypes(InputType.feedForward(2))),
                arguments(
                        "shape of an input of vertex 'x' is [1], expected [2]",
                        graph("a")
                                .addLayer(
                                        "one", new DenseLayer.Builder().nOut(1).build(), "a")
                                .addVertex("x", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "one")
                                .addLayer("out", output(), "x")
                                .setOutputs("out")
                                .setInputTypes(InputType.feedForward(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void aGraph(String expected, ComputationGraphConfiguration.GraphBuilder graph) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Dl4jNetwork.of(graph.build(), InputType.feedForward(2)))
                .getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void anUnknownLatent() {
        MultiLayerConfiguration configuration = list().layer(
                        new DenseLayer.Builder().name("hidden").nIn(2).nOut(3).build())
                .layer(output())
                .build();
        assertEquals(3, Dl4jNetwork.of(configuration).withLatent("hidden").latentSize());
        String message = assertThrows(IllegalArgumentException.class, () -> Dl4jNetwork.of(configuration)
                        .withLatent("hiden"))
                .getMessage();
        assertTrue(message.contains("'hiden', expected one of [hidden, "), message);
    }

    /** What a training gives anew is told, not refused. */
    @Test
    void whatIsNotTakenIsTold() {
        Layer frozen =
                new FrozenLayer(new DenseLayer.Builder().nIn(2).nOut(3).l2(0.1).build());
        Layer bounded = new DenseLayer.Builder()
                .nIn(3)
                .nOut(3)
                .constrainWeights(new MaxNormConstraint(1.0, 1))
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .build();
        Layer output = new CenterLossOutputLayer.Builder()
                .lossFunction(LossFunction.MSE)
                .nIn(3)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build();
        MultiLayerConfiguration configuration =
                list().layer(frozen).layer(bounded).layer(output).build();

        Map<String, List<String>> told = Ignored.settings(NetworkGraph.of(configuration));

        assertEquals(
                Map.of(
                        "frozen layers", List.of("layer 0 'layer0'"),
                        "regularization", List.of("layer 0 'layer0'"),
                        "center loss", List.of("layer 2 'layer2'"),
                        "loss LossMSE()", List.of("layer 2 'layer2'"),
                        "constraints", List.of("layer 1 'layer1'"),
                        "normalization of gradients", List.of("layer 1 'layer1'")),
                told);
        assertEquals(3, Dl4jNetwork.of(configuration).latentSize());
    }

    private static String refusal(MultiLayerConfiguration configuration) {
        return assertThrows(IllegalArgumentException.class, () -> Dl4jNetwork.of(configuration))
                .getMessage();
    }

    private static NeuralNetConfiguration.ListBuilder list() {
        return new NeuralNetConfiguration.Builder().list();
    }

    private static ComputationGraphConfiguration.GraphBuilder graph(String... inputs) {
        return new NeuralNetConfiguration.Builder().graphBuilder().addInputs(inputs);
    }

    private static ConvolutionLayer.Builder convolution() {
        return new ConvolutionLayer.Builder(2, 2).nOut(3);
    }

    private static DenseLayer dense() {
        return new DenseLayer.Builder().nOut(3).build();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
    }
}
