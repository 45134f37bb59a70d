package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationTest {

    private static INDArray apply(Activation activation, double... row) {
        return new BlockRun(activation, row.length).run(Nd4j.createFromArray(new double[][] {row}));
    }

    @Test
    void relu() {
        assertArrayEquals(
                new double[] {0, 0, 3, 0},
                apply(Activation.RELU, -2, 0, 3, -1e-9).getRow(0).toDoubleVector(),
                0);
    }

    @Test
    void leakyReluHasASlopeOfATenth() {
        assertArrayEquals(
                new double[] {-0.2, 0, 3, -1e-10},
                apply(Activation.LEAKY_RELU, -2, 0, 3, -1e-9).getRow(0).toDoubleVector(),
                1e-15);
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
