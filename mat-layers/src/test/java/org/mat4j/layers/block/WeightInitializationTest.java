package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.dl4j.Dl4jInitialWeights;
import org.mat4j.layers.network.BlockNetwork;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageInput;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.ReadyNetwork;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.ConstantInitScheme;

/** The initial weights' distributions, and that every linear layer of the ready networks follows the choice. */
class WeightInitializationTest {

    private static double variance(INDArray w) {
        return w.mul(w).meanNumber().doubleValue();
    }

    @ParameterizedTest
    @CsvSource({
        "HE_NORMAL, 2, 0",
        "LECUN_NORMAL, 1, 0",
        "FAN_IN_UNIFORM, 0.333333, 0",
        "HE_UNIFORM, 2, 0",
        "LECUN_UNIFORM, 1, 0",
        "XAVIER_NORMAL, 2, 1",
        "XAVIER_UNIFORM, 2, 1"
    })
    void variancesAreThoseOfTheDefinition(WeightInitialization initialization, double times, double outputs) {
        INDArray dense = start(
                        new MultilayerPerceptron()
                                .withSizes(List.of(200, 400))
                                .withWeightInitialization(initialization),
                        1)
                .parameter("body.5.weight");
        INDArray kernels = start(new LeNetPlusPlus().withWidth(16).withWeightInitialization(initialization), 1)
                .parameter("body.3.weight");
        // Of 200 inputs and 400 outputs, and of 5 x 5 pixels with 16 channels each.
        double inputs = 200 + outputs * 400;
        assertEquals(times, inputs * variance(dense), 0.05 * times);
        assertEquals(times, 5 * 5 * 16 * (1 + outputs) * variance(kernels), 0.05 * times);
        double largest = Math.sqrt(inputs) * dense.amaxNumber().doubleValue();
        if (initialization.name().endsWith("NORMAL")) {
            assertTrue(largest > 3 * Math.sqrt(times), "a normal distribution has tails, largest " + largest);
        } else {
            assertEquals(Math.sqrt(3 * times), largest, 0.02, "the uniform distribution's bound");
        }
    }

    @Test
    void anySchemeOfNd4jIsToldInputsAndOutputs() {
        List<Double> told = new ArrayList<>();
        InitialWeights any = (inputs, outputs) -> {
            told.addAll(List.of(inputs, outputs));
            return new ConstantInitScheme('c', 0.5);
        };
        Block convolution = Convolution.same(4, 3).withStride(2).withInitialization(any);
        BlockNetwork network = BlockNetwork.of(
                "any",
                new ImageInput(5, 5, 2, 3),
                6,
                Sequential.of(convolution, new GlobalAveragePooling(), new Dense(6, Bias.YES, any)));
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        assertEquals(List.of(18.0, 36.0, 4.0, 6.0), told);
        assertEquals(Nd4j.valueArrayOf(new long[] {4, 6}, 0.5, DataType.FLOAT), parameters.parameter("body.3.weight"));
    }

    /** The bounds of a variance that depends on the outputs, in the data type of the network. */
    @Test
    void anyOfDeepLearning4jIsItsOwn() {
        InitialWeights weights = new Dl4jInitialWeights(new WeightInitXavierUniform());
        INDArray dense = new BlockRun(new Dense(100, Bias.NO, weights), 50).initialValue("b.weight");
        assertEquals(DataType.DOUBLE, dense.dataType());
        assertEquals(Math.sqrt(6.0 / 150), dense.amaxNumber().doubleValue(), 1e-3);
        assertEquals(2.0 / 150, variance(dense), 0.05 * 2 / 150);
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
