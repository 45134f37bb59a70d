package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.Values;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.ShardBatch;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Shards that make updates of their own, and are averaged at the end of each round. */
class PeriodicAveragingTest {

    private static final int BATCHES = 5; // of an epoch
    private static final int BATCH = 12;
    private static final double RATE = 0.01;
    private static final Network PLAIN = TestNetwork.dense(4, 3, 3);

    @TempDir
    Path folder;

    private static TrainingConfig config(MethodType type, long updates) {
        return TrainingConfig.builder()
                .method(TestMethods.of(type))
                .updater(new Adam(RATE))
                .updates(updates)
                .dataType(DataType.DOUBLE)
                .seed(3)
                .build();
    }

    private static Batches labeled() {
        return Blobs.batches(BATCHES, BATCH, 4, 3, 1);
    }

    private static UnlabeledBatches unlabeled() {
        int[] count = {0};
        return () -> Blobs.batch(24, 4, 3, 100 + count[0]++).getFeatures();
    }

    /** Listens to losses. */
    private record Losses(List<Double> all) implements TrainingListener {
        Losses() {
            this(new ArrayList<>());
        }

        @Override
        public void onUpdate(UpdateReport report) {
            all.add(report.loss());
        }
    }

    private static Trainer.Builder trainer(Network network, TrainingConfig config, CopiedShards shards, long every) {
        return Trainer.builder(network).config(config).shards(shards).averaging(Averaging.parametersEvery(every));
    }

    private static Map<String, INDArray> values(TrainedModel model) {
        Map<String, INDArray> values = new LinkedHashMap<>();
        model.classifier().graph().variableMap().forEach((name, variable) -> {
            INDArray value = variable.getArr();
            if (value != null && value.dataType() == DataType.DOUBLE) {
                values.put(name, value);
            }
        });
        return values;
    }

    private static void assertSame(TrainedModel expected, TrainedModel actual, double tolerance) {
        Map<String, INDArray> all = values(expected);
        assertTrue(all.size() >= 4, all.keySet().toString());
        all.forEach((name, value) -> Values.assertClose(value, values(actual).get(name), tolerance, name));
    }

    /** Rounds are of 3, 2, 1 and 1 updates: they end with the third and the sixth, with the epoch and with the training. */
    @ParameterizedTest
    @CsvSource({
        "BASELINE, 3, false, false",
        "MAT, 2, false, false",
        "MAT, 3, true, false",
        "VAT_ENTROPY, 2, true, false",
        "MAT_ENTROPY, 2, false, true",
        "CENTER_LOSS, 3, false, true"
    })
    void isWhatEachShardComesToAlone(MethodType type, int count, boolean semiSupervised, boolean batchNorm) {
        Network network = batchNorm ? TestNetwork.batchNorm(4, 3) : PLAIN;
        TrainingConfig config = config(type, 7);
        Losses losses = new Losses();
        try (CopiedShards shards = CopiedShards.of(count, network, config);
                ShardWorker worker = new ShardWorker(network, config);
                TrainedModel model = fit(trainer(network, config, shards, 3).listener(losses), semiSupervised)) {
            HandAveraging hand = new HandAveraging(network, config, worker, count, RATE);
            List<ShardBatch> batches = batches(7, semiSupervised);
            hand.round(batches.subList(0, 3));
            hand.round(batches.subList(3, 5));
            hand.round(batches.subList(5, 6));
            hand.round(batches.subList(6, 7));
            Values.assertClose(
                    hand.losses(), losses.all().stream().mapToDouble(d -> d).toArray(), 1e-9, "losses");
            Map<String, INDArray> actual = values(model);
            hand.values().forEach((name, value) -> Values.assertClose(value, actual.get(name), 1e-9, name));
        }
    }

    private static TrainedModel fit(Trainer.Builder builder, boolean semiSupervised) {
        return semiSupervised
                ? builder.build().fit(labeled(), unlabeled())
                : builder.build().fit(labeled());
    }

    private static List<ShardBatch> batches(int count, boolean semiSupervised) {
        Batches data = labeled();
        UnlabeledBatches unlabeled = unlabeled();
        List<ShardBatch> batches = new ArrayList<>();
        while (batches.size() < count) {
            if (!data.hasNext()) {
                data.reset();
            }
            DataSet batch = data.next();
            batches.add(
                    ShardBatch.whole(batch.getFeatures(), batch.getLabels(), semiSupervised ? unlabeled.next() : null));
        }
        return batches;
    }

