package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.direction.Direction;
import org.mat4j.core.method.direction.Norm;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which sizes and steps of perturbations are told not to fit the data. */
class PerturbationAdviceTest {

    /** Two classes, 3 apart under L2 and L-infinity. */
    private static final INDArray POINTS = Nd4j.create(new float[][] {{0, 0}, {0, 1}, {3, 0}, {3, 1}});

    private static final int[] LABELS = {0, 0, 1, 1};

    private static Optional<String> on(double epsilon) {
        return Advice.onEpsilon(new Direction.Size(Norm.L2, epsilon), POINTS, LABELS);
    }

    @Test
    void whatReachesAnotherClassOrChangesNothingIsTold() {
        for (String part : List.of("epsilon 3.01", "larger than", "distance 3.00 (l2)", "is 0.750")) {
            assertTrue(on(3.01).orElseThrow().contains(part), part + " in " + on(3.01));
        }
        assertTrue(on(0.03).orElseThrow().contains("a hundredth or less"), on(0.03).orElseThrow());
    }

    @Test
    void whatFitsOrCannotBeToldIsNot() {
        assertEquals(Optional.empty(), on(3));
        assertEquals(Optional.empty(), on(0.0301));
        assertEquals(
                Optional.empty(), Advice.onEpsilon(new Direction.Size(Norm.L2, 9), POINTS, new int[] {1, 1, 1, 1}));
    }

    /** A step of xi in one of four directions of equal length has components of half of it. */
    @Test
    void aStepBelowTheLastDigitIsTold() {
        INDArray x = Nd4j.create(new float[][] {{0, 1, -4, 2}});
        double digit = Math.ulp(4f);
        String told = Advice.onXi(1.9 * digit, x).orElseThrow();
        for (String part : List.of("xi 9.06e-07", "FLOAT", "up to 4.00", "by default it is 0.01")) {
            assertTrue(told.contains(part), part + " in " + told);
        }
        assertEquals(Optional.empty(), Advice.onXi(2.1 * digit, x));
        assertEquals(Optional.empty(), Advice.onXi(1.9 * digit, x.castTo(DataType.DOUBLE)));
    }

    @Test
    void aMethodIsToldOfBoth() {
        List<String> told =
                Advice.onPerturbation(Methods.mat(50).xi(1e-9), Nd4j.ones(DataType.FLOAT, 2, 2), new int[] {0, 0});
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).contains("xi 1.00e-09"), told.toString());
        assertEquals(
                2,
                Advice.onPerturbation(Methods.mat(50).xi(1e-9), POINTS, LABELS).size());
        assertEquals(List.of(), Advice.onPerturbation(Methods.baseline(), POINTS, LABELS));
    }

    @Test
    void methodsThatPerturbByOneSizeSayIt() {
        assertEquals(
                Optional.of(new Direction.Size(Norm.L2, 0.5)),
                Methods.mat(0.5)
                        .objective()
                        .perturbation()
                        .orElseThrow()
                        .direction()
                        .size());
        assertEquals(
                Optional.of(new Direction.Size(Norm.L_INFINITY, 0.1)),
                Methods.matPgd(Norm.L_INFINITY, 0.1)
                        .objective()
                        .perturbation()
                        .orElseThrow()
                        .direction()
                        .size());
    }
}
