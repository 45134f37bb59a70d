package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationTest {

    private static INDArray apply(Activation activation, double... row) {
        return new BlockRun(activation, row.length).run(Nd4j.createFromArray(new double[][] {row}));
    }

    static Stream<Arguments> formulas() {
        double alpha = 1.6732632423543772848170429916717;
        double lambda = 1.0507009873554804934193349852946;
        return Stream.of(
                formula(Activation.RELU, x -> Math.max(x, 0)),
                formula(Activation.LEAKY_RELU, x -> x > 0 ? x : 0.1 * x),
                formula(Activation.RELU6, x -> Math.min(Math.max(x, 0), 6)),
                formula(Activation.THRESHOLDED_RELU, x -> x > 1 ? x : 0),
                formula(Activation.ELU, x -> x > 0 ? x : Math.exp(x) - 1),
                formula(Activation.SELU, x -> lambda * (x > 0 ? x : alpha * (Math.exp(x) - 1))),
                formula(Activation.GELU, x -> x * sigmoid(1.702 * x)),
                formula(Activation.SWISH, x -> x * sigmoid(x)),
                formula(Activation.MISH, x -> x * Math.tanh(Math.log(1 + Math.exp(x)))),
                formula(Activation.SOFTPLUS, x -> Math.log(1 + Math.exp(x))),
                formula(Activation.SOFTSIGN, x -> x / (1 + Math.abs(x))),
                formula(Activation.SIGMOID, ActivationTest::sigmoid),
                formula(Activation.HARD_SIGMOID, x -> Math.min(Math.max(0.2 * x + 0.5, 0), 1)),
                formula(Activation.TANH, Math::tanh),
                formula(Activation.HARD_TANH, x -> Math.min(Math.max(x, -1), 1)),
                formula(Activation.RATIONAL_TANH, ActivationTest::rationalTanh),
                formula(Activation.RECTIFIED_TANH, x -> Math.max(Math.tanh(x), 0)),
                formula(Activation.CUBE, x -> x * x * x));
    }

    private static Arguments formula(Activation activation, DoubleUnaryOperator formula) {
        return arguments(activation, formula);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double rationalTanh(double x) {
        double y = Math.abs(2 * x / 3);
        return 1.7159 * Math.signum(x) * (1 - 1 / (1 + y + y * y + 1.41645 * Math.pow(y, 4)));
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void valuesAreThoseOfTheFormula(Activation activation, DoubleUnaryOperator formula) {
        double[] x = {-7, -3.1, -1.2, -1, -0.3, -1e-9, 0, 1e-9, 0.4, 0.99, 1.01, 2.6, 5.5, 8};
        assertArrayEquals(
                DoubleStream.of(x).map(formula).toArray(),
                apply(activation, x).getRow(0).toDoubleVector(),
                1e-7, // ND4J computes some constants in single precision
                activation.name());
    }

    @Test
    void everyActivationHasAFormula() {
        Set<Object> tested = formulas().map(a -> a.get()[0]).collect(Collectors.toSet());
        tested.add(Activation.PRELU);
        assertEquals(Set.of(Activation.values()), tested);
    }

    @Test
    void numbersOfOnesOwn() {
        Block block = new Nd4jActivation(new ActivationELU(0.5));
        INDArray y = new BlockRun(block, 2).run(Nd4j.createFromArray(new double[][] {{-2, 3}}));
        assertArrayEquals(
                new double[] {0.5 * (Math.exp(-2) - 1), 3}, y.getRow(0).toDoubleVector(), 1e-12);
    }

    @Test
    void preluHasASlopeAChannel() {
        BlockRun run = new BlockRun(Activation.PRELU, 3, 2, 4);
        INDArray slope = run.parameters().parameter("b.slope");
        assertArrayEquals(new long[] {4}, slope.shape());
        INDArray x = BlockRun.randomInput(5, 3, 2, 4);
        INDArray y = run.run(x);
        for (int n = 0; n < 5; n++) {
            for (int h = 0; h < 3; h++) {
                for (int w = 0; w < 2; w++) {
                    for (int c = 0; c < 4; c++) {
                        double v = x.getDouble(n, h, w, c);
                        assertEquals(v > 0 ? v : slope.getDouble(c) * v, y.getDouble(n, h, w, c), 1e-12);
                    }
                }
            }
        }
    }

    @Test
    void preluSlopesStartAtAQuarter() {
        ParameterSet parameters =
                ParameterSet.initialize(LeNetPlusPlus.builder().width(2).build(), DataType.FLOAT, 1);
        assertEquals(Nd4j.valueArrayOf(new long[] {2}, 0.25, DataType.FLOAT), parameters.parameter("body.2.slope"));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void keepsTheShapeInBothModes(Activation activation) {
        BlockRun run = new BlockRun(activation, 3, 2, 4);
        INDArray x = BlockRun.randomInput(5, 3, 2, 4);
        assertArrayEquals(new long[] {3, 2, 4}, run.outputShape());
        assertEquals(run.run(Mode.TRAINING, x, 0), run.run(Mode.INFERENCE, x, 0));
    }
}
