package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

class MaxPoolingTest {

    @ParameterizedTest
    @CsvSource({"2, 4, 6", "2, 5, 7", "2, 7, 4", "3, 8, 3", "2, 2, 2"})
    void takesTheLargestOfEachWholeWindow(int size, int height, int width) {
        BlockRun run = new BlockRun(new MaxPooling(size), height, width, 3);
        INDArray x = BlockRun.randomInput(2, height, width, 3).subi(5);
        INDArray y = run.run(x);
        assertArrayEquals(new long[] {height / size, width / size, 3}, run.outputShape());
        assertArrayEquals(new long[] {2, height / size, width / size, 3}, y.shape());
        for (int n = 0; n < 2; n++) {
            for (int h = 0; h < height / size; h++) {
                for (int w = 0; w < width / size; w++) {
                    for (int c = 0; c < 3; c++) {
                        double largest = Double.NEGATIVE_INFINITY;
                        for (int i = 0; i < size * size; i++) {
                            largest = Math.max(largest, x.getDouble(n, h * size + i / size, w * size + i % size, c));
                        }
                        assertEquals(largest, y.getDouble(n, h, w, c));
                    }
                }
            }
        }
    }
}
