package org.mat4j.core.method.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MarginTest {

    private static final int LABEL = 1;

    /** The margin's value, then its gradient to the logits. */
    private static double[] run(DataType type, double... logits) {
        SameDiff graph = SameDiff.create();
        INDArray row = Nd4j.createFromArray(new double[][] {logits}).castTo(type);
        SDVariable o = graph.var("logits", row);
        INDArray label = Nd4j.zeros(type, 1, logits.length).putScalar(LABEL, 1);
        SDVariable margin = Margin.of(o, graph.constant(label));
        SDVariable gradient = Gradients.of(margin.sum()).withRespectTo(o).get(0);
        try (GraphProgram program = new GraphProgram(graph, List.of(margin.name(), gradient.name()))) {
            Map<String, INDArray> values = program.run(Map.of(), 0);
            double[] result = new double[logits.length + 1];
            result[0] = values.get(margin.name()).getDouble(0);
            double[] slopes = Values.flat(values.get(gradient.name()).castTo(DataType.DOUBLE));
            System.arraycopy(slopes, 0, result, 1, slopes.length);
            return result;
        }
    }

    @Test
    void theCrossEntropyIsAFunctionOfIt() {
        double[] logits = {0.3, -1.2, 2.5, 0.9};
        double margin = run(DataType.DOUBLE, logits)[0];
        assertEquals(NaiveLosses.crossEntropy(logits, LABEL), Math.log1p(Math.exp(margin)), 1e-14);
    }

    /** However far the true class leads, the gradient is -1 for it and the softmax of the others for them. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 0", "FLOAT, 17", "FLOAT, 30", "FLOAT, 100", "FLOAT, 3000", "DOUBLE, 30", "DOUBLE, 3000"})
    void itsGradientNeverSaturates(DataType type, double lead) {
        double[] actual = run(type, 1, 2 + lead, 2, 0.5);
        double[] others = NaiveLosses.softmax(new double[] {1, 2, 0.5});
        double[] expected = {others[0], -1, others[1], others[2]};
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], actual[k + 1], 1e-6, "logit " + k);
        }
        assertTrue(actual[0] < 1 - lead, "the margin is " + actual[0]);
    }

    @Test
    void ofTwoClassesItIsTheirDifference() {
        assertEquals(-3.5, run(DataType.FLOAT, -2, 1.5)[0], 1e-6);
    }
}
