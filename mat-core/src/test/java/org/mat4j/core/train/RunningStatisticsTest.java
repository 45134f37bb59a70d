package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Running statistics follow the clean labeled batch alone, and inference uses them; so does unlabeled data its part. */
class RunningStatisticsTest {

    private static final TestNetwork NETWORK = TestNetwork.batchNorm(4, 3);
    private static final DataSet BATCH = Blobs.batch(9, 4, 3, 1);
    private static final double[][] X = BATCH.getFeatures().toDoubleMatrix();

    private static Trainer trainer(MethodType method, int updates) {
        return trainer(method, updates, StatisticsDecay.CONSTANT);
    }

    private static Trainer trainer(MethodType method, int updates, StatisticsDecay decay) {
        return Trainer.builder(NETWORK)
                .config(TrainingConfig.builder()
                        .method(TestMethods.of(method))
                        .updates(updates)
                        .statisticsDecay(decay)
                        .build())
                .build();
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

    private static double[] mean() {
        double[] mean = new double[4];
        for (double[] row : X) {
            for (int j = 0; j < 4; j++) {
                mean[j] += row[j] / X.length;
            }
        }
        return mean;
    }

    private static double[] variance() {
        double[] mean = mean();
        double[] variance = new double[4];
        for (double[] row : X) {
            for (int j = 0; j < 4; j++) {
                variance[j] += Math.pow(row[j] - mean[j], 2) / X.length;
            }
        }
        return variance;
    }

    /** The input itself is normalized, so its statistics stay and the moving average is known. */
    private static void assertFollow(MethodType method, int updates, StatisticsDecay decay, double old) {
        try (TrainedModel model = trainer(method, updates, decay).fit(Batches.of(BATCH))) {
            double[] mean = Arrays.stream(mean()).map(m -> (1 - old) * m).toArray();
            double[] variance =
                    Arrays.stream(variance()).map(v -> old + (1 - old) * v).toArray();
            assertArrayEquals(mean, values(model, "mean"), 1e-5);
            assertArrayEquals(variance, values(model, "variance"), 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MethodType.class,
            names = {"BASELINE", "MAT", "AT_L2"})
    void followTheCleanBatch(MethodType method) {
        for (int updates : new int[] {1, 5, 60}) {
            assertFollow(method, updates, StatisticsDecay.CONSTANT, Math.pow(TestNetwork.DECAY, updates));
        }
    }

    @Test
    void byDefaultTheInitialOnesAreSoonForgotten() {
        assertEquals(
                StatisticsDecay.RISING,
                TrainingConfig.builder()
                        .method(TestMethods.of(MethodType.MAT))
                        .build()
                        .statisticsDecay());
        double old = 1;
        for (int update = 0; update < 12; update++) {
            old *= Math.min(TestNetwork.DECAY, (1.0 + update) / (10.0 + update));
            assertFollow(MethodType.BASELINE, update + 1, StatisticsDecay.RISING, old);
        }
        assertTrue(old < 1e-4, "share of the initial statistics: " + old);
    }

    @Test
    void inferenceNormalizesByThem() {
        try (TrainedModel model = trainer(MethodType.MAT, 5).fit(Batches.of(BATCH))) {
            double[] mean = values(model, "mean");
            double[] variance = values(model, "variance");
            double[] gamma = values(model, "gamma");
            double[] beta = values(model, "beta");
            double[] v = values(model, "v");
            double[] c = values(model, "c");
            Classifier.Prediction prediction = model.classifier().predict(BATCH.getFeatures());
            for (int i = 0; i < X.length; i++) {
                double[] latent = new double[4];
                double[] logits = c.clone();
                for (int j = 0; j < 4; j++) {
                    latent[j] = (X[i][j] - mean[j]) / Math.sqrt(variance[j] + TestNetwork.EPSILON) * gamma[j] + beta[j];
                    for (int k = 0; k < 3; k++) {
                        logits[k] += latent[j] * v[j * 3 + k];
                    }
                }
                assertArrayEquals(latent, prediction.latent().getRow(i).toDoubleVector(), 1e-5);
                assertArrayEquals(logits, prediction.logits().getRow(i).toDoubleVector(), 1e-5);
            }
        }
    }

    /** An example's prediction does not depend on the others of its batch. */
    @Test
    void inferenceTakesExamplesOneByOne() {
        try (TrainedModel model = trainer(MethodType.BASELINE, 5).fit(Batches.of(BATCH))) {
            INDArray together = model.classifier().predict(BATCH.getFeatures()).logits();
            INDArray alone = model.classifier()
                    .predict(BATCH.getFeatures().getRow(3, true))
                    .logits();
            assertArrayEquals(
                    together.getRow(3).toDoubleVector(), alone.getRow(0).toDoubleVector(), 1e-6);
        }
    }

    private static List<List<Double>> semiSupervised(MethodType method, UnlabeledBatches unlabeled) {
        try (TrainedModel model = trainer(method, 4).fit(Batches.of(BATCH), unlabeled)) {
            return List.of(
                    Arrays.stream(values(model, "v")).boxed().toList(),
                    Arrays.stream(values(model, "mean")).boxed().toList(),
                    Arrays.stream(values(model, "variance")).boxed().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MethodType.class,
            names = {"RPT", "VAT", "VAT_ENTROPY", "MAT"})
    void unlabeledDataTeachesParametersNotStatistics(MethodType method) {
        INDArray one = Blobs.batch(7, 4, 3, 50).getFeatures();
        INDArray other = Blobs.batch(7, 4, 3, 60).getFeatures().mul(3);
        List<List<Double>> first = semiSupervised(method, () -> one);
        List<List<Double>> second = semiSupervised(method, () -> other);
        assertFalse(first.get(0).equals(second.get(0)), "parameters");
        assertEquals(first.get(1), second.get(1));
        assertEquals(first.get(2), second.get(2));
    }

    /** Methods that perturb labeled examples, or none, have no use for unlabeled ones. */
    @ParameterizedTest
    @EnumSource(
            value = MethodType.class,
            names = {"BASELINE", "CENTER_LOSS", "AT_L2"})
    void supervisedMethodsIgnoreUnlabeledData(MethodType method) {
        INDArray one = Blobs.batch(7, 4, 3, 50).getFeatures();
        INDArray other = Blobs.batch(7, 4, 3, 60).getFeatures();
        assertEquals(semiSupervised(method, () -> one), semiSupervised(method, () -> other));
    }

    @Test
    void takesOneUnlabeledBatchAnUpdate() {
        INDArray batch = Blobs.batch(7, 4, 3, 50).getFeatures();
        int[] taken = {0};
        semiSupervised(MethodType.MAT, () -> {
            taken[0]++;
            return batch;
        });
        assertEquals(4, taken[0]);
    }
}
