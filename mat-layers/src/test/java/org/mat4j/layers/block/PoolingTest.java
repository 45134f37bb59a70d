package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pooling over windows against plain loops. */
class PoolingTest {

    @ParameterizedTest
    @CsvSource({"2, 4, 6", "2, 5, 7", "2, 7, 4", "3, 8, 3", "2, 2, 2"})
    void takesTheLargestOrTheMeanOfEachWholeWindow(int size, int height, int width) {
        INDArray x = BlockRun.randomInput(2, height, width, 3).subi(5);
        BlockRun largest = new BlockRun(new MaxPooling(size), height, width, 3);
        BlockRun mean = new BlockRun(new AveragePooling(size), height, width, 3);
        INDArray largestOfX = largest.run(x);
        INDArray meanOfX = mean.run(x);
        assertArrayEquals(new long[] {height / size, width / size, 3}, largest.outputShape());
        assertArrayEquals(new long[] {height / size, width / size, 3}, mean.outputShape());
        assertArrayEquals(new long[] {2, height / size, width / size, 3}, largestOfX.shape());
        assertArrayEquals(largestOfX.shape(), meanOfX.shape());
        for (int n = 0; n < 2; n++) {
            for (int h = 0; h < height / size; h++) {
                for (int w = 0; w < width / size; w++) {
                    for (int c = 0; c < 3; c++) {
                        double[] window = new double[size * size];
                        for (int i = 0; i < window.length; i++) {
                            window[i] = x.getDouble(n, h * size + i / size, w * size + i % size, c);
                        }
                        assertEquals(Arrays.stream(window).max().orElseThrow(), largestOfX.getDouble(n, h, w, c));
                        assertEquals(
                                Arrays.stream(window).average().orElseThrow(), meanOfX.getDouble(n, h, w, c), 1e-12);
                    }
                }
            }
        }
    }
}
