package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Normalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class LeNetPlusPlusTest {

    private static ParameterSet parameters(LeNetPlusPlus network) {
        return ParameterSet.initialize(network, DataType.FLOAT, 1);
    }

    /** Weights, bias and slopes of a convolution of 5 x 5. */
    private static long convolution(long channels, long filters) {
        return 25 * channels * filters + filters + filters;
    }

    @Test
    void defaultIsTheNetworkOfThePaper() {
        LeNetPlusPlus network = new LeNetPlusPlus();
        assertEquals(2, network.latentSize());
        assertEquals(10, network.classCount());
        assertArrayEquals(new long[] {28, 28, 1}, network.inputShape());
        assertEquals("lenet++", network.name());
        ParameterSet parameters = parameters(network);
        // 864 + 25,664 + 51,328 + 102,528 + 205,056 + 409,856 of the convolutions, 2,308 of the latent, 30 of the
        // logits
        assertEquals(797_634, parameters.flat().length());
        assertEquals(6 * 3 + 3 + 2, parameters.names().size());
        assertEquals(0, parameters.stateNames().size());
        // 28 pixels pooled thrice leave 3.
        assertArrayEquals(
                new long[] {3 * 3 * 128, 2},
                parameters.parameter("body.17.weight").shape());
    }

    @ParameterizedTest
    @CsvSource({"8, 32, 28, 28, 1, 10, 3, 3", "3, 5, 32, 20, 3, 7, 4, 2", "1, 1, 8, 15, 1, 2, 1, 1"})
    void parameterCountFollowsTheLayerTable(
            int w, int latent, int height, int width, int channels, int classes, int lastHeight, int lastWidth) {
        LeNetPlusPlus network = LeNetPlusPlus.builder()
                .input(new ImageInput(height, width, channels, classes))
                .width(w)
                .latentSize(latent)
                .build();
        long expected = convolution(channels, w)
                + convolution(w, w)
                + convolution(w, 2L * w)
                + convolution(2L * w, 2L * w)
                + convolution(2L * w, 4L * w)
                + convolution(4L * w, 4L * w)
                + (long) lastHeight * lastWidth * 4 * w * latent
                + latent
                + latent
                + (long) latent * classes
                + classes;
        ParameterSet parameters = parameters(network);
        assertEquals(expected, parameters.flat().length());
        try (Classifier classifier = Classifier.of(network, parameters)) {
            var prediction = classifier.predict(Nd4j.rand(DataType.FLOAT, 4, height, width, channels));
            assertArrayEquals(new long[] {4, latent}, prediction.latent().shape());
            assertArrayEquals(new long[] {4, classes}, prediction.logits().shape());
        }
    }

    @Test
    void depthActivationAndNormalizationAreFree() {
        LeNetPlusPlus network = LeNetPlusPlus.builder()
                .input(new ImageInput(9, 9, 2, 4))
                .width(3)
                .stages(2)
                .convolutionsPerStage(1)
                .latentSize(5)
                .activation(Activation.RELU)
                .normalization(Normalization.BATCH)
                .build();
        ParameterSet parameters = parameters(network);
        // Two convolutions with scale and shift, the latent of 2 x 2 pixels and the logits with a bias.
        long expected = 25 * 2 * 3 + 6 + 25 * 3 * 6 + 12 + 2 * 2 * 6 * 5 + 5 + 5 * 4 + 4;
        assertEquals(expected, parameters.flat().length());
        assertEquals(
                List.of("body.2.mean", "body.2.variance", "body.6.mean", "body.6.variance"), parameters.stateNames());
        assertEquals(
                List.of("body.10.weight", "body.10.bias", "head.weight", "head.bias"),
                parameters.names().subList(6, 10));
        try (Classifier classifier = Classifier.of(network, parameters)) {
            var prediction = classifier.predict(Nd4j.rand(DataType.FLOAT, 6, 9, 9, 2));
            assertArrayEquals(new long[] {6, 5}, prediction.latent().shape());
        }
    }

    /** Models and checkpoints of earlier versions hold the parameters in this order. */
    @Test
    void theDefaultNamesStay() {
        assertEquals(
                List.of(
                        "body.1.weight",
                        "body.1.bias",
                        "body.2.slope",
                        "body.3.weight",
                        "body.3.bias",
                        "body.4.slope",
                        "body.6.weight",
                        "body.6.bias",
                        "body.7.slope",
                        "body.8.weight",
                        "body.8.bias",
                        "body.9.slope",
                        "body.11.weight",
                        "body.11.bias",
                        "body.12.slope",
                        "body.13.weight",
                        "body.13.bias",
                        "body.14.slope",
                        "body.17.weight",
                        "body.17.bias",
                        "body.18.slope",
                        "head.weight",
                        "head.bias"),
                parameters(new LeNetPlusPlus()).names());
    }
}
