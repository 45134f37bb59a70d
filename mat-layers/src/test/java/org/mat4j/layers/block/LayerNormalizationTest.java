package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.network.Mode;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

class LayerNormalizationTest {

    private static final int CHANNELS = 4;
    private static final double EPSILON = 0.01;

    private static double mean(INDArray row) {
        double sum = 0;
        for (int c = 0; c < CHANNELS; c++) {
            sum += row.getDouble(c);
        }
        return sum / CHANNELS;
    }

    private static double deviation(INDArray row) {
        double sum = 0;
        for (int c = 0; c < CHANNELS; c++) {
            sum += Math.pow(row.getDouble(c) - mean(row), 2);
        }
        return Math.sqrt(sum / CHANNELS + EPSILON);
    }

    private static void assertNormalized(BlockRun run, Mode mode, INDArray x) {
        INDArray rows = x.reshape(-1, CHANNELS);
        INDArray y = run.run(mode, x, 0).reshape(-1, CHANNELS);
        INDArray gamma = run.parameters().parameter("b.gamma");
        INDArray beta = run.parameters().parameter("b.beta");
        for (int i = 0; i < rows.size(0); i++) {
            INDArray row = rows.getRow(i);
            for (int c = 0; c < CHANNELS; c++) {
                double normalized = (row.getDouble(c) - mean(row)) / deviation(row);
                assertEquals(gamma.getDouble(c) * normalized + beta.getDouble(c), y.getDouble(i, c), 1e-10);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void normalizesTheFeaturesOfAnExample(Mode mode) {
        BlockRun run = new BlockRun(new LayerNormalization(EPSILON), CHANNELS);
        assertNormalized(run, mode, BlockRun.randomInput(5, CHANNELS).muli(3).addi(2));
        assertArrayEquals(new long[] {CHANNELS}, run.outputShape());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void normalizesTheChannelsOfAPixel(Mode mode) {
        BlockRun run = new BlockRun(new LayerNormalization(EPSILON), 3, 2, CHANNELS);
        assertNormalized(
                run, mode, BlockRun.randomInput(5, 3, 2, CHANNELS).muli(3).addi(2));
        assertArrayEquals(new long[] {3, 2, CHANNELS}, run.outputShape());
    }
}
