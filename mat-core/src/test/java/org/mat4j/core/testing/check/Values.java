package org.mat4j.core.testing.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Double-precision arrays: made from a seed, and compared. */
public final class Values {

    private Values() {}

    /** Standard normal numbers. */
    public static INDArray normal(long seed, long... shape) {
        Random random = new Random(seed);
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }

    /** Uniform numbers in [low, high). */
    public static INDArray uniform(long seed, double low, double high, long... shape) {
        Random random = new Random(seed);
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < array.length(); i++) {
            array.putScalar(i, low + (high - low) * random.nextDouble());
        }
        return array;
    }

    /** Distinct numbers, at least 0.1 apart and 0.05 from 0, in random order: safe at kinks and for maxima. */
    public static INDArray distinct(long seed, long... shape) {
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        int length = (int) array.length();
        double[] values = new double[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            values[i] = 0.1 * (i - length / 2) + 0.05;
            int other = random.nextInt(i + 1);
            double swapped = values[other];
            values[other] = values[i];
            values[i] = swapped;
        }
        for (int i = 0; i < length; i++) {
            array.putScalar(i, values[i]);
        }
        return array;
    }

    /** Labels 0, 1, .., classes - 1, 0, 1, ... as rows of a one-hot matrix. */
    public static INDArray oneHot(int size, int classes) {
        INDArray array = Nd4j.create(DataType.DOUBLE, size, classes);
        for (int i = 0; i < size; i++) {
            array.putScalar(i, i % classes, 1.0);
        }
        return array;
    }

    /** The rows of a matrix. */
    public static double[][] rows(INDArray matrix) {
        double[][] rows = new double[(int) matrix.size(0)][(int) matrix.size(1)];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = matrix.getDouble(i, j);
            }
        }
        return rows;
    }

    /** All elements in row-major order. */
    public static double[] flat(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    /** Fails unless shapes agree and no element is further off than the tolerance times the largest expected one. */
    public static void assertClose(INDArray expected, INDArray actual, double tolerance, String what) {
        assertArrayEquals(expected.shape(), actual.shape(), () -> what + ": shape " + Arrays.toString(actual.shape()));
        assertClose(flat(expected), flat(actual), tolerance, what);
    }

    /** Fails unless no element is further off than the tolerance times the largest expected one. */
    public static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what + ": length");
        double scale =
                Math.max(1e-3, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], tolerance * scale, what + ": element " + i);
        }
    }
}
