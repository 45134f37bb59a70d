package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.loss.CrossEntropy;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.AveragePooling;
import org.mat4j.layers.block.Bias;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.GlobalAveragePooling;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.LayerNormalization;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Residual;
import org.mat4j.layers.block.Sequential;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of whole networks, in training mode, by central differences in double precision. */
class NetworkGradientTest {

    private static final double STEP = 1e-6;
    private static final int BATCH = 5;

    static Stream<Network> networks() {
        // 11 x 9 pixels leave odd rows and columns over in pooling.
        ImageInput task = new ImageInput(11, 9, 2, 3);
        ImageInput large = new ImageInput(12, 13, 2, 3);
        return Stream.of(
                LeNetPlusPlus.builder().input(task).width(2).latentSize(3).build(),
                LeNetPlusPlus.builder()
                        .input(task)
                        .width(2)
                        .stages(2)
                        .convolutionsPerStage(1)
                        .latentSize(3)
                        .dropoutRate(0.3)
                        .normalization(Normalization.BATCH)
                        .activation(Activation.LEAKY_RELU)
                        .build(),
                MultilayerPerceptron.builder().input(task).sizes(List.of(6, 4)).build(),
                MultilayerPerceptron.builder()
                        .input(task)
                        .sizes(List.of(6, 4))
                        .activation(Activation.LEAKY_RELU)
                        .latentRange(LatentRange.sphere(2))
                        .build(),
                MultilayerPerceptron.builder()
                        .input(task)
                        .sizes(List.of(6, 4))
                        .latentRange(LatentRange.ball(0.5))
                        .build(),
                MultilayerPerceptron.builder()
                        .input(task)
                        .sizes(List.of(6, 5, 4))
                        .dropoutRate(0.4)
                        .logitNormalization(Normalization.BATCH)
                        .build(),
                MultilayerPerceptron.builder()
                        .input(task)
                        .sizes(List.of(4))
                        .normalization(Normalization.NONE)
                        .activation(Activation.PRELU)
                        .logitNormalization(Normalization.BATCH)
                        .build(),
                ConvNet.convLarge(2).with().input(large).build(),
                ConvNet.convSmall(2)
                        .with()
                        .input(large)
                        .logitNormalization(Normalization.BATCH)
                        .build(),
                ConvNet.builder()
                        .input(large)
                        .stages(List.of(2, 3))
                        .convolutionsPerStage(1)
                        .top(List.of(3))
                        .activation(Activation.PRELU)
                        .normalization(Normalization.NONE)
                        .build(),
                ConvNet.builder()
                        .input(large)
                        .stages(List.of(3))
                        .convolutionsPerStage(2)
                        .top(List.of(4, 3))
                        .dropoutRate(0)
                        .activation(Activation.RELU)
                        .normalization(Normalization.NONE)
                        .logitNormalization(Normalization.BATCH)
                        .build(),
                ResNet.wideResNet(10, 1)
                        .with()
                        .input(task)
                        .stem(2)
                        .stages(List.of(2, 3))
                        .dropoutRate(0.2)
                        .build(),
                ResNet.resNet18(2)
                        .with()
                        .input(task)
                        .stages(List.of(2, 3))
                        .blocksPerStage(1)
                        .build(),
                MultilayerPerceptron.builder()
                        .input(task)
                        .sizes(List.of(6, 4))
                        .normalization(Normalization.LAYER)
                        .activation(Activation.GELU)
                        .build(),
                BlockNetwork.of("strides", task, 4, strides()),
                BlockNetwork.of("holes", task, 4, holes()));
    }

    /** Strides whose windows leave pixels over, mean windows, a residual block with and one without a projection. */
    private static Block strides() {
        return Sequential.of(
                Convolution.same(3, 3).withStride(2),
                new Residual(
                        Sequential.of(
                                Convolution.same(4, 3).withStride(2), Activation.LEAKY_RELU, Convolution.same(4, 3)),
                        Convolution.same(4, 1).withStride(2)),
                Activation.LEAKY_RELU,
                Residual.of(Sequential.of(Convolution.same(4, 2), Activation.LEAKY_RELU)),
                new AveragePooling(2),
                new Convolution(4, 1, Convolution.Padding.VALID, Bias.NO).withStride(2),
                new GlobalAveragePooling());
    }

