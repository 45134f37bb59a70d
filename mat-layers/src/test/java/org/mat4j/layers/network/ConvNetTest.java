package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.testing.NaiveConvNet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ConvNetTest {

    private static ParameterSet parameters(Network network) {
        return ParameterSet.initialize(network, DataType.FLOAT, 1);
    }

    /** Weights of a convolution, and scale and shift of its normalization. */
    private static long convolution(long kernel, long channels, long filters) {
        return kernel * kernel * channels * filters + 2 * filters;
    }

    private static long stages(long channels, long w) {
        return convolution(3, channels, w)
                + 2 * convolution(3, w, w)
                + convolution(3, w, 2 * w)
                + 2 * convolution(3, 2 * w, 2 * w);
    }

    private static long convLarge(long channels, long w, long classes) {
        return stages(channels, w)
                + convolution(3, 2 * w, 4 * w)
                + convolution(1, 4 * w, 2 * w)
                + convolution(1, 2 * w, w)
                + w * classes
                + classes;
    }

    private static long convSmall(long channels, long w, long classes) {
        return stages(channels, w)
                + convolution(3, 2 * w, 2 * w)
                + 2 * convolution(1, 2 * w, 2 * w)
                + 2 * w * classes
                + classes;
    }

    private static void assertPublished(String name, int latentSize, long count, ConvNet network) {
        assertEquals(name, network.name());
        assertEquals(latentSize, network.latentSize());
        assertEquals(10, network.classCount());
        assertArrayEquals(new long[] {32, 32, 3}, network.inputShape());
        ParameterSet parameters = parameters(network);
        assertEquals(count, parameters.flat().length());
        assertEquals(9 * 3 + 2, parameters.names().size());
        assertEquals(9 * 2, parameters.stateNames().size());
    }

    @Test
    void convLargeIsTheNetworkOfThePaper() {
        assertPublished("conv-large", 128, 3_121_802, ConvNet.convLarge());
        assertEquals(3_121_802, convLarge(3, 128, 10));
    }

    @Test
    void convSmallIsTheNetworkOfThePaper() {
        assertPublished("conv-small", 192, 1_408_234, ConvNet.convSmall());
        assertEquals(1_408_234, convSmall(3, 96, 10));
        assertPublished("conv-small", 128, 627_530, ConvNet.convSmall(ConvNet.CONV_SMALL_WIDTH_SVHN));
        assertEquals(627_530, convSmall(3, 64, 10));
    }

    /** A saved checkpoint holds the parameters under these names, in this order. */
    @Test
    void theParametersHaveTheNamesOfTheirBlocks() {
        ParameterSet parameters = parameters(ConvNet.convLarge(2)
                .with()
                .logitNormalization(Normalization.BATCH)
                .build());
        assertEquals(
                List.of("body.1.weight", "body.2.gamma", "body.2.beta", "body.4.weight"),
                parameters.names().subList(0, 4));
        // Pooling and dropout are the 10th and 11th block.
        assertEquals("body.12.weight", parameters.names().get(9));
        assertEquals(
                List.of("head.weight", "head.bias", "head.normalization.gamma", "head.normalization.beta"),
                parameters.names().subList(27, 31));
        assertEquals(
                List.of("body.2.mean", "body.2.variance"),
                parameters.stateNames().subList(0, 2));
        assertEquals(
                List.of("head.normalization.mean", "head.normalization.variance"),
                parameters.stateNames().subList(18, 20));
    }

    @ParameterizedTest
    @CsvSource({"4, 32, 32, 3, 10", "1, 12, 13, 1, 2", "3, 28, 28, 1, 7"})
    void parameterCountFollowsTheLayerTable(int w, int height, int width, int channels, int classes) {
        ImageInput task = new ImageInput(height, width, channels, classes);
        assertOutputs(task, w, convLarge(channels, w, classes), ConvNet.convLarge(w));
        assertOutputs(task, 2 * w, convSmall(channels, w, classes), ConvNet.convSmall(w));
        assertOutputs(
                task,
                2 * w,
                convSmall(channels, w, classes) + 2L * classes,
                ConvNet.convSmall(w).withLogitNormalization(Normalization.BATCH));
    }

    private static void assertOutputs(ImageInput task, int latentSize, long count, ConvNet published) {
        ConvNet network = published.withInput(task).withDropoutRate(0.2);
        ParameterSet parameters = parameters(network);
        assertEquals(count, parameters.flat().length());
        try (Classifier classifier = Classifier.of(network, parameters)) {
            var prediction =
                    classifier.predict(Nd4j.rand(DataType.FLOAT, 4, task.height(), task.width(), task.channels()));
            assertArrayEquals(new long[] {4, latentSize}, prediction.latent().shape());
            assertArrayEquals(
                    new long[] {4, task.classCount()}, prediction.logits().shape());
        }
    }

    @Test
    void depthWidthsAndActivationAreFree() {
        ConvNet network = ConvNet.builder()
                .name("conv-deep")
                .input(new ImageInput(24, 24, 2, 5))
                .stages(List.of(3, 4, 6))
                .convolutionsPerStage(2)
                .top(List.of(8, 9))
                .activation(Activation.PRELU)
                .build();
        assertEquals("conv-deep", network.name());
        assertEquals(9, network.latentSize());
        // A slope per channel for PReLU beside scale and shift.
        long weights = 9 * (2 * 3 + 3 * 3 + 3 * 4 + 4 * 4 + 4 * 6 + 6 * 6 + 6 * 8) + 8 * 9;
        long channels = 2 * (3 + 4 + 6) + 8 + 9;
        ParameterSet parameters = parameters(network);
        assertEquals(weights + 3 * channels + 9 * 5 + 5, parameters.flat().length());
        assertEquals(2 * 8, parameters.stateNames().size());
    }

    @Test
    void withoutNormalizationTheConvolutionsHaveABias() {
        ParameterSet parameters = parameters(
                ConvNet.convSmall(2).with().normalization(Normalization.NONE).build());
        assertEquals(convSmall(3, 2, 10) - (3 * 2 + 6 * 4), parameters.flat().length());
        assertEquals(
                List.of("body.1.weight", "body.1.bias", "body.3.weight"),
                parameters.names().subList(0, 3));
        assertEquals(List.of(), parameters.stateNames());
    }

    @Test
    void theTopMayBeOneConvolution() {
        ParameterSet parameters = parameters(ConvNet.builder()
                .stages(List.of(2))
                .convolutionsPerStage(1)
                .top(List.of(3))
                .build());
        assertEquals(
                convolution(3, 3, 2) + convolution(3, 2, 3) + 3 * 10 + 10,
                parameters.flat().length());
    }

    @ParameterizedTest
    @CsvSource({"NONE", "BATCH"})
    void inferenceIsThatOfPlainLoops(Normalization logits) {
        List<Integer> stages = List.of(2, 3);
        List<Integer> top = List.of(4, 5, 3);
        ConvNet network = ConvNet.builder()
                .input(new ImageInput(14, 12, 2, 3))
                .stages(stages)
                .convolutionsPerStage(2)
                .top(top)
                .logitNormalization(logits)
                .build();
        ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 1);
        Nd4j.getRandom().setSeed(2);
        parameters
                .flat()
                .addi(Nd4j.randn(DataType.DOUBLE, parameters.flat().length()).muli(0.2));
        parameters.stateNames().forEach(name -> {
            INDArray state = parameters.state(name);
            state.assign(Nd4j.rand(DataType.DOUBLE, state.shape()).addi(0.5));
        });
        INDArray x = Nd4j.randn(DataType.DOUBLE, 3, 14, 12, 2);
        NaiveConvNet naive = new NaiveConvNet(parameters, stages, 2, top);
        try (Classifier classifier = Classifier.of(network, parameters)) {
            Classifier.Prediction actual = classifier.predict(x);
            for (int n = 0; n < 3; n++) {
                double[][] expected = naive.of(image(x, n), logits == Normalization.BATCH);
                assertArrayEquals(expected[0], actual.latent().getRow(n).toDoubleVector(), 1e-10);
                assertArrayEquals(expected[1], actual.logits().getRow(n).toDoubleVector(), 1e-10);
            }
        }
    }

    private static double[][][] image(INDArray x, int n) {
        double[][][] image = new double[(int) x.size(1)][(int) x.size(2)][(int) x.size(3)];
        for (int h = 0; h < image.length; h++) {
            for (int w = 0; w < image[h].length; w++) {
                for (int c = 0; c < image[h][w].length; c++) {
                    image[h][w][c] = x.getDouble(n, h, w, c);
                }
            }
        }
        return image;
    }

    @Test
    void aNetworkKeepsItsOwnCopies() {
        List<Integer> widths = new ArrayList<>(List.of(2, 3));
        ConvNet network = ConvNet.builder().stages(widths).top(widths).build();
        widths.set(1, 0);
        assertEquals(List.of(2, 3), network.stages());
        assertEquals(3, network.latentSize());
    }
}
