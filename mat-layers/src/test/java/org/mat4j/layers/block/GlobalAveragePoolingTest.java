package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

class GlobalAveragePoolingTest {

    @Test
    void takesTheMeanOfEachChannel() {
        BlockRun run = new BlockRun(new GlobalAveragePooling(), 3, 4, 5);
        INDArray x = BlockRun.randomInput(2, 3, 4, 5);
        INDArray y = run.run(x);
        assertArrayEquals(new long[] {5}, run.outputShape());
        assertArrayEquals(new long[] {2, 5}, y.shape());
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < 5; c++) {
                double sum = 0;
                for (int i = 0; i < 12; i++) {
                    sum += x.getDouble(n, i / 4, i % 4, c);
                }
                assertEquals(sum / 12, y.getDouble(n, c), 1e-14);
            }
        }
    }
}
