package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LogitsRatioTest {
    /** Loss, and its gradient to the logits, for one example. */
    private static double[][] of(double[] logits, int label, int target) {
        int m = logits.length;
        SameDiff graph = SameDiff.create();
        SDVariable o = graph.placeHolder("o", DataType.DOUBLE, -1, m);
        SDVariable y = graph.placeHolder("y", DataType.DOUBLE, -1, m);
        SDVariable t = graph.placeHolder("t", DataType.DOUBLE, -1, m);
        SDVariable loss = LogitsRatio.of(o, y, t, m);
        SDVariable gradient = Gradients.of(loss.sum()).withRespectTo(o).get(0);
        try (GraphProgram program = new GraphProgram(graph, List.of(loss.name(), gradient.name()))) {
            Map<String, INDArray> out = program.run(
                    Map.of("o", Nd4j.createFromArray(new double[][] {logits}), "y", row(m, label), "t", row(m, target)),
                    0);
            return new double[][] {Values.flat(out.get(loss.name())), Values.flat(out.get(gradient.name()))};
        }
    }

    private static INDArray row(int m, int k) {
        INDArray row = Nd4j.zeros(DataType.DOUBLE, 1, m);
        row.putScalar(0, k, 1);
        return row;
    }

    @Test
    void comparesTwoLogitsByTheScaleOfThree() {
        // Sorted 7, 5, 3, 1, -2: the scale is 7 - (3 + 1) / 2 = 5.
        double[][] found = of(new double[] {3, 7, -2, 1, 5}, 1, 0);
        assertEquals(-4.0 / 5, found[0][0], 1e-12);
        double[] expected = {1.0 / 5 - 0.5 * 4 / 25, -1.0 / 5 + 4.0 / 25, 0, -0.5 * 4 / 25, 0};
        assertArrayEquals(expected, found[1], 1e-12);
    }

    @Test
    void equalLogitsHaveARankEach() {
        assertEquals(-4.0 / 4, of(new double[] {3, 7, 3, 3}, 1, 2)[0][0], 1e-12);
        assertEquals(0, of(new double[] {5, 5, 5, 5}, 1, 2)[0][0], 1e-12);
        assertEquals(-2.0 / 3.5, of(new double[] {7, 7, 5, 2}, 0, 2)[0][0], 1e-12);
    }

    @Test
    void fewClassesHaveARatioToo() {
        assertEquals(-4.0 / 6, of(new double[] {3, 7, 1}, 1, 0)[0][0], 1e-12);
        double[][] two = of(new double[] {3, 7}, 1, 0);
        assertEquals(-4, two[0][0], 1e-12);
        assertArrayEquals(new double[] {1, -1}, two[1], 1e-12);
    }
}
