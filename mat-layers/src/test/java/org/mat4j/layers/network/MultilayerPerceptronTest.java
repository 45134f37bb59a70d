package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Normalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class MultilayerPerceptronTest {

    private static final ImageInput TINY = new ImageInput(3, 2, 2, 4);

    private static ParameterSet parameters(MultilayerPerceptron network) {
        return ParameterSet.initialize(network, DataType.FLOAT, 1);
    }

    @Test
    void defaultSizes() {
        MultilayerPerceptron network = new MultilayerPerceptron();
        assertEquals(150, network.latentSize());
        assertEquals("mlp", network.name());
        // 784-1200-600-300-150 weights with a scale and a shift a unit, and the logits with a bias
        long expected = 784 * 1200 + 2 * 1200 + 1200 * 600 + 2 * 600 + 600 * 300 + 2 * 300 + 300 * 150 + 2 * 150 + 1510;
        assertEquals(expected, parameters(network).flat().length());
        assertEquals(1_891_810, expected);
    }

    @Test
    void givenSizes() {
        MultilayerPerceptron network =
                MultilayerPerceptron.builder().input(TINY).sizes(List.of(7, 5)).build();
        ParameterSet parameters = parameters(network);
        assertEquals(12 * 7 + 14 + 7 * 5 + 10 + 5 * 4 + 4, parameters.flat().length());
        assertEquals(
                List.of("body.3.mean", "body.3.variance", "body.6.mean", "body.6.variance"), parameters.stateNames());
        try (Classifier classifier = Classifier.of(network, parameters)) {
            var prediction = classifier.predict(Nd4j.rand(DataType.FLOAT, 6, 3, 2, 2));
            assertArrayEquals(new long[] {6, 5}, prediction.latent().shape());
            assertArrayEquals(new long[] {6, 4}, prediction.logits().shape());
            assertEquals(0, Math.min(0, prediction.latent().minNumber().doubleValue()), "the latent is after the ReLU");
        }
    }

    @Test
    void widthHalvesFromLayerToLayer() {
        MultilayerPerceptron network =
                new MultilayerPerceptron().withInput(TINY).withWidth(9).withLatentSize(6);
        // 12-9-4-2-6-4
        assertEquals(
                12 * 9 + 18 + 9 * 4 + 8 + 4 * 2 + 4 + 2 * 6 + 12 + 6 * 4 + 4,
                parameters(network).flat().length());
        MultilayerPerceptron narrow = new MultilayerPerceptron().withInput(TINY).withWidth(1);
        // 12-1-1-1-150-4
        assertEquals(
                12 + 2 + 1 + 2 + 1 + 2 + 150 + 300 + 600 + 4,
                parameters(narrow).flat().length());
    }

    @Test
    void activationAndNormalizationsAreFree() {
        MultilayerPerceptron network = MultilayerPerceptron.builder()
                .input(TINY)
                .sizes(List.of(7, 5))
                .activation(Activation.PRELU)
                .normalization(Normalization.NONE)
                .logitNormalization(Normalization.BATCH)
                .build();
        ParameterSet parameters = parameters(network);
        // A bias and a slope a unit; scale and shift of the logits.
        assertEquals(12 * 7 + 14 + 7 * 5 + 10 + 5 * 4 + 4 + 8, parameters.flat().length());
        assertEquals(List.of("head.normalization.mean", "head.normalization.variance"), parameters.stateNames());
    }

    /** Models and checkpoints of earlier versions hold the parameters in this order. */
    @Test
    void theDefaultNamesStay() {
        assertEquals(
                List.of(
                        "body.2.weight",
                        "body.3.gamma",
                        "body.3.beta",
                        "body.5.weight",
                        "body.6.gamma",
                        "body.6.beta",
                        "body.8.weight",
                        "body.9.gamma",
                        "body.9.beta",
                        "body.11.weight",
                        "body.12.gamma",
                        "body.12.beta",
                        "head.weight",
                        "head.bias"),
                parameters(new MultilayerPerceptron()).names());
    }
}
