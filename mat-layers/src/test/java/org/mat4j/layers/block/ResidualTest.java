package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

class ResidualTest {

    @Test
    void addsTheBranchToTheInput() {
        BlockRun run = new BlockRun(Residual.of(Sequential.of(Dense.of(3), Activation.RELU)), 3);
        INDArray x = BlockRun.randomInput(4, 3);
        INDArray y = run.run(x);
        assertArrayEquals(new long[] {3}, run.outputShape());
        assertEquals(
                List.of("unused", "b.branch.1.weight", "b.branch.1.bias"),
                run.parameters().names());
        INDArray w = run.parameters().parameter("b.branch.1.weight");
        INDArray bias = run.parameters().parameter("b.branch.1.bias");
        for (int n = 0; n < 4; n++) {
            for (int j = 0; j < 3; j++) {
                double sum = bias.getDouble(j);
                for (int i = 0; i < 3; i++) {
                    sum += x.getDouble(n, i) * w.getDouble(i, j);
                }
                assertEquals(x.getDouble(n, j) + Math.max(sum, 0), y.getDouble(n, j), 1e-12);
            }
        }
    }

    @Test
    void addsTheBranchToAProjection() {
        Block branch = Sequential.of(new AveragePooling(2), new Convolution(5, 1, Padding.SAME, Bias.NO));
        Block shortcut = new Convolution(5, 1, Padding.SAME, Bias.NO).withStride(2);
        BlockRun run = new BlockRun(new Residual(branch, shortcut), 4, 6, 2);
        INDArray x = BlockRun.randomInput(3, 4, 6, 2);
        INDArray y = run.run(x);
        assertArrayEquals(new long[] {2, 3, 5}, run.outputShape());
        INDArray w = run.parameters().parameter("b.branch.2.weight");
        INDArray p = run.parameters().parameter("b.shortcut.weight");
        for (int n = 0; n < 3; n++) {
            for (int h = 0; h < 2; h++) {
                for (int v = 0; v < 3; v++) {
                    for (int f = 0; f < 5; f++) {
                        double sum = 0;
                        for (int c = 0; c < 2; c++) {
                            sum += x.getDouble(n, 2 * h, 2 * v, c) * p.getDouble(0, 0, c, f);
                            for (int i = 0; i < 4; i++) {
                                sum += x.getDouble(n, 2 * h + i / 2, 2 * v + i % 2, c) / 4 * w.getDouble(0, 0, c, f);
                            }
                        }
                        assertEquals(sum, y.getDouble(n, h, v, f), 1e-12);
                    }
                }
            }
        }
    }
}
