package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Trainings on labels that are probabilities. */
class SoftLabelTrainingTest {

    private static final int CLASSES = 3;
    private static final Network NETWORK = TestNetwork.dense(4, 2, CLASSES);

    private static TrainingConfigBuilder config(LabelForm form) {
        return TrainingConfig.builder()
                .method(Methods.mat(0.5))
                .updater(new Adam(0.02))
                .labelForm(form);
    }

    /** Each example mixed with the next one of its batch, by a share in [0, 1). */
    private static DataSet mixed(int n, long seed) {
        DataSet whole = Blobs.batch(n, 4, CLASSES, seed);
        Random random = new Random(seed);
        List<INDArray> x = new ArrayList<>();
        List<INDArray> y = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double share = random.nextDouble();
            int next = (i + 1) % n;
            x.add(mix(whole.getFeatures(), i, next, share));
            y.add(mix(whole.getLabels(), i, next, share));
        }
        return new DataSet(Nd4j.vstack(x), Nd4j.vstack(y));
    }

    private static INDArray mix(INDArray rows, int i, int next, double share) {
        return rows.getRow(i, true).mul(share).addi(rows.getRow(next, true).mul(1 - share));
    }

    @Test
    void mixedExamplesTeachTheClassesApart() {
        List<DataSet> batches = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batches.add(mixed(30, i));
        }
        Batches labeled = Batches.of(batches);
        TrainingConfig config = config(LabelForm.PROBABILITIES).updates(150).build();
        Trainer trainer = Trainer.builder(NETWORK).config(config).build();
        try (TrainedModel model = trainer.fit(labeled, Batches.of(Blobs.batch(90, 4, CLASSES, 77)))) {
            double error = model.classifier().errorPercent(Batches.of(Blobs.batch(300, 4, CLASSES, 78)));
            assertTrue(error < 5, "error " + error);
            assertEquals("PROBABILITIES", model.info().training().get("labelForm"));
            assertMeansAreWeighted(model, batches);
        }
    }

    /** The saved mixture is that of all examples, weighted by their labels. */
    private static void assertMeansAreWeighted(TrainedModel model, List<DataSet> batches) {
        double[][] sums = new double[CLASSES][2];
        double[] weights = new double[CLASSES];
        for (DataSet batch : batches) {
            double[][] latents =
                    Values.rows(model.classifier().predict(batch.getFeatures()).latent());
            double[][] labels = Values.rows(batch.getLabels());
            for (int i = 0; i < latents.length; i++) {
                for (int k = 0; k < CLASSES; k++) {
                    weights[k] += labels[i][k];
                    sums[k][0] += labels[i][k] * latents[i][0];
                    sums[k][1] += labels[i][k] * latents[i][1];
                }
            }
        }
        for (int k = 0; k < CLASSES; k++) {
            double[] expected = {sums[k][0] / weights[k], sums[k][1] / weights[k]};
            assertArrayEquals(expected, model.mixture().mean(k), 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"AT_L2", "AT_L_INFINITY", "AT_PGD"})
    void ofClassesItIsTheSameTraining(MethodType type) {
        TrainingConfigBuilder config = config(LabelForm.ONE_HOT).method(TestMethods.of(type));
        assertEquals(
                parameters(config.build()),
                parameters(config.labelForm(LabelForm.PROBABILITIES).build()));
    }

    private static INDArray parameters(TrainingConfig config) {
        try (TrainingStep step = TrainingStep.supervised(NETWORK, config)) {
            for (int i = 0; i < 3; i++) {
                step.run(Blobs.batch(12, 4, CLASSES, i));
            }
            return step.parameters().flat().dup();
        }
    }

    @Test
    void theLossIsThatOfTheProbabilities() {
        TrainingConfig config =
                config(LabelForm.PROBABILITIES).method(Methods.baseline()).build();
        DataSet batch = mixed(12, 1);
        try (TrainingStep step = TrainingStep.supervised(NETWORK, config);
                TrainedModel before = trained(step)) {
            double[][] logits = Values.rows(before.classifier().logits(batch.getFeatures()));
            double[][] labels = Values.rows(batch.getLabels());
            double sum = 0;
            for (int i = 0; i < logits.length; i++) {
                double all = Math.exp(logits[i][0]) + Math.exp(logits[i][1]) + Math.exp(logits[i][2]);
                for (int k = 0; k < CLASSES; k++) {
                    sum -= labels[i][k] * (logits[i][k] - Math.log(all)) / logits.length;
                }
            }
            assertEquals(sum, step.run(batch).loss(), 1e-6);
        }
    }

    private static TrainedModel trained(TrainingStep step) {
        step.run(mixed(12, 9));
        return step.model();
    }

    @Test
    void badRowsAreNamed() {
        DataSet batch = mixed(6, 1);
        batch.getLabels().putRow(4, Nd4j.createFromArray(0.5f, 0.25f, 0f));
        TrainingConfig soft = config(LabelForm.PROBABILITIES).build();
        try (TrainingStep step = TrainingStep.supervised(NETWORK, soft)) {
            assertRefused(() -> step.run(batch), "example 4", "[0.5, 0.25, 0.0]", "whose sum is 1, not 0.75");
        }
        try (TrainingStep step =
                TrainingStep.supervised(NETWORK, config(LabelForm.ONE_HOT).build())) {
            assertRefused(() -> step.run(mixed(6, 1)), "example 0", "exactly one 1 among zeros", "labelForm");
        }
    }

    /** An error is a class, so that validation data has classes. */
    @Test
    void validationDataHasClasses() {
        TrainingConfig config = config(LabelForm.PROBABILITIES).updates(1).build();
        Trainer trainer = Trainer.builder(NETWORK).config(config).build();
        assertRefused(
                () -> trainer.fit(Batches.of(mixed(6, 1)), Batches.of(mixed(6, 2))), "example 0", "exactly one 1");
    }

    @Test
    void aCurriculumCannotTurnToALabel() {
        TrainingConfig config = config(LabelForm.PROBABILITIES).build();
        try (TrainingStep step = TrainingStep.supervised(NETWORK, config)) {
            assertRefused(() -> step.method(TestMethods.of(MethodType.AT_PGD)), "'at-pgd'", "follows no label");
        }
    }
}
