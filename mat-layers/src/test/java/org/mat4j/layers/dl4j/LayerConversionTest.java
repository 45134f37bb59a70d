package org.mat4j.layers.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Each layer computes what it does in DL4J: outputs, gradients of the cross-entropy, running statistics. */
class LayerConversionTest {

    private static final int N = 4;
    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;
    private static final int CHANNELS = 2;
    private static final int FEATURES = 7;

    static Stream<Arguments> imageLayers() {
        return Stream.of(
                image("convolution", convolution(3, 2).build()),
                image(
                        "convolution without bias",
                        convolution(3, 2).hasBias(false).build()),
                image(
                        "strided and padded",
                        convolution(3, 3).stride(2, 1).padding(1, 2).build()),
                image(
                        "strict",
                        convolution(2, 3)
                                .stride(2, 2)
                                .convolutionMode(ConvolutionMode.Strict)
                                .build()),
                image(
                        "same",
                        convolution(3, 3).convolutionMode(ConvolutionMode.Same).build()),
                image(
                        "same and strided",
                        convolution(3, 2)
                                .stride(2, 2)
                                .convolutionMode(ConvolutionMode.Same)
                                .build()),
                image("dilated", convolution(2, 2).dilation(2, 3).build()),
                image(
                        "same and dilated",
                        convolution(3, 3)
                                .dilation(2, 2)
                                .convolutionMode(ConvolutionMode.Same)
                                .build()),
                image(
                        "separable",
                        new SeparableConvolution2D.Builder(3, 2)
                                .nOut(4)
                                .depthMultiplier(2)
                                .activation(Activation.TANH)
                                .build()),
                image(
                        "separable, same, strided",
                        new SeparableConvolution2D.Builder(3, 3)
                                .nOut(4)
                                .stride(2, 2)
                                .hasBias(false)
                                .convolutionMode(ConvolutionMode.Same)
                                .build()),
                image("max pooling", pooling(SubsamplingLayer.PoolingType.MAX).build()),
                image(
                        "max pooling, overlapping, padded",
                        pooling(SubsamplingLayer.PoolingType.MAX)
                                .kernelSize(3, 3)
                                .stride(2, 1)
                                .padding(1, 1)
                                .build()),
                image(
                        "max pooling, same",
                        pooling(SubsamplingLayer.PoolingType.MAX)
                                .kernelSize(3, 3)
                                .convolutionMode(ConvolutionMode.Same)
                                .build()),
                image(
                        "average pooling",
                        pooling(SubsamplingLayer.PoolingType.AVG).build()),
                image(
                        "average pooling, padded",
                        pooling(SubsamplingLayer.PoolingType.AVG)
                                .kernelSize(3, 3)
                                .padding(1, 1)
                                .build()),
                image(
                        "average pooling, padding counted",
                        pooling(SubsamplingLayer.PoolingType.AVG)
                                .kernelSize(3, 3)
                                .padding(1, 1)
                                .avgPoolIncludePadInDivisor(true)
                                .build()),
                image(
                        "average pooling, same",
                        pooling(SubsamplingLayer.PoolingType.AVG)
                                .kernelSize(3, 3)
                                .convolutionMode(ConvolutionMode.Same)
                                .build()),
                image(
                        "norm of windows",
                        pooling(SubsamplingLayer.PoolingType.PNORM).pnorm(2).build()),
                image(
                        "third norm, overlapping, same",
                        pooling(SubsamplingLayer.PoolingType.PNORM)
                                .pnorm(3)
                                .kernelSize(3, 3)
                                .stride(2, 1)
                                .convolutionMode(ConvolutionMode.Same)
                                .build()),
                image(
                        "global norm",
                        new GlobalPoolingLayer.Builder(PoolingType.PNORM)
                                .pnorm(3)
                                .build()),
                image("global maximum", new GlobalPoolingLayer(PoolingType.MAX)),
                image("global average", new GlobalPoolingLayer(PoolingType.AVG)),
                image("global sum", new GlobalPoolingLayer(PoolingType.SUM)),
                image("zero padding", new ZeroPaddingLayer.Builder(1, 0, 2, 3).build()),
                image("cropping", new Cropping2D.Builder(1, 2, 0, 1).build()),
                image(
                        "upsampling",
                        new Upsampling2D.Builder().size(new int[] {2, 3}).build()),
                image("batch normalization", new BatchNormalization.Builder().build()),
                image(
                        "batch normalization by variance",
                        new BatchNormalization.Builder()
                                .useLogStd(false)
                                .decay(0.7)
                                .eps(1e-3)
                                .build()),
                // Of two channels: over more of them DL4J passes back a wrong gradient, told by finite differences.
                image("local response normalization", new LocalResponseNormalization.Builder(2, 3, 0.1, 0.75).build()),
                image("activation", new ActivationLayer(Activation.TANH)));
    }

