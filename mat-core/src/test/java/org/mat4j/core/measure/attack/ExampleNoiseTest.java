package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ExampleNoiseTest {

    private static final int N = 4000;
    private static final int D = 3;
    private static final long[] NUMBERS = LongStream.range(0, N).toArray();

    private static double[][] rows(Norm norm, boolean sphere) {
        ExampleNoise noise = new ExampleNoise(7, 1);
        INDArray like = Nd4j.zeros(DataType.DOUBLE, N, D);
        return Values.rows(sphere ? noise.onSphere(norm, NUMBERS, like) : noise.inBall(norm, NUMBERS, like));
    }

    private static double size(Norm norm, double[] r) {
        double squares = 0;
        double largest = 0;
        for (double value : r) {
            squares += value * value;
            largest = Math.max(largest, Math.abs(value));
        }
        return norm == Norm.L2 ? Math.sqrt(squares) : largest;
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void hasNorm1AndNoPreferredDirection(Norm norm) {
        double[] mean = new double[D];
        double[] square = new double[D];
        for (double[] r : rows(norm, true)) {
            assertEquals(1, size(norm, r), 1e-12);
            for (int j = 0; j < D; j++) {
                mean[j] += r[j] / N;
                square[j] += r[j] * r[j] / N;
            }
        }
        for (int j = 0; j < D; j++) {
            assertEquals(0, mean[j], 0.06);
            assertEquals(norm == Norm.L2 ? 1.0 / D : 1, square[j], 0.03);
        }
    }

    /** The share of a uniform ball within size s is s^d. */
    @ParameterizedTest
    @EnumSource(Norm.class)
    void fillsTheBallEvenly(Norm norm) {
        int inner = 0;
        for (double[] r : rows(norm, false)) {
            double size = size(norm, r);
            assertTrue(size <= 1, "size " + size);
            inner += size < 0.7 ? 1 : 0;
        }
        assertEquals(0.343, inner / (double) N, 0.03);
    }

    @Test
    void dependsOnSeedStreamAndNumberAlone() {
        INDArray like = Nd4j.zeros(DataType.FLOAT, 2, 2, 3);
        INDArray both = new ExampleNoise(1, 2).onSphere(Norm.L2, new long[] {8, 9}, like);
        assertEquals(
                both.slice(1),
                new ExampleNoise(1, 2)
                        .onSphere(Norm.L2, new long[] {9}, like.slice(0).reshape(1, 2, 3))
                        .slice(0));
        assertNotEquals(both.slice(0), both.slice(1));
        assertNotEquals(both, new ExampleNoise(2, 2).onSphere(Norm.L2, new long[] {8, 9}, like));
        assertNotEquals(both, new ExampleNoise(1, 3).onSphere(Norm.L2, new long[] {8, 9}, like));
        assertEquals(DataType.FLOAT, both.dataType());
    }
}
