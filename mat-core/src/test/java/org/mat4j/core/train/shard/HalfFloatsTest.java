package org.mat4j.core.train.shard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The stated error of numbers in half precision, over all their sizes. */
class HalfFloatsTest {

    private static final int LENGTH = 20_000;

    private static double[] there(double[] values, DataType type) {
        INDArray array = Nd4j.createFromArray(values).reshape(1, values.length).castTo(type);
        INDArray back = HalfFloats.of(array).toArray();
        assertEquals(type, back.dataType());
        assertArrayEquals(array.shape(), back.shape());
        return back.reshape(values.length).toDoubleVector();
    }

    /** From the largest floats to near the smallest normal ones, each with numbers down to 1e-20 of it. */
    @ParameterizedTest
    @ValueSource(doubles = {3e38, 1, 1e-4, 1.999 * 0x1p-14, 1e-15})
    void noNumberIsOffByMoreThanIsSaid(double largest) {
        Random random = new Random(1);
        double[] values = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            double size = largest * Math.pow(10, -20 * random.nextDouble());
            values[i] = (float) (random.nextBoolean() ? size : -size);
        }
        values[0] = (float) largest;
        values[1] = 0;
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
            double[] back = there(values, type);
            for (int i = 0; i < LENGTH; i++) {
                double bound = Math.max(Math.abs(values[i]) * 0x1p-11, largest * 0x1p-39);
                assertEquals(values[i], back[i], bound, "number " + i);
            }
        }
    }

    /** Numbers of eleven bits are exact; what lies in the middle between two goes to the even one. */
    @Test
    void roundsToTheNearest() {
        double[] values = {1, -1.5, 2047, 1 + 0x1p-11, 1 + 3 * 0x1p-11, 1 + 0x1p-11 + 0x1p-20};
        double[] expected = {1, -1.5, 2047, 1, 1 + 0x1p-9, 1 + 0x1p-10};
        double[] back = there(values, DataType.FLOAT);
        for (int i = 0; i < values.length; i++) {
            assertEquals(expected[i], back[i], "number " + i);
        }
    }

    @Test
    void whatIsNotFiniteArrivesAsNanAndLeavesTheOthersAlone() {
        double[] back = there(
                new double[] {Double.NaN, 0.5, Double.POSITIVE_INFINITY, -3, Double.NEGATIVE_INFINITY}, DataType.FLOAT);
        assertTrue(Double.isNaN(back[0]) && Double.isNaN(back[2]) && Double.isNaN(back[4]));
        assertEquals(0.5, back[1]);
        assertEquals(-3, back[3]);
    }

    @Test
    void zerosStayZeros() {
        for (double value : there(new double[10], DataType.FLOAT)) {
            assertEquals(0, value);
        }
    }
}