    /** Of the baseline, which needs no mixture, by plain descent, which has no state: of trainings on one machine alone. */
    @ParameterizedTest
    @CsvSource({"2", "3"})
    void isTheMeanOfTrainingsOnOneMachineEach(int count) {
        TrainingConfig config = config(MethodType.BASELINE, 4).with(c -> c.updater(new Sgd(0.1)));
        double[] mean = null;
        List<ShardBatch> batches = batches(4, false);
        for (List<ShardBatch> round : List.of(batches.subList(0, 2), batches.subList(2, 4))) {
            double[] next = null;
            for (int shard = 0; shard < count; shard++) {
                try (TrainingStep step = TrainingStep.supervised(PLAIN, config)) {
                    if (mean != null) {
                        step.parameters().flat().assign(Nd4j.createFromArray(mean));
                    }
                    for (ShardBatch whole : round) {
                        ShardBatch part = whole.parts(count).get(shard);
                        step.run(new DataSet(part.labeled().dup(), part.labels().dup()));
                    }
                    double[] end = Values.flat(step.parameters().flat());
                    next = next == null ? new double[end.length] : next;
                    for (int i = 0; i < end.length; i++) {
                        next[i] += end[i] / count;
                    }
                }
            }
            mean = next;
        }
        double[] expected = mean;
        try (CopiedShards shards = CopiedShards.of(count, PLAIN, config);
                TrainedModel model = trainer(PLAIN, config, shards, 2).build().fit(labeled())) {
            ParameterSet set = ParameterSet.initialize(PLAIN, DataType.DOUBLE, 3);
            set.viewsOf(Nd4j.createFromArray(expected))
                    .forEach((name, value) ->
                            Values.assertClose(value, values(model).get(name), 1e-12, name));
        }
    }

    @ParameterizedTest
    @CsvSource({"MAT, 2", "MAT, 3", "BASELINE, 4"})
    void roundsOfOneUpdateOfPlainDescentAverageGradients(MethodType type, int count) {
        TrainingConfig config = config(type, 12).with(c -> c.updater(new Sgd(0.1)));
        Losses expected = new Losses();
        Losses actual = new Losses();
        try (CopiedShards shards = CopiedShards.of(count, PLAIN, config);
                TrainedModel gradients = Trainer.builder(PLAIN)
                        .config(config)
                        .shards(shards)
                        .listener(expected)
                        .build()
                        .fit(labeled());
                TrainedModel parameters = trainer(PLAIN, config, shards, 1)
                        .listener(actual)
                        .build()
                        .fit(labeled())) {
            for (int i = 0; i < expected.all().size(); i++) {
                assertEquals(expected.all().get(i), actual.all().get(i), 1e-11, "loss of update " + (i + 1));
            }
            assertSame(gradients, parameters, 1e-11);
            assertEquals("gradients", gradients.info().provenance().get("averaging"));
            assertEquals(
                    "parameters every 1 updates", parameters.info().provenance().get("averaging"));
        }
    }

    @Test
    void aSingleShardIsTheTrainingOnOneMachineBitForBit() {
        TrainingConfig config = config(MethodType.MAT, 7).with(c -> c.weightDecay(0.01));
        try (CopiedShards shards = CopiedShards.of(1, PLAIN, config);
                TrainedModel alone =
                        Trainer.builder(PLAIN).config(config).build().fit(labeled());
                TrainedModel rounds = trainer(PLAIN, config, shards, 4).build().fit(labeled())) {
            assertSame(alone, rounds, 0);
            assertEquals(alone.mixture().toJson(), rounds.mixture().toJson());
        }
    }

    /** After a round of one update the average has taken in its parameters once, after one of three thrice. */
    @Test
    void aMovingAverageTakesInTheAveragedParametersOncePerUpdate() {
        TrainingConfig config = config(MethodType.BASELINE, 3);
        TrainingConfig averaged = config.with(c -> c.weightAverage(0.2));
        try (CopiedShards shards = CopiedShards.of(2, PLAIN, config);
                CopiedShards others = CopiedShards.of(2, PLAIN, averaged);
                TrainedModel end = trainer(PLAIN, config, shards, 3).build().fit(labeled());
                TrainedModel average =
                        trainer(PLAIN, averaged, others, 3).build().fit(labeled())) {
            ParameterSet start = ParameterSet.initialize(PLAIN, DataType.DOUBLE, config.seed());
            double kept = 2.0 / 11 * 0.2 * 0.2; // (1 + t) / (10 + t) is below 0.2 for t = 1 alone
            for (String name : start.names()) {
                INDArray expected = start.parameter(name)
                        .mul(kept)
                        .add(values(end).get(name).mul(1 - kept));
                Values.assertClose(expected, values(average).get(name), 1e-12, name);
            }
        }
    }

    /** Rounds end with updates 4, 5, 8 and 10. */
    @Test
    void whatIsDueInARoundHappensAtItsEnd() {
        TrainingConfig config = config(MethodType.BASELINE, 10).with(c -> c.evaluateEvery(3));
        List<String> told = new ArrayList<>();
        ModelListener listener = new ModelListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                told.add("" + report.update());
            }

            @Override
            public void onEpoch(int epoch) {
                told.add("epoch " + epoch);
            }

