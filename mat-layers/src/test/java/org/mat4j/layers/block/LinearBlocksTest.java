package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution and dense layers against plain loops. */
class LinearBlocksTest {

    private static final int FILTERS = 3;
    private static final int CHANNELS = 2;

    /** The kernel at a position, the row and column of its first element. */
    private static double convolution(INDArray x, INDArray w, int n, int row, int column, int dilation, int filter) {
        int k = (int) w.size(0);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                int h = row + i * dilation;
                int v = column + j * dilation;
                if (h >= 0 && h < x.size(1) && v >= 0 && v < x.size(2)) {
                    for (int c = 0; c < CHANNELS; c++) {
                        sum += x.getDouble(n, h, v, c) * w.getDouble(i, j, c, filter);
                    }
                }
            }
        }
        return sum;
    }

    private static int positions(Padding padding, int reach, int stride, int pixels) {
        int count = 0;
        // SAME starts at the first of every s pixels, VALID wherever the kernel fits.
        for (int start = 0; start < pixels; start += stride) {
            count += padding == Padding.SAME || start + reach <= pixels ? 1 : 0;
        }
        return count;
    }

    /** Zeros before the image: in TensorFlow's way SAME puts the odd row of zeros below and to the right. */
    private static int before(Padding padding, int reach, int stride, int pixels) {
        int needed = (positions(padding, reach, stride, pixels) - 1) * stride + reach;
        return padding == Padding.SAME ? Math.max(0, needed - pixels) / 2 : 0;
    }

    @ParameterizedTest
    @CsvSource({
        "SAME, 5, 1, 7, 6, YES",
        "SAME, 3, 1, 4, 5, NO",
        "SAME, 2, 1, 5, 4, YES",
        "SAME, 1, 1, 3, 3, YES",
        "SAME, 5, 1, 2, 3, YES",
        "VALID, 3, 1, 7, 5, YES",
        "VALID, 3, 1, 3, 3, NO",
        "VALID, 1, 1, 4, 3, YES",
        "VALID, 2, 1, 5, 4, NO",
        "SAME, 3, 2, 6, 7, YES",
        "SAME, 3, 2, 5, 4, NO",
        "SAME, 1, 2, 4, 5, YES",
        "SAME, 2, 2, 5, 4, NO",
        "SAME, 1, 3, 2, 7, NO",
        "SAME, 3, 3, 1, 8, YES",
        "VALID, 3, 2, 6, 7, YES",
        "VALID, 2, 3, 5, 4, NO",
        "VALID, 1, 2, 3, 6, YES"
    })
    void convolutionIsThatOfPlainLoops(Padding padding, int kernel, int stride, int height, int width, Bias bias) {
        assertPlainLoops(padding, kernel, stride, 1, height, width, bias);
    }

    @ParameterizedTest
    @CsvSource({
        "SAME, 3, 1, 2, 7, 6, YES",
        "SAME, 2, 1, 3, 5, 4, NO",
        "SAME, 3, 2, 2, 6, 7, YES",
        "SAME, 5, 1, 3, 4, 8, NO",
        "VALID, 3, 1, 2, 7, 5, YES",
        "VALID, 2, 1, 4, 8, 5, NO",
        "VALID, 3, 2, 2, 8, 9, YES"
    })
    void dilatedConvolutionIsThatOfPlainLoops(
            Padding padding, int kernel, int stride, int dilation, int height, int width, Bias bias) {
        assertPlainLoops(padding, kernel, stride, dilation, height, width, bias);
    }

    private static void assertPlainLoops(
            Padding padding, int kernel, int stride, int dilation, int height, int width, Bias bias) {
        BlockRun run = new BlockRun(
                new Convolution(FILTERS, kernel, padding, bias)
                        .withStride(stride)
                        .withDilation(dilation),
                height,
                width,
                CHANNELS);
        int reach = (kernel - 1) * dilation + 1;
        INDArray x = BlockRun.randomInput(2, height, width, CHANNELS);
        INDArray y = run.run(x);
        int rows = positions(padding, reach, stride, height);
        int columns = positions(padding, reach, stride, width);
        assertArrayEquals(new long[] {rows, columns, FILTERS}, run.outputShape());
        assertArrayEquals(new long[] {2, rows, columns, FILTERS}, y.shape());
        INDArray w = run.parameters().parameter("b.weight");
        assertArrayEquals(new long[] {kernel, kernel, CHANNELS, FILTERS}, w.shape());
        int above = before(padding, reach, stride, height);
        int left = before(padding, reach, stride, width);
        for (int n = 0; n < 2; n++) {
            for (int h = 0; h < y.size(1); h++) {
                for (int v = 0; v < y.size(2); v++) {
                    for (int f = 0; f < FILTERS; f++) {
                        double b = bias == Bias.YES
                                ? run.parameters().parameter("b.bias").getDouble(f)
                                : 0;
                        assertEquals(
                                convolution(x, w, n, h * stride - above, v * stride - left, dilation, f) + b,
                                y.getDouble(n, h, v, f),
                                1e-10);
                    }
                }
            }
        }
        List<String> names = bias == Bias.YES ? List.of("unused", "b.weight", "b.bias") : List.of("unused", "b.weight");
        assertEquals(names, run.parameters().names());
    }

    @ParameterizedTest
    @EnumSource(Bias.class)
    void denseIsAMatrixProduct(Bias bias) {
        BlockRun run = new BlockRun(new Dense(FILTERS, bias), 4);
        INDArray x = BlockRun.randomInput(5, 4);
        INDArray y = run.run(x);
        assertArrayEquals(new long[] {FILTERS}, run.outputShape());
        INDArray w = run.parameters().parameter("b.weight");
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < FILTERS; j++) {
                double sum =
                        bias == Bias.YES ? run.parameters().parameter("b.bias").getDouble(j) : 0;
                for (int k = 0; k < 4; k++) {
                    sum += x.getDouble(i, k) * w.getDouble(k, j);
                }
                assertEquals(sum, y.getDouble(i, j), 1e-12);
            }
        }
    }

    @Test
    void flattenGoesRowByRow() {
        BlockRun run = new BlockRun(new Flatten(), 2, 3, 2);
        INDArray x = BlockRun.randomInput(4, 2, 3, 2);
        INDArray y = run.run(x);
        assertArrayEquals(new long[] {12}, run.outputShape());
        for (int n = 0; n < 4; n++) {
            for (int i = 0; i < 12; i++) {
                assertEquals(x.getDouble(n, i / 6, i / 2 % 3, i % 2), y.getDouble(n, i));
            }
        }
        assertEquals(x.reshape(4, 12), new BlockRun(new Flatten(), 12).run(x.reshape(4, 12)));
    }

    @Test
    void sequenceNamesItsBlocksByPosition() {
        BlockRun run = new BlockRun(Sequential.of(Dense.of(3), Activation.RELU, Dense.of(2)), 4);
        assertEquals(
                List.of("unused", "b.1.weight", "b.1.bias", "b.3.weight", "b.3.bias"),
                run.parameters().names());
        assertArrayEquals(new long[] {2}, run.outputShape());
    }
}
