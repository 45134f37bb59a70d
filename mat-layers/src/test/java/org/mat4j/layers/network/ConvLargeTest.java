package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class ConvLargeTest {

    /** Weights of a convolution, and scale and shift of its normalization. */
    private static long convolution(long kernel, long channels, long filters) {
        return kernel * kernel * channels * filters + 2 * filters;
    }

    private static long count(long channels, long w, long classes) {
        return convolution(3, channels, w)
                + 2 * convolution(3, w, w)
                + convolution(3, w, 2 * w)
                + 2 * convolution(3, 2 * w, 2 * w)
                + convolution(3, 2 * w, 4 * w)
                + convolution(1, 4 * w, 2 * w)
                + convolution(1, 2 * w, w)
                + w * classes
                + classes;
    }

    @Test
    void defaultIsTheNetworkOfThePaper() {
        ConvLarge network = new ConvLarge();
        assertEquals(128, network.latentSize());
        assertEquals(10, network.classCount());
        assertArrayEquals(new long[] {32, 32, 3}, network.inputShape());
        assertEquals("conv-large", network.name());
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        assertEquals(3_121_802, parameters.flat().length());
        assertEquals(count(3, 128, 10), parameters.flat().length());
        assertEquals(9 * 3 + 2, parameters.names().size());
        assertEquals(9 * 2, parameters.stateNames().size());
    }

    @ParameterizedTest
    @CsvSource({"4, 32, 32, 3, 10", "1, 12, 13, 1, 2", "3, 28, 28, 1, 7"})
    void parameterCountFollowsTheLayerTable(int w, int height, int width, int channels, int classes) {
        ConvLarge network = ConvLarge.builder()
                .task(new ImageTask(height, width, channels, classes))
                .width(w)
                .dropoutRate(0.2)
                .build();
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        assertEquals(count(channels, w, classes), parameters.flat().length());
        try (Classifier classifier = Classifier.of(network, parameters)) {
            var prediction = classifier.predict(Nd4j.rand(DataType.FLOAT, 4, height, width, channels));
            assertArrayEquals(new long[] {4, w}, prediction.latent().shape());
            assertArrayEquals(new long[] {4, classes}, prediction.logits().shape());
        }
    }

    private static void assertRefused(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    @Test
    void refusesBadValues() {
        assertRefused(
                "width is 0; expected at least 1 filter",
                () -> ConvLarge.builder().width(0).build());
        assertRefused(
                "dropout rate is 1.0; expected 0 <= rate < 1",
                () -> ConvLarge.builder().dropoutRate(1).build());
        assertRefused(
                "Conv-Large needs images of at least 12 x 12 pixels, got 12 x 11",
                () -> ConvLarge.builder().task(new ImageTask(12, 11, 3, 10)).build());
        assertThrows(NullPointerException.class, () -> ConvLarge.builder().task(null));
    }
}
