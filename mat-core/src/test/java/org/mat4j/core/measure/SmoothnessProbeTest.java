package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.Weight;
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
        PerturbedLosses terms = new PerturbedLosses(List.of(
                new Objective.Term<>(new OutputDivergence(), Weight.of(3)),
                new Objective.Term<>(new SquaredDifference(), Weight.ONE)));
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
    void refusesALossThatReadsLabels() {
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 1)) {
            PerturbedLosses labeled = PerturbedLosses.of(new AdversarialCrossEntropy());
            assertRefused(() -> new SmoothnessProbe(model, labeled), "AdversarialCrossEntropy");
        }
    }
}
