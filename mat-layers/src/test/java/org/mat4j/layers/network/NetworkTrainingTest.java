package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.ParameterRates;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingConfigBuilder;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.layers.block.BatchNormalization;
import org.mat4j.layers.block.Normalization;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Dropout and batch normalization of a network in real trainings. */
class NetworkTrainingTest {

    private static final ImageInput TASK = new ImageInput(12, 13, 1, 3);
    private static final int EXAMPLES = 12;
    private static final DataSet BATCH = batch();
    private static final INDArray UNLABELED = images(9);

    private static ConvNetBuilder builder() {
        return ConvNet.convSmall(3).with().input(TASK).logitNormalization(Normalization.BATCH);
    }

    private static INDArray images(int seed) {
        Nd4j.getRandom().setSeed(seed);
        return Nd4j.rand(DataType.DOUBLE, EXAMPLES, TASK.height(), TASK.width(), TASK.channels());
    }

    private static DataSet batch() {
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, EXAMPLES, 3);
        for (int i = 0; i < EXAMPLES; i++) {
            labels.putScalar(i, i % 3, 1);
        }
        return new DataSet(images(5), labels);
    }

    private static TrainingConfigBuilder config() {
        return TrainingConfig.builder().updates(4).dataType(DataType.DOUBLE);
    }

    /** What each update reports while the parameters stay as they are. */
    private static List<UpdateReport> standingStill(ConvNet network, Method method) {
        List<UpdateReport> reports = new ArrayList<>();
        TrainingConfig config =
                config().method(method).updater(new Sgd(Float.MIN_NORMAL)).build();
        Trainer.builder(network)
                .config(config)
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        reports.add(report);
                    }
                })
                .build()
                .fit(new ViewIterator(BATCH, EXAMPLES), () -> UNLABELED)
                .close();
        return reports;
    }

    private static List<Double> losses(double dropoutRate) {
        return standingStill(builder().dropoutRate(dropoutRate).build(), Methods.baseline()).stream()
                .map(UpdateReport::loss)
                .toList();
    }

    @Test
    void eachUpdateDrawsNewMasks() {
        List<Double> losses = losses(0.5);
        assertEquals(4, losses.stream().distinct().count(), losses.toString());
        assertEquals(losses, losses(0.5), "the same seed draws the same masks");
        assertEquals(1, losses(0).stream().distinct().count(), "without dropout all updates are alike");
    }

    /** Were the masks of its two passes different, the divergence would be large whatever the perturbation. */
    @Test
    void aPerturbationOfNearlyZeroChangesNothing() {
        ConvNet network = builder().build();
        for (UpdateReport report : standingStill(network, Methods.rpt(1e-7))) {
            assertEquals(0, divergence(report), 1e-10);
        }
        for (UpdateReport report : standingStill(network, Methods.rpt(1))) {
            assertNotEquals(0, divergence(report), 1e-6);
        }
    }

    private static double divergence(UpdateReport report) {
        return report.terms().get(new OutputDivergence().name());
    }

    private static double[] values(TrainedModel model, String name) {
        return model.classifier()
                .graph()
                .getVariable(name)
                .getArr()
                .dup()
                .data()
                .asDouble();
    }

    /** Fine-tuning with all frozen starts from the running statistics, keeps them, and normalizes by them. */
    @Test
    void fineTuningWithAllFrozenChangesNoPrediction() {
        ViewIterator data = new ViewIterator(BATCH, EXAMPLES);
        TrainingConfigBuilder config = config().method(Methods.mat(2));
        try (TrainedModel learned = Trainer.builder(builder().build())
                        .config(config.build())
                        .build()
                        .fit(data);
                TrainedModel tuned = Trainer.builder(builder().build())
                        .config(config.rates(ParameterRates.EQUAL.freeze("*")).build())
                        .from(learned)
                        .build()
                        .fit(data)) {
            INDArray x = BATCH.getFeatures();
            assertEquals(learned.classifier().logits(x), tuned.classifier().logits(x));
        }
    }

    @Test
    void inferenceNormalizesTheLogitsByTheRunningStatistics() {
        try (TrainedModel model = Trainer.builder(builder().build())
                .config(config().method(Methods.mat(2)).build())
                .build()
                .fit(new ViewIterator(BATCH, EXAMPLES), () -> UNLABELED)) {
            INDArray x = BATCH.getFeatures();
            Classifier.Prediction prediction = model.classifier().predict(x);
            double[] weight = values(model, "head.weight");
            double[] bias = values(model, "head.bias");
            double[] gamma = values(model, "head.normalization.gamma");
            double[] beta = values(model, "head.normalization.beta");
            double[] mean = values(model, "head.normalization.mean");
            double[] variance = values(model, "head.normalization.variance");
            for (int k = 0; k < 3; k++) {
                assertTrue(mean[k] != 0 && variance[k] != 1 && gamma[k] != 1 && beta[k] != 0, "training moves them");
            }
            for (int n = 0; n < EXAMPLES; n++) {
                double[] latent = prediction.latent().getRow(n).toDoubleVector();
                double[] expected = new double[3];
                for (int k = 0; k < 3; k++) {
                    double logit = bias[k];
                    for (int c = 0; c < latent.length; c++) {
                        logit += latent[c] * weight[3 * c + k];
                    }
                    expected[k] =
                            gamma[k] * (logit - mean[k]) / Math.sqrt(variance[k] + BatchNormalization.DEFAULT_EPSILON)
                                    + beta[k];
                }
                assertArrayEquals(expected, prediction.logits().getRow(n).toDoubleVector(), 1e-9);
            }
            INDArray alone = x.dup().slice(4).reshape(1, TASK.height(), TASK.width(), TASK.channels());
            assertArrayEquals(
                    prediction.logits().getRow(4).toDoubleVector(),
                    model.classifier().predict(alone).logits().getRow(0).toDoubleVector(),
                    1e-12,
                    "an example alone");
        }
    }
}
