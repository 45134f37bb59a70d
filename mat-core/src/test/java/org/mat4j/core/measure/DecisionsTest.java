package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.mat4j.core.model.DecisionRule;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class DecisionsTest {

    private static final DataSet VALIDATION = Blobs.batch(120, 4, 3, 91);

    @Test
    void choosesTheTemperatureOfTheSmallestCrossEntropy() {
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.DOUBLE, 5)) {
            double chosen = Decisions.fit(model, Batches.of(noisy()), 0.1)
                    .decisionRule()
                    .temperature();
            double best = crossEntropy(model, chosen);
            for (double other = 0.05; other < 50; other *= 1.05) {
                assertTrue(crossEntropy(model, other) >= best - 1e-12, "temperature " + other);
            }
        }
    }

    /** Every fifth label is another one, so that no temperature near 0 is best. */
    private static DataSet noisy() {
        DataSet noisy = VALIDATION.copy();
        for (int i = 0; i < 120; i += 5) {
            int label = noisy.getLabels().getRow(i).argMax().getInt(0);
            noisy.getLabels().putScalar(i, label, 0);
            noisy.getLabels().putScalar(i, (label + 1) % 3, 1);
        }
        return noisy;
    }

    private static double crossEntropy(TrainedModel model, double temperature) {
        DataSet data = noisy();
        double[][] logits =
                model.classifier().predict(data.getFeatures()).logits().toDoubleMatrix();
        int[] labels = data.getLabels().argMax(1).toIntVector();
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double total = 0;
            for (double o : logits[i]) {
                total += Math.exp(o / temperature);
            }
            sum += Math.log(total) - logits[i][labels[i]] / temperature;
        }
        return sum / logits.length;
    }

    @Test
    void callsNoMoreThanTheGivenShareForeign() {
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.DOUBLE, 5)) {
            double[] scores = Arrays.stream(model.classifier()
                            .predict(VALIDATION.getFeatures())
                            .latent()
                            .toDoubleMatrix())
                    .mapToDouble(z -> -model.mixture().logMixtureDensity(z))
                    .toArray();
            for (double rate : new double[] {0, 0.05, 0.5}) {
                DecisionRule rule =
                        Decisions.fit(model, Batches.of(noisy()), rate).decisionRule();
                long foreign = Arrays.stream(scores)
                        .filter(score -> score > rule.foreignAbove())
                        .count();
                assertEquals(Math.floor(rate * 120), foreign, "rate " + rate);
                assertEquals(rate, rule.foreignRate());
            }
            assertRefused(() -> Decisions.fit(model, Batches.of(noisy()), 1), "rate of foreign examples is 1.0");
            assertRefused(() -> Decisions.fit(model, Batches.of(), 0.1), "number of examples");
        }
    }
}
