package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.network.Mode;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

class DropoutTest {

    private static final INDArray X = BlockRun.randomInput(40, 50).addi(10);

    private static BlockRun run(double rate) {
        return new BlockRun(new Dropout(rate), 50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.8})
    void dropsTheShareAndScalesTheRest(double rate) {
        INDArray ratio = run(rate).run(Mode.TRAINING, X, 3).div(X);
        int dropped = 0;
        for (double r : ratio.dup().data().asDouble()) {
            assertTrue(r == 0 || Math.abs(r - 1 / (1 - rate)) < 1e-12, "ratio " + r);
            dropped += r == 0 ? 1 : 0;
        }
        // Five standard deviations of 2,000 draws.
        assertEquals(rate, dropped / 2000.0, 5 * Math.sqrt(rate * (1 - rate) / 2000));
    }

    @Test
    void keepsTheExpectation() {
        BlockRun run = run(0.5);
        INDArray sum = X.mul(0);
        int draws = 200;
        for (int seed = 0; seed < draws; seed++) {
            sum.addi(run.run(Mode.TRAINING, X, seed));
        }
        // The mean of 200 values that are 0 or 2 has a deviation of 0.07; the largest of 2,000 such stays below 5 of
        // it.
        INDArray ratio = sum.div(X).divi(draws);
        assertTrue(
                Math.abs(ratio.maxNumber().doubleValue() - 1) < 0.36,
                ratio.maxNumber().toString());
        assertTrue(
                Math.abs(ratio.minNumber().doubleValue() - 1) < 0.36,
                ratio.minNumber().toString());
        assertEquals(1, ratio.meanNumber().doubleValue(), 0.01);
    }

    @Test
    void inferenceAndRateZeroKeepEverything() {
        assertEquals(X, run(0.5).run(Mode.INFERENCE, X, 3));
        assertEquals(X, run(0).run(Mode.TRAINING, X, 3));
    }

    @Test
    void passesOverTheSameBatchShareTheMask() {
        List<INDArray> same = run(0.5).twoPasses("labeled", "labeled", X, 3);
        assertEquals(same.get(0), same.get(1));
        List<INDArray> other = run(0.5).twoPasses("labeled", "unlabeled", X, 3);
        assertNotEquals(other.get(0), other.get(1));
    }

    @Test
    void theSeedDeterminesTheMask() {
        BlockRun run = run(0.5);
        assertEquals(run.run(Mode.TRAINING, X, 3), run.run(Mode.TRAINING, X, 3));
        assertNotEquals(run.run(Mode.TRAINING, X, 3), run.run(Mode.TRAINING, X, 4));
    }
}
