package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.ReadyNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The initial weights' distributions, and that every linear layer of the ready networks follows the choice. */
class WeightInitializationTest {

    private static double variance(INDArray w) {
        return w.mul(w).meanNumber().doubleValue();
    }

    @ParameterizedTest
    @CsvSource({"HE_NORMAL, 2", "LECUN_NORMAL, 1", "FAN_IN_UNIFORM, 0.333333"})
    void variancesAreThoseOfTheDefinition(WeightInitialization initialization, double timesInputs) {
        INDArray dense = start(
                        new MultilayerPerceptron()
                                .withSizes(List.of(200, 400))
                                .withWeightInitialization(initialization),
                        1)
                .parameter("body.5.weight");
        INDArray kernels = start(new LeNetPlusPlus().withWidth(16).withWeightInitialization(initialization), 1)
                .parameter("body.3.weight");
        assertEquals(timesInputs, 200 * variance(dense), 0.05 * timesInputs);
        assertEquals(timesInputs, 5 * 5 * 16 * variance(kernels), 0.05 * timesInputs);
        double largest = Math.sqrt(200) * dense.amaxNumber().doubleValue();
        if (initialization != WeightInitialization.FAN_IN_UNIFORM) {
            assertTrue(largest > 3 * Math.sqrt(timesInputs), "a normal distribution has tails, largest " + largest);
        } else {
            assertEquals(Math.sqrt(3 * timesInputs), largest, 0.01, "the uniform distribution's bound");
        }
    }

    private static ParameterSet start(ReadyNetwork network, long seed) {
        return ParameterSet.initialize(network, DataType.FLOAT, seed);
    }

    @Test
    void everyLinearLayerOfTheReadyNetworksFollows() {
        WeightInitialization uniform = WeightInitialization.FAN_IN_UNIFORM;
        for (ReadyNetwork network : List.of(
                LeNetPlusPlus.builder()
                        .width(4)
                        .latentSize(16)
                        .weightInitialization(uniform)
                        .build(),
                ConvNet.convSmall(8).withWeightInitialization(uniform),
                new MultilayerPerceptron().withSizes(List.of(64, 32)).withWeightInitialization(uniform))) {
            ParameterSet parameters = start(network, 1);
            for (String name : parameters.names()) {
                if (name.endsWith(".weight")) {
                    INDArray w = parameters.parameter(name);
                    long inputs = w.length() / w.size(w.rank() - 1);
                    assertTrue(w.amaxNumber().doubleValue() <= 1 / Math.sqrt(inputs) + 1e-6, name);
                    assertTrue(w.amaxNumber().doubleValue() > 0.9 / Math.sqrt(inputs), name);
                }
            }
            assertEquals(parameters.flat(), start(network, 1).flat());
            assertNotEquals(parameters.flat(), start(network, 2).flat());
        }
    }
}
