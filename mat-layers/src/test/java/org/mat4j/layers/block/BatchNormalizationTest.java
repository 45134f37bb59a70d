package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.mat4j.core.network.Mode;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BatchNormalizationTest {

    private static final BatchNormalization BLOCK = new BatchNormalization(0.7, 1e-3);
    private static final int CHANNELS = 3;
    private static final int ROWS = 4 * 2 * 5;

    private final BlockRun run = new BlockRun(BLOCK, 2, 5, CHANNELS);
    private final INDArray x = BlockRun.randomInput(4, 2, 5, CHANNELS).muli(3).addi(2);
    private final INDArray rows = x.reshape(ROWS, CHANNELS);

    private double mean(int channel) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += rows.getDouble(i, channel);
        }
        return sum / ROWS;
    }

    /** The biased one, by n. */
    private double variance(int channel) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += Math.pow(rows.getDouble(i, channel) - mean(channel), 2);
        }
        return sum / ROWS;
    }

    private void assertNormalized(double[] mean, double[] variance, INDArray y) {
        INDArray flat = y.reshape(ROWS, CHANNELS);
        INDArray gamma = run.parameters().parameter("b.gamma");
        INDArray beta = run.parameters().parameter("b.beta");
        for (int i = 0; i < ROWS; i++) {
            for (int c = 0; c < CHANNELS; c++) {
                double expected =
                        gamma.getDouble(c) * (rows.getDouble(i, c) - mean[c]) / Math.sqrt(variance[c] + BLOCK.epsilon())
                                + beta.getDouble(c);
                assertEquals(expected, flat.getDouble(i, c), 1e-9);
            }
        }
    }

    @Test
    void trainingNormalizesByTheBatch() {
        run.parameters().state("b.mean").assign(50);
        double[] mean = {mean(0), mean(1), mean(2)};
        double[] variance = {variance(0), variance(1), variance(2)};
        assertNormalized(mean, variance, run.run(Mode.TRAINING, x, 0));
        assertArrayEquals(new long[] {2, 5, CHANNELS}, run.outputShape());
    }

    @Test
    void inferenceNormalizesByTheRunningStatistics() {
        double[] mean = {1, -2, 0.5};
        double[] variance = {0.3, 4, 1e-4};
        run.parameters().state("b.mean").assign(Nd4j.createFromArray(mean));
        run.parameters().state("b.variance").assign(Nd4j.createFromArray(variance));
        assertNormalized(mean, variance, run.run(Mode.INFERENCE, x, 0));
    }

    @Test
    void runningStatisticsAreAMovingAverage() {
        run.parameters().state("b.mean").assign(5);
        INDArray newMean = run.updatedState("b.mean", x);
        INDArray newVariance = run.updatedState("b.variance", x);
        for (int c = 0; c < CHANNELS; c++) {
            assertEquals(0.7 * 5 + 0.3 * mean(c), newMean.getDouble(c), 1e-10);
            assertEquals(0.7 * 1 + 0.3 * variance(c), newVariance.getDouble(c), 1e-10);
        }
    }

    @Test
    void flatInputs() {
        BlockRun flat = new BlockRun(BLOCK, CHANNELS);
        flat.parameters().parameter("b.gamma").assign(run.parameters().parameter("b.gamma"));
        flat.parameters().parameter("b.beta").assign(run.parameters().parameter("b.beta"));
        double[] mean = {mean(0), mean(1), mean(2)};
        double[] variance = {variance(0), variance(1), variance(2)};
        assertNormalized(mean, variance, flat.run(rows));
    }

    @Test
    void startsAsTheIdentityInInference() {
        assertEquals(Nd4j.zeros(x.dataType(), CHANNELS), run.parameters().state("b.mean"));
        assertEquals(Nd4j.ones(x.dataType(), CHANNELS), run.parameters().state("b.variance"));
        assertEquals(new BatchNormalization(0.99, 1e-6), new BatchNormalization());
    }
}
