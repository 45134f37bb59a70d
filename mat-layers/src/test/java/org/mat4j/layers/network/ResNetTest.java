package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Normalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ResNetTest {

    private static ParameterSet parameters(ResNet network) {
        return ParameterSet.initialize(network, DataType.FLOAT, 1);
    }

    private static long convolution(long kernel, long channels, long filters) {
        return kernel * kernel * channels * filters;
    }

    /** The layer table of Zagoruyko and Komodakis (2016): scale and shift before each convolution but stem and shortcuts. */
    private static long wide(long channels, int blocks, long k, long classes) {
        long count = convolution(3, channels, 16);
        long before = 16;
        for (long width : new long[] {16 * k, 32 * k, 64 * k}) {
            count += before == width ? 0 : convolution(1, before, width);
            for (int block = 0; block < blocks; block++) {
                count += 2 * before + convolution(3, before, width) + 2 * width + convolution(3, width, width);
                before = width;
            }
        }
        return count + 2 * before + before * classes + classes;
    }

    /** The layer table of He et al. (2016): scale and shift after each convolution. */
    private static long resNet18(long channels, long w, long classes) {
        long count = convolution(3, channels, w) + 2 * w;
        long before = w;
        for (long width : new long[] {w, 2 * w, 4 * w, 8 * w}) {
            count += before == width ? 0 : convolution(1, before, width) + 2 * width;
            count += convolution(3, before, width) + 3 * convolution(3, width, width) + 4 * 2 * width;
            before = width;
        }
        return count + before * classes + classes;
    }

    @Test
    void theWideResNetIsThatOfThePaper() {
        assertEquals(1_467_610, wide(3, 4, 2, 10));
        ResNet network = ResNet.wideResNet();
        assertEquals(1_467_610, parameters(network).flat().length());
        assertEquals(128, network.latentSize());
        // The widening factor 10 and depth 16 of the paper's table of parameters: 17.1 million.
        assertEquals(17_116_634, wide(3, 2, 10, 10));
    }

    @Test
    void resNet18IsThatOfThePaper() {
        assertEquals(11_173_962, resNet18(3, 64, 10));
        ResNet network = ResNet.resNet18();
        assertEquals(11_173_962, parameters(network).flat().length());
        assertEquals(512, network.latentSize());
    }

    @ParameterizedTest
    @CsvSource({"10, 1, 32, 32, 3, 10", "16, 2, 13, 8, 1, 2", "10, 3, 1, 5, 2, 4"})
    void parameterCountFollowsTheLayerTable(int depth, int k, int height, int width, int channels, int classes) {
        ImageInput task = new ImageInput(height, width, channels, classes);
        assertOutputs(ResNet.wideResNet(depth, k).withInput(task), 64 * k, wide(channels, (depth - 4) / 6, k, classes));
        assertOutputs(ResNet.resNet18(k).withInput(task), 8 * k, resNet18(channels, k, classes));
    }

    private static void assertOutputs(ResNet network, int latentSize, long count) {
        ImageInput task = network.input();
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

    /** A saved checkpoint holds the parameters under these names, in this order. */
    @Test
    void theParametersHaveTheNamesOfTheirBlocks() {
        assertEquals(
                List.of(
                        "body.1.weight",
                        "body.2.1.1.gamma",
                        "body.2.1.1.beta",
                        "body.2.2.branch.1.weight",
                        "body.2.2.branch.2.1.1.gamma",
                        "body.2.2.branch.2.1.1.beta",
                        "body.2.2.branch.3.weight",
                        "body.2.2.shortcut.weight",
                        "body.3.branch.1.1.gamma"),
                parameters(ResNet.wideResNet(16, 2)).names().subList(0, 9));
        assertEquals(
                List.of("body.1.weight", "body.2.1.gamma", "body.2.1.beta", "body.3.1.branch.1.weight"),
                parameters(ResNet.resNet18(2)).names().subList(0, 4));
    }

    @Test
    void widthsAndNormalizationAreFree() {
        ResNet network = ResNet.wideResNet(10, 2).withWidth(3).withLatentSize(7);
        assertEquals(List.of(3, 6, 7), network.stages());
        assertEquals(16, network.stem());
        ParameterSet parameters =
                parameters(network.withNormalization(Normalization.NONE).withStages(List.of(16)));
        assertEquals(
                List.of(
                        "body.1.weight",
                        "body.1.bias",
                        "body.2.branch.2.weight",
                        "body.2.branch.2.bias",
                        "body.2.branch.4.weight",
                        "body.2.branch.4.bias",
                        "head.weight",
                        "head.bias"),
                parameters.names());
        assertEquals(List.of(), parameters.stateNames());
    }
}