            @Override
            public boolean wantsModel(long update) {
                return update == 5 || update == 6 || update == 7;
            }

            @Override
            public void onModel(long update, TrainedModel model) {
                told.add("model " + model.info().training().get("updates"));
            }

            @Override
            public void onEvaluation(EvaluationReport report) {
                told.add("evaluation " + report.update());
            }
        };
        try (CopiedShards shards = CopiedShards.of(2, PLAIN, config)) {
            trainer(PLAIN, config, shards, 4)
                    .listener(listener)
                    .build()
                    .fit(labeled(), Blobs.batches(1, 6, 4, 3, 9))
                    .close();
        }
        assertEquals(
                List.of(
                        "1, 2, 3, 4, evaluation 4, 5, model 5, epoch 1, 6, 7, 8, model 8, evaluation 8, 9, 10, evaluation 10, epoch 2"
                                .split(", ")),
                told);
    }

    @Test
    void aStoppedTrainingIsResumedToTheSameEnd() {
        TrainingConfig config = config(MethodType.MAT, 12);
        CheckpointConfig checkpoints =
                CheckpointConfig.builder(folder).everyUpdates(5).build();
        StopSignal stop = new StopSignal();
        List<Long> updates = new ArrayList<>();
        TrainingListener stopping = new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                updates.add(report.update());
                if (report.update() == 6) {
                    stop.request();
                }
            }
        };
        try (CopiedShards shards = CopiedShards.of(2, PLAIN, config);
                TrainedModel whole = fit(trainer(PLAIN, config, shards, 4), true)) {
            Trainer stopped = trainer(PLAIN, config, shards, 4)
                    .checkpoints(checkpoints)
                    .stopSignal(stop)
                    .listener(stopping)
                    .build();
            assertThrows(TrainingStoppedException.class, () -> stopped.fit(labeled(), unlabeled()));
            assertEquals(8, updates.get(updates.size() - 1), "the end of the round");
            Trainer.Builder other =
                    trainer(PLAIN, config, shards, 3).checkpoints(checkpoints).resume(Resume.REQUIRED);
            String message =
                    assertThrows(RuntimeException.class, () -> fit(other, true)).getMessage();
            assertTrue(
                    message.contains(
                            "averaging is 'parameters every 4 updates' there, 'parameters every 3 updates' here"),
                    message);
            Trainer.Builder resumed =
                    trainer(PLAIN, config, shards, 4).checkpoints(checkpoints).resume(Resume.REQUIRED);
            try (TrainedModel end = fit(resumed, true)) {
                assertSame(whole, end, 0);
                assertEquals(whole.mixture().toJson(), end.mixture().toJson());
            }
        }
    }

    @Test
    void whatIsFrozenStaysToTheBit() {
        TrainingConfig config = config(MethodType.MAT, 6).with(c -> c.rates(ParameterRates.EQUAL.freeze("w")));
        try (CopiedShards shards = CopiedShards.of(3, PLAIN, config);
                TrainedModel model = trainer(PLAIN, config, shards, 3).build().fit(labeled())) {
            INDArray start = ParameterSet.initialize(PLAIN, DataType.DOUBLE, config.seed())
                    .parameter("w");
            Values.assertClose(start, values(model).get("w"), 0, "w");
        }
    }

    @Test
    void learns() {
        TrainingConfig config = config(MethodType.MAT, 60);
        try (CopiedShards shards = CopiedShards.of(3, PLAIN, config);
                TrainedModel model = trainer(PLAIN, config, shards, 8).build().fit(labeled())) {
            double error = model.classifier().errorPercent(Blobs.batches(1, 60, 4, 3, 77));
            assertTrue(error <= 5, "error of " + error + " %, of which chance has 67");
        }
    }

    @Test
    void anUpdateOfAShardThatDivergesIsNamed() {
        TrainingConfig config = config(MethodType.BASELINE, 8)
                .with(c -> c.updater(new Sgd(3e38)).dataType(DataType.FLOAT));
        try (CopiedShards shards = CopiedShards.of(2, PLAIN, config)) {
            Trainer trainer = trainer(PLAIN, config, shards, 4).build();
            String message = assertThrows(TrainingDivergedException.class, () -> trainer.fit(labeled()))
                    .getMessage();
            assertTrue(message.contains("update 2: "), message);
        }
    }

    @Test
    void roundsWithoutUpdatesOrShardsAreRefused() {
        String none = assertThrows(IllegalArgumentException.class, () -> Averaging.parametersEvery(0))
                .getMessage();
        assertTrue(none.contains("updates per averaging of parameters is 0, expected at least 1"), none);
        Trainer.Builder builder =
                Trainer.builder(PLAIN).config(config(MethodType.BASELINE, 8)).averaging(Averaging.parametersEvery(4));
        String alone =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(alone.contains("averaging is parameters every 4 updates, expected gradients without shards"), alone);
    }
}