    /** Dilated convolutions, of stride 1 and 2, and layer normalization of images. */
    private static Block holes() {
        return Sequential.of(
                Convolution.same(3, 3).withDilation(2),
                new LayerNormalization(),
                Activation.MISH,
                Convolution.same(4, 2).withDilation(3).withStride(2),
                Activation.SELU,
                new Convolution(4, 2, Convolution.Padding.VALID, Bias.YES).withDilation(2),
                new GlobalAveragePooling());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void equalsCentralDifferences(Network network) {
        ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 4);
        Nd4j.getRandom().setSeed(8);
        // Away from the initial values, which are alike in many places.
        parameters
                .flat()
                .addi(Nd4j.randn(DataType.DOUBLE, parameters.flat().length()).muli(0.05));
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        SDVariable x = builder.inputPlaceholder("x");
        SDVariable y = builder.graph().placeHolder("y", DataType.DOUBLE, -1, 3);
        Outputs features = builder.cleanPass("batch", x);
        SDVariable latent = features.latent();
        SDVariable loss = CrossEntropy.of(features.logits(), y)
                .mean()
                .add(latent.mul(latent).mean().mul(0.1));
        List<SDVariable> wanted = new ArrayList<>(builder.parameterVariables());
        wanted.add(x);
        List<SDVariable> gradients = Gradients.of(loss).withRespectTo(wanted);
        List<String> outputs = new ArrayList<>(List.of(loss.name()));
        gradients.forEach(g -> outputs.add(g.name()));

        long[] shape = network.inputShape();
        INDArray input = Nd4j.randn(DataType.DOUBLE, BATCH, shape[0], shape[1], shape[2]);
        INDArray labels = Nd4j.createFromArray(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {0, 1, 0}});
        Map<String, INDArray> values = Map.of("x", input, "y", labels);
        // One program for all, because two would draw different dropout masks.
        try (GraphProgram program = new GraphProgram(builder.graph(), outputs, parameters.bindings())) {
            Map<String, INDArray> result = program.run(values, 0);
            List<INDArray> actual =
                    gradients.stream().map(g -> result.get(g.name()).dup()).toList();
            double largest = 0;
            for (int p = 0; p < actual.size(); p++) {
                boolean isInput = p == parameters.names().size();
                String name = isInput ? "input" : parameters.names().get(p);
                INDArray at = isInput ? input : parameters.parameter(name);
                assertEquals(at.length(), actual.get(p).length(), name);
                for (long i : places(at.length())) {
                    double expected = centralDifference(program, values, loss.name(), at, i);
                    largest = Math.max(largest, Math.abs(expected));
                    assertEquals(expected, actual.get(p).getDouble(i), 1e-7 * Math.max(1, Math.abs(expected)), name);
                }
            }
            assertTrue(largest > 1e-3, "the gradient is not zero throughout: " + largest);
        }
    }

    /** Those of oneDNN, which computes in single precision alone, for odd sizes that strides and paddings share unevenly. */
    @Test
    void convolutionsInSinglePrecisionAreThoseInDouble() {
        ImageInput task = new ImageInput(11, 14, 2, 3);
        ResNet wide = ResNet.wideResNet(10, 1).withInput(task).withStages(List.of(8, 16, 32));
        for (Network network : List.of(
                wide, wide.withOrder(ResNet.Order.POST_ACTIVATION), BlockNetwork.of("holes", task, 4, holes()))) {
            ParameterSet single = ParameterSet.initialize(network, DataType.FLOAT, 4);
            ParameterSet doubled = ParameterSet.initialize(network, DataType.DOUBLE, 4);
            doubled.flat().assign(single.flat());
            List<INDArray> expected = gradients(network, doubled);
            List<INDArray> actual = gradients(network, single);
            for (int i = 0; i < expected.size(); i++) {
                double scale = expected.get(i).amaxNumber().doubleValue();
                double largest = expected.get(i)
                        .sub(actual.get(i).castTo(DataType.DOUBLE))
                        .amaxNumber()
                        .doubleValue();
                assertEquals(0, largest, 1e-3 * scale, network.name() + ", gradient " + i);
            }
        }
    }

    /** Of the parameters and the input together, and of the input alone, as in the search for a direction. */
    private static List<INDArray> gradients(Network network, ParameterSet parameters) {
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        SDVariable x = builder.inputPlaceholder("x");
        SDVariable latent = builder.cleanPass("batch", x).latent();
        SDVariable loss = latent.mul(latent).mean();
        List<SDVariable> wanted = new ArrayList<>(builder.parameterVariables().stream()
                .filter(v -> !v.name().startsWith("head"))
                .toList());
        wanted.add(x);
        List<SDVariable> gradients = new ArrayList<>(Gradients.of(loss).withRespectTo(wanted));
        gradients.addAll(Gradients.of(loss).withRespectTo(x));
        List<String> names = gradients.stream().map(SDVariable::name).toList();
        Nd4j.getRandom().setSeed(8);
        long[] shape = network.inputShape();
        INDArray input = Nd4j.randn(DataType.DOUBLE, BATCH, shape[0], shape[1], shape[2]);
        try (GraphProgram program = new GraphProgram(builder.graph(), names, parameters.bindings())) {
            Map<String, INDArray> values =
                    program.run(Map.of("x", input.castTo(parameters.flat().dataType())), 0);
            return names.stream().map(name -> values.get(name).dup()).toList();
        }
    }

    /** The first, the last, and some in between. */
    private static long[] places(long length) {
        return LongStream.of(0, length / 3, length / 2, 2 * length / 3, length - 1)
                .distinct()
                .toArray();
    }

    private static double centralDifference(
            GraphProgram program, Map<String, INDArray> values, String loss, INDArray at, long i) {
        double value = at.getDouble(i);
        at.putScalar(i, value + STEP);
        double above = program.run(values, 0).get(loss).getDouble(0);
        at.putScalar(i, value - STEP);
        double below = program.run(values, 0).get(loss).getDouble(0);
        at.putScalar(i, value);
        return (above - below) / (2 * STEP);
    }
}
