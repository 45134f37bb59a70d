package org.mat4j.layers.dl4j;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Each vertex computes what it does in DL4J, on features and on images. */
class VertexConversionTest {

    static Stream<Arguments> vertices() {
        return Stream.of(
                arguments("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), 2),
                arguments("difference", new ElementWiseVertex(ElementWiseVertex.Op.Subtract), 2),
                arguments("product", new ElementWiseVertex(ElementWiseVertex.Op.Product), 2),
                arguments("average", new ElementWiseVertex(ElementWiseVertex.Op.Average), 2),
                arguments("maximum", new ElementWiseVertex(ElementWiseVertex.Op.Max), 2),
                arguments("merge", new MergeVertex(), 2),
                arguments("subset", new SubsetVertex(1, 2), 1),
                arguments("scale", new ScaleVertex(-1.5), 1),
                arguments("shift", new ShiftVertex(0.7), 1),
                arguments("normalization", new L2NormalizeVertex(null, 1e-8), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vertices")
    void onFeatures(String name, GraphVertex vertex, int inputs) {
        ComputationGraph network = network(
                InputType.feedForward(4),
                vertex.clone(),
                inputs,
                new DenseLayer.Builder().nOut(4).build(),
                new DenseLayer.Builder().nOut(4).build());
        Comparison.assertEqual(network, Dl4jNetwork.of(network), random(3, 4));
    }

    /** DL4J itself fails on subsets of images and, in double precision, on their normalization. */
    static Stream<Arguments> verticesOfImages() {
        return vertices().filter(a -> !(a.get()[1] instanceof SubsetVertex || a.get()[1] instanceof L2NormalizeVertex));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verticesOfImages")
    void onImages(String name, GraphVertex vertex, int inputs) {
        InputType type = InputType.convolutional(4, 3, 2);
        Layer convolution = convolution().build();
        ComputationGraph network = network(type, vertex.clone(), inputs, convolution, convolution.clone());
        Comparison.assertEqual(network, Dl4jNetwork.of(network, type), random(3, 2, 4, 3));
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void imagesAreMergedByChannels(CNN2DFormat format) {
        InputType type = InputType.convolutional(4, 3, 2, format);
        ComputationGraph network = network(
                type, new MergeVertex(), 2, convolution().build(), convolution().build());
        INDArray x = format == CNN2DFormat.NCHW ? random(3, 2, 4, 3) : random(3, 4, 3, 2);
        Comparison.assertEqual(network, Dl4jNetwork.of(network, type), x);
    }

    @ParameterizedTest
    @EnumSource(CNN2DFormat.class)
    void preprocessorsMayBeVertices(CNN2DFormat format) {
        InputType type = InputType.convolutional(4, 3, 2, format);
        GraphVertex turned = new PreprocessorVertex(new ComposableInputPreProcessor(
                new CnnToFeedForwardPreProcessor(4, 3, 3, format),
                new FeedForwardToCnnPreProcessor(4, 3, 3),
                new CnnToFeedForwardPreProcessor(4, 3, 3)));
        ComputationGraphConfiguration configuration = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("conv", convolution().dataFormat(format).nIn(2).build(), "in")
                .addVertex("flat", turned, "conv")
                .addLayer("out", output().nIn(36).build(), "flat")
                .setOutputs("out")
                .build();
        ComputationGraph network = Comparison.randomized(new ComputationGraph(configuration));
        INDArray x = format == CNN2DFormat.NCHW ? random(3, 2, 4, 3) : random(3, 4, 3, 2);
        Comparison.assertEqual(network, Dl4jNetwork.of(network, type), x);
    }

    private static ComputationGraph network(InputType type, GraphVertex vertex, int inputs, Layer left, Layer right) {
        ComputationGraphConfiguration configuration = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("in")
                .addLayer("left", left, "in")
                .addLayer("right", right, inputs == 1 ? "left" : "in")
                .addVertex("vertex", vertex, inputs == 1 ? new String[] {"right"} : new String[] {"left", "right"})
                .addLayer("out", output().build(), "vertex")
                .setOutputs("out")
                .setInputTypes(type)
                .build();
        return Comparison.randomized(new ComputationGraph(configuration));
    }

    private static ConvolutionLayer.Builder convolution() {
        return new ConvolutionLayer.Builder(3, 3).nOut(3).convolutionMode(ConvolutionMode.Same);
    }

    private static OutputLayer.Builder output() {
        return new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX);
    }

    private static INDArray random(long... shape) {
        Nd4j.getRandom().setSeed(9);
        return Nd4j.randn(DataType.DOUBLE, shape);
    }
}
