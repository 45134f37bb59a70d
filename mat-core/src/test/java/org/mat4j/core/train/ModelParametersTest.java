package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What is evaluated and becomes the model: averaged parameters, statistics recomputed. */
class ModelParametersTest {

    private static final TestNetwork NETWORK = TestNetwork.batchNorm(4, 3);
    private static final DataSet BATCH = Blobs.batch(9, 4, 3, 1);

    private static TrainingConfigBuilder config(long updates) {
        return TrainingConfig.builder()
                .method(Methods.baseline())
                .updater(new Sgd(0.5))
                .updates(updates);
    }

    private static TrainedModel train(TrainingConfigBuilder config) {
        return Trainer.builder(NETWORK).config(config.build()).build().fit(Batches.of(BATCH));
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

    private static double[] weightsAfter(long updates) {
        try (TrainedModel model = train(config(updates))) {
            return values(model, "v");
        }
    }

    @Test
    void theAverageIsThatOfTheParametersOfEachUpdate() {
        double decay = 0.6;
        double[] expected;
        // The initial parameters, from a training whose step is zero.
        try (TrainedModel initial = train(config(1).updater(new Sgd(1e-30)))) {
            expected = values(initial, "v");
        }
        for (int update = 1; update <= 30; update++) {
            double keep = Math.min(decay, (1.0 + update) / (10.0 + update));
            double[] now = weightsAfter(update);
            for (int i = 0; i < expected.length; i++) {
                expected[i] = keep * expected[i] + (1 - keep) * now[i];
            }
        }
        try (TrainedModel averaged = train(config(30).weightAverage(decay))) {
            assertArrayEquals(expected, values(averaged, "v"), 1e-5);
        }
    }

    @Test
    void theAverageDoesNotChangeTheTraining() {
        List<Double> losses = new ArrayList<>();
        List<Double> averagedLosses = new ArrayList<>();
        for (List<Double> list : List.of(losses, averagedLosses)) {
            TrainingConfigBuilder config = config(10);
            if (list == averagedLosses) {
                config.weightAverage(0.9);
            }
            Trainer.builder(NETWORK)
                    .config(config.build())
                    .listener(new TrainingListener() {
                        @Override
                        public void onUpdate(UpdateReport report) {
                            list.add(report.loss());
                        }
                    })
                    .build()
                    .fit(Batches.of(BATCH), Batches.of(BATCH))
                    .close();
        }
        assertEquals(10, losses.size());
        assertEquals(losses, averagedLosses);
    }

    @Test
    void statisticsTakenAnewAreThoseOfTheirSource() {
        INDArray other = Blobs.batch(12, 4, 3, 70).getFeatures().mul(2).addi(1);
        int batches = (int) Math.ceil(Math.log(1e-7) / Math.log(TestNetwork.DECAY));
        double[] trained;
        try (TrainedModel plain = train(config(5))) {
            trained = values(plain, "mean");
        }
        try (TrainedModel model = Trainer.builder(NETWORK)
                .config(config(5).build())
                .recomputeStatistics(batches, () -> () -> other)
                .build()
                .fit(Batches.of(BATCH))) {
            // The input itself is normalized.
            assertArrayEquals(other.mean(0).toDoubleVector(), values(model, "mean"), 1e-4);
            assertArrayEquals(other.var(false, 0).toDoubleVector(), values(model, "variance"), 1e-4);
            assertFalse(Nd4j.create(trained).equalsWithEps(Nd4j.create(values(model, "mean")), 1e-2));
            assertArrayEquals(weightsAfter(5), values(model, "v"), 0);
            assertEquals(
                    "recomputed over " + batches + " batches",
                    model.info().provenance().get("statistics"));
        }
    }

    @Test
    void theyServeTheEvaluationAloneAndTheTrainingGoesOnWithItsOwn() {
        INDArray other = Blobs.batch(12, 4, 3, 70).getFeatures().mul(2).addi(1);
        int[] sources = {0};
        Trainer trainer = Trainer.builder(NETWORK)
                .config(config(4)
                        .evaluateEvery(2)
                        .statisticsDecay(StatisticsDecay.CONSTANT)
                        .build())
                .recomputeStatistics(1, () -> {
                    sources[0]++;
                    return () -> other;
                })
                .build();
        try (TrainedModel model = trainer.fit(Batches.of(BATCH), Batches.of(BATCH));
                TrainedModel plain = train(config(4).statisticsDecay(StatisticsDecay.CONSTANT))) {
            assertEquals(2, sources[0], "two evaluations, the second of which gives the model");
            double[] mean = values(plain, "mean");
            double[] source = other.mean(0).toDoubleVector();
            for (int i = 0; i < mean.length; i++) {
                mean[i] = TestNetwork.DECAY * mean[i] + (1 - TestNetwork.DECAY) * source[i];
            }
            // One pass from the training's own statistics, which the evaluations before have left alone.
            assertArrayEquals(mean, values(model, "mean"), 1e-5);
        }
    }

    @Test
    void byDefaultThoseOfAFewBatchesAreTheirMean() {
        List<INDArray> sources = List.of(
                Blobs.batch(12, 4, 3, 70).getFeatures().mul(2),
                Blobs.batch(12, 4, 3, 71).getFeatures().addi(1),
                Blobs.batch(12, 4, 3, 72).getFeatures());
        Trainer trainer = Trainer.builder(NETWORK)
                .config(config(2).build())
                .recomputeStatistics(3, () -> sources.iterator()::next)
                .build();
        try (TrainedModel model = trainer.fit(Batches.of(BATCH))) {
            double[] mean = new double[4];
            for (INDArray source : sources) {
                double[] of = source.mean(0).toDoubleVector();
                for (int i = 0; i < 4; i++) {
                    mean[i] += of[i] / 3;
                }
            }
            assertArrayEquals(mean, values(model, "mean"), 1e-5);
        }
    }

    @Test
    void evaluationsComeAtTheirInterval() {
        List<Long> updates = new ArrayList<>();
        Trainer.builder(NETWORK)
                .config(config(7).evaluateEvery(3).build())
                .listener(new TrainingListener() {
                    @Override
                    public void onEvaluation(EvaluationReport report) {
                        updates.add(report.update());
                    }
                })
                .build()
                .fit(Batches.of(BATCH, Blobs.batch(9, 4, 3, 2)), Batches.of(BATCH))
                .close();
        assertEquals(List.of(3L, 6L, 7L), updates);
    }

    /** The validation labels are wrong, so the error can only rise: the first evaluation is the best. */
    @Test
    void patienceCountsEvaluationsWithinAnEpochToo() {
        DataSet batch = Blobs.batch(20, 4, 2, 1);
        List<Long> updates = new ArrayList<>();
        Trainer.builder(TestNetwork.batchNorm(4, 2))
                .config(config(50).evaluateEvery(1).patience(2).build())
                .listener(new TrainingListener() {
                    @Override
                    public void onEvaluation(EvaluationReport report) {
                        updates.add(report.update());
                    }
                })
                .build()
                .fit(
                        Batches.of(batch, batch, batch, batch, batch, batch),
                        Batches.of(new DataSet(
                                batch.getFeatures(), batch.getLabels().rsub(1))))
                .close();
        assertEquals(List.of(1L, 2L, 3L), updates);
    }

    @Test
    void refusesBadValues() {
        assertRefused(
                "decay of the weight average is 1.0",
                () -> config(1).weightAverage(1).build());
        assertRefused(
                "evaluation interval is 0", () -> config(1).evaluateEvery(0).build());
        assertRefused("number of batches for the statistics is 0", () -> Trainer.builder(NETWORK)
                .recomputeStatistics(0, () -> () -> BATCH.getFeatures()));
    }

    private static void assertRefused(String message, Runnable action) {
        String found = assertThrows(IllegalArgumentException.class, action::run).getMessage();
        assertTrue(found.startsWith(message), found);
    }
}