    static Stream<Arguments> featureLayers() {
        return Stream.of(
                arguments("dense", dense(Activation.TANH).build()),
                arguments(
                        "dense without bias",
                        dense(Activation.SIGMOID).hasBias(false).build()),
                arguments("softmax inside", dense(Activation.SOFTMAX).build()),
                arguments("batch normalization", new BatchNormalization.Builder().build()),
                arguments(
                        "slope for each feature",
                        new PReLULayer.Builder().inputShape(FEATURES).build()),
                arguments("dropout of nothing", new DropoutLayer.Builder(1.0).build()));
    }

    static Stream<IActivation> activations() {
        List<IActivation> all = new ArrayList<>(List.of(
                new ActivationGELU(true),
                new ActivationReLU(0.3, null, null),
                new ActivationReLU(0.4, null, 0.25),
                new ActivationThresholdedReLU(0.1)));
        Arrays.stream(Activation.values())
                .filter(a -> a != Activation.RRELU && a != Activation.THRESHOLDEDRELU)
                .map(Activation::getActivationFunction)
                .forEach(all::add);
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("imageLayers")
    void images(String name, Layer layer) {
        InputType type = InputType.convolutional(HEIGHT, WIDTH, CHANNELS);
        Layer first = convolution(1, 1).nOut(CHANNELS).build();
        MultiLayerNetwork network = network(type, first, layer.clone());
        Comparison.assertEqual(network, Dl4jNetwork.of(network, type), random(N, CHANNELS, HEIGHT, WIDTH));
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void severalLayersOfImages(CNN2DFormat format) {
        boolean first = format == CNN2DFormat.NCHW;
        InputType type = InputType.convolutional(HEIGHT, WIDTH, CHANNELS, format);
        List<Layer> layers = new ArrayList<>(List.of(
                new ZeroPaddingLayer.Builder(1, 0, 2, 3).dataFormat(format).build(),
                convolution(3, 2).build(),
                new BatchNormalization()));
        layers.add(pooling(SubsamplingLayer.PoolingType.AVG).build());
        layers.add(new PReLULayer.Builder()
                .inputShape(first ? new long[] {3, 2, 4} : new long[] {2, 4, 3})
                .build());
        MultiLayerNetwork network = network(type, layers.toArray(Layer[]::new));
        INDArray x = first ? random(N, CHANNELS, HEIGHT, WIDTH) : random(N, HEIGHT, WIDTH, CHANNELS);
        Comparison.assertEqual(network, Dl4jNetwork.of(network, type), x);
    }

    static Stream<long[]> sharedAxes() {
        return Stream.of(new long[] {2, 3}, new long[] {1}, new long[] {1, 2, 3}, null);
    }

    /** One image, since DL4J's gradient refuses more values for each slope. */
    @ParameterizedTest
    @MethodSource("sharedAxes")
    void slopesOfImages(long[] shared) {
        PReLULayer.Builder slopes = new PReLULayer.Builder().inputShape(CHANNELS, HEIGHT, WIDTH);
        if (shared != null) {
            slopes.sharedAxes(shared);
        }
        InputType type = InputType.convolutional(HEIGHT, WIDTH, CHANNELS);
        MultiLayerNetwork network =
                network(type, convolution(1, 1).nOut(CHANNELS).build(), slopes.build());
        Comparison.assertEqual(network, Dl4jNetwork.of(network, type), random(1, CHANNELS, HEIGHT, WIDTH));
    }

    @Test
    void imagesFromRows() {
        MultiLayerNetwork network = network(
                InputType.convolutionalFlat(HEIGHT, WIDTH, 1), convolution(3, 3).build());
        Dl4jNetwork<MultiLayerNetwork> converted = Dl4jNetwork.of(network);
        assertArrayEquals(new long[] {HEIGHT, WIDTH, 1}, converted.inputShape());
        Comparison.assertEqual(network, converted, random(N, HEIGHT * WIDTH));
    }

    @Test
    void rowsOfImages() {
        InputType type = InputType.convolutionalFlat(HEIGHT, WIDTH, 1);
        MultiLayerNetwork network = network(type, dense(Activation.TANH).build());
        assertArrayEquals(new long[] {HEIGHT * WIDTH}, Dl4jNetwork.of(network).inputShape());
        Comparison.assertEqual(network, Dl4jNetwork.of(network, type), random(N, HEIGHT * WIDTH));
    }

    static Stream<List<Layer>> ends() {
        Layer loss = new LossLayer.Builder().build();
        Layer softmax = new ActivationLayer(Activation.SOFTMAX);
        Layer linear = dense(Activation.IDENTITY).build();
        return Stream.of(
                List.of(dense(Activation.SOFTMAX).build(), loss),
                List.of(linear, softmax, loss.clone()),
                List.of(
                        linear.clone(),
                        new LossLayer.Builder().activation(Activation.SOFTMAX).build()));
    }

    /** However the softmax is spelled, the latent is what the last fully connected layer reads. */
    @ParameterizedTest
    @MethodSource("ends")
    void ends(List<Layer> layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(4)
                        .activation(Activation.TANH)
                        .build());
        layers.forEach(list::layer);
        MultiLayerNetwork network = Comparison.randomized(new MultiLayerNetwork(
                list.setInputType(InputType.feedForward(3)).build()));
        Dl4jNetwork<MultiLayerNetwork> converted = Dl4jNetwork.of(network);
        assertEquals(4, converted.latentSize());
        Comparison.assertEqual(network, converted, random(N, 3));
    }

    static Stream<Layer> layersWithHoles() {
        return Stream.of(
                convolution(2, 2).dilation(2, 3).build(),
                convolution(3, 3)
                        .dilation(2, 2)
                        .stride(2, 1)
                        .convolutionMode(ConvolutionMode.Same)
                        .build(),
                new SeparableConvolution2D.Builder(2, 2).nOut(3).dilation(2, 2).build());
    }

    /** In single precision other code computes, which knows no holes in kernels. */
    @ParameterizedTest
    @MethodSource("layersWithHoles")
    void holesInSinglePrecisionAreThoseInDouble(Layer layer) {
        InputType type = InputType.convolutional(HEIGHT, WIDTH, CHANNELS);
        MultiLayerNetwork network = network(type, layer);
        Dl4jNetwork<MultiLayerNetwork> converted = Dl4jNetwork.of(network, type);
        INDArray x = random(N, HEIGHT, WIDTH, CHANNELS);
        INDArray expected = logits(converted, DataType.DOUBLE, x);
        INDArray actual = logits(converted, DataType.FLOAT, x).castTo(DataType.DOUBLE);
        assertEquals(0, expected.sub(actual).amaxNumber().doubleValue(), 1e-5);
    }

    private static INDArray logits(Dl4jNetwork<?> network, DataType type, INDArray x) {
        ParameterSet parameters = ParameterSet.initialize(network, type, 1);
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
        String logits =
                builder.cleanPass("x", builder.inputPlaceholder("x")).logits().name();
        try (GraphProgram program = new GraphProgram(builder.graph(), List.of(logits), parameters.bindings())) {
            return program.run(Map.of("x", x.castTo(type)), 1).get(logits).dup();
        }
    }

    /** DL4J's number is the probability to keep a value. */
    @Test
    void dropoutKeepsTheShareThatDl4jSays() {
        MultiLayerNetwork network = network(
                InputType.feedForward(1000),
                new DropoutLayer.Builder(0.8).build(),
                dense(Activation.IDENTITY).dropOut(0.8).build());
        Dl4jNetwork<MultiLayerNetwork> converted =
                Dl4jNetwork.of(network, InputType.feedForward(1000)).withLatent(0);
        ParameterSet parameters = ParameterSet.initialize(converted, DataType.DOUBLE, 1);
        GraphBuilder builder = new GraphBuilder(converted, Mode.TRAINING, parameters);
        String latent =
                builder.cleanPass("x", builder.inputPlaceholder("x")).latent().name();
        try (GraphProgram program = new GraphProgram(builder.graph(), List.of(latent), parameters.bindings())) {
            double[] values = program.run(Map.of("x", Nd4j.ones(DataType.DOUBLE, 1, 1000)), 1)
                    .get(latent)
                    .toDoubleMatrix()[0];
            assertEquals(Set.of(0.0, 1.25), Arrays.stream(values).boxed().collect(Collectors.toSet()));
            assertEquals(0.8, Arrays.stream(values).filter(v -> v > 0).count() / 1000.0, 0.05);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("featureLayers")
    void features(String name, Layer layer) {
        MultiLayerNetwork network =
                network(InputType.feedForward(3), dense(Activation.IDENTITY).build(), layer.clone());
        Comparison.assertEqual(network, Dl4jNetwork.of(network), random(N, 3));
    }

    @ParameterizedTest
    @MethodSource("activations")
    void activation(IActivation activation) {
        MultiLayerNetwork network = network(
                InputType.feedForward(3),
                new DenseLayer.Builder().nOut(FEATURES).activation(activation).build());
        Comparison.assertEqual(network, Dl4jNetwork.of(network), random(N, 3));
    }

    private static Arguments image(String name, Layer layer) {
        return arguments(name, layer);
    }

    private static ConvolutionLayer.Builder convolution(int height, int width) {
        return new ConvolutionLayer.Builder(height, width).nOut(3).activation(Activation.TANH);
    }

    private static SubsamplingLayer.Builder pooling(SubsamplingLayer.PoolingType type) {
        return new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2);
    }

    private static DenseLayer.Builder dense(Activation activation) {
        return new DenseLayer.Builder().nOut(FEATURES).activation(activation);
    }

    private static MultiLayerNetwork network(InputType type, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list =
                new NeuralNetConfiguration.Builder().dataType(DataType.DOUBLE).list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        list.layer(
                new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build());
        return Comparison.randomized(
                new MultiLayerNetwork(list.setInputType(type).build()));
    }

    private static INDArray random(long... shape) {
        Nd4j.getRandom().setSeed(9);
        return Nd4j.randn(DataType.DOUBLE, shape);
    }
}
