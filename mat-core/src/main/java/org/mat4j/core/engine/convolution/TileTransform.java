package org.mat4j.core.engine.convolution;

import org.apache.commons.math3.linear.MatrixUtils;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The matrices of Winograd's algorithm for results of 4 x 4 and kernels of 3 x 3 (Lavin and Gray 2016, section 4.3), each
 * applied to the rows and to the columns of tiles. Polynomials are evaluated at 0, plus and minus the square roots of 1/2 and of 2,
 * and infinity: rounding errors are half of those of the paper's whole numbers.
 */
enum TileTransform {

    /** Of a tile of the image. */
    IMAGE(new double[][] {
        {1, 0, -2.5, 0, 1, 0},
        {0, -Root.TWO, -2, Root.TWO / 2, 1, 0},
        {0, Root.TWO, -2, -Root.TWO / 2, 1, 0},
        {0, -Root.TWO / 2, -0.5, Root.TWO, 1, 0},
        {0, Root.TWO / 2, -0.5, -Root.TWO, 1, 0},
        {0, 1, 0, -2.5, 0, 1}
    }),
    /** Of a kernel. */
    KERNEL(new double[][] {
        {1, 0, 0},
        {-2 / 3.0, -Root.TWO / 3, -1 / 3.0},
        {-2 / 3.0, Root.TWO / 3, -1 / 3.0},
        {1 / 6.0, Root.TWO / 6, 1 / 3.0},
        {1 / 6.0, -Root.TWO / 6, 1 / 3.0},
        {0, 0, 1}
    }),
    /** Of a kernel that is turned by 180 degrees. */
    TURNED_KERNEL(reversed(KERNEL.matrix)),
    /** Back to a tile of the result. */
    RESULT(new double[][] {
        {1, 1, 1, 1, 1, 0},
        {0, Root.TWO / 2, -Root.TWO / 2, Root.TWO, -Root.TWO, 0},
        {0, 0.5, 0.5, 2, 2, 0},
        {0, Root.TWO / 4, -Root.TWO / 4, 2 * Root.TWO, -2 * Root.TWO, 1}
    }),
    /** Of a tile of the result's gradient. */
    RESULT_GRADIENT(transposed(RESULT.matrix)),
    /** Back to a kernel's gradient. */
    KERNEL_GRADIENT(transposed(KERNEL.matrix));

    /** Constants of an enum are not known yet where its values are made. */
    private static final class Root {
        static final double TWO = Math.sqrt(2);
    }

    /** Elements of a transformed tile. */
    static final int ELEMENTS = 36;

    private final double[][] matrix;

    TileTransform(double[][] matrix) {
        this.matrix = matrix;
    }

    /** Rows and columns of a tile before it is transformed. */
    int columns() {
        return matrix[0].length;
    }

    /**
     * Records the transformation of n tiles: matrix tile matrix'.
     *
     * @param tiles n numbers for each element
     * @param between memory for rows * columns * n numbers
     * @param result n numbers for each element; may be in the memory of {@code tiles}
     */
    void record(Recorder calls, INDArray tiles, INDArray between, INDArray result) {
        int rows = matrix.length;
        int columns = columns();
        long n = tiles.length() / columns / columns;
        INDArray factor = calls.constant(
                this + " " + tiles.dataType(), () -> Nd4j.create(matrix).castTo(tiles.dataType()));
        INDArray half = Rows.shaped(between, rows, columns, n);
        INDArray whole = result.reshape('c', rows, rows, n);
        product(calls, factor, tiles.reshape('c', columns, columns * n), half.reshape('c', rows, columns * n));
        for (int i = 0; i < rows; i++) {
            product(calls, factor, half.slice(i), whole.slice(i));
        }
    }

    private static void product(Recorder calls, INDArray a, INDArray b, INDArray result) {
        calls.add("matmul", new INDArray[] {a, b}, new INDArray[] {result}, new long[] {0, 0, 0});
    }

    private static double[][] transposed(double[][] matrix) {
        return MatrixUtils.createRealMatrix(matrix).transpose().getData();
    }

    private static double[][] reversed(double[][] matrix) {
        double[][] result = new double[matrix.length][matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                result[i][j] = matrix[i][matrix[0].length - 1 - j];
            }
        }
        return result;
    }
}
