package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.direction.Norm;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The median distance to the nearest example of another class, worked out by hand. */
class ClassDistanceTest {

    /** Of class 0 at (0, 0) and (0, 1); of class 1 at (3, 4), (3, 1) and (10, 0). */
    private static final INDArray POINTS = Nd4j.create(new float[][] {{0, 0}, {0, 1}, {3, 4}, {3, 1}, {10, 0}});

    private static final int[] LABELS = {0, 0, 1, 1, 1};

    @Test
    void isTheMedianOverTheExamples() {
        // L2: sqrt(10), 3, sqrt(18), 3, 10. L-infinity: 3, 3, 3, 3, 10.
        assertEquals(
                Math.sqrt(10), ClassDistance.median(POINTS, LABELS, Norm.L2).orElseThrow(), 1e-6);
        assertEquals(3, ClassDistance.median(POINTS, LABELS, Norm.L_INFINITY).orElseThrow(), 1e-6);
    }

    @Test
    void anEvenNumberOfExamplesHasTheMeanOfTheTwoInTheMiddle() {
        INDArray four = Nd4j.create(new float[][] {{0}, {1}, {3}, {8}});

        // 3, 2, 2, 7.
        assertEquals(
                2.5, ClassDistance.median(four, new int[] {0, 0, 1, 1}, Norm.L2).orElseThrow(), 1e-6);
    }

    @Test
    void oneClassHasNone() {
        assertEquals(OptionalDouble.empty(), ClassDistance.median(POINTS, new int[5], Norm.L2));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ClassDistance.median(POINTS, new int[4], Norm.L2))
                .getMessage();
        assertTrue(message.contains("number of labels is 4"), message);
    }
}
