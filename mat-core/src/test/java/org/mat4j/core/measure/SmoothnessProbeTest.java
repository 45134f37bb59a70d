package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.method.loss.SquaredDifference;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class SmoothnessProbeTest {

    /** The weights act on the direction, not on the sums. */
    @Test
    void sumsTheDivergencesAtThePerturbedInput() {
        INDArray x = Values.normal(1, 5, 4);
        INDArray r = Values.normal(2, 5, 4);
        List<SmoothnessProbe.Term> terms = List.of(
                new SmoothnessProbe.Term(new OutputDivergence(), 3),
                new SmoothnessProbe.Term(new SquaredDifference(), 1));
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.DOUBLE, 5);
                SmoothnessProbe probe = new SmoothnessProbe(model, terms)) {
            double[][] a = Values.rows(model.classifier().predict(x).logits());
            double[][] b = Values.rows(model.classifier().predict(x.add(r)).logits());
            double[] expected = new double[2];
            for (int i = 0; i < 5; i++) {
                expected[0] += NaiveLosses.kullbackLeibler(a[i], b[i]);
                expected[1] += NaiveLosses.squaredDifference(a[i], b[i]);
            }
            SmoothnessProbe.Point point = probe.at(x);
            assertArrayEquals(expected, point.sums(r), 1e-9);
            assertEquals(r, point.worstDirection(r, 1e-2, 0));
        }
    }

    @Test
    void refusesBadTerms() {
        assertEquals(
                "'adversarial_cross_entropy' reads labels; expected a divergence that needs none",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SmoothnessProbe.Term(new AdversarialCrossEntropy(), 1))
                        .getMessage());
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals(
                    "the weight of 'output_divergence' is " + bad + "; expected a positive, finite number",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> new SmoothnessProbe.Term(new OutputDivergence(), bad))
                            .getMessage());
        }
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 1)) {
            assertEquals(
                    "the smoothness has no terms; expected at least one divergence",
                    assertThrows(IllegalArgumentException.class, () -> new SmoothnessProbe(model, List.of()))
                            .getMessage());
        }
    }
}
