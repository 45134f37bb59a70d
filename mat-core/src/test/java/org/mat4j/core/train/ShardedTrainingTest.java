package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.Values;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.Compression;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.Shards;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A training whose updates are computed in shards is the same training. */
class ShardedTrainingTest {

    private static final int UPDATES = 20;
    private static final int BATCH = 12;
    private static final Network PLAIN = TestNetwork.dense(4, 3, 3);

    /** What a training gave. */
    private record Outcome(List<UpdateReport> reports, TrainedModel model) implements AutoCloseable {

        INDArray value(String name) {
            return model.classifier().graph().getVariable(name).getArr();
        }

        @Override
        public void close() {
            model.close();
        }
    }

    private static TrainingConfig config(MethodType type, DataType dataType) {
        return TrainingConfig.builder()
                .method(TestMethods.of(type))
                .updates(UPDATES)
                .dataType(dataType)
                .seed(3)
                .build();
    }

    private static Outcome train(
            Network network, TrainingConfig config, Optional<Shards> shards, Optional<UnlabeledBatches> unlabeled) {
        List<UpdateReport> reports = new ArrayList<>();
        Trainer.Builder builder = Trainer.builder(network).config(config).listener(new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                reports.add(report);
            }
        });
        shards.ifPresent(builder::shards);
        Batches labeled = Blobs.batches(5, BATCH, 4, 3, 1);
        Trainer trainer = builder.build();
        return new Outcome(reports, unlabeled.map(u -> trainer.fit(labeled, u)).orElseGet(() -> trainer.fit(labeled)));
    }

    private static UnlabeledBatches unlabeled() {
        int[] count = {0};
        return () -> Blobs.batch(24, 4, 3, 100 + count[0]++).getFeatures();
    }

    /**
     * In double precision sums in another order differ by some 1e-16 of their terms, which 20 updates of Adam can enlarge: it
     * divides by the gradient's size, so that a gradient's relative error is the step's.
     */
    @ParameterizedTest
    @CsvSource({
        "BASELINE, 2, false",
        "CENTER_LOSS, 3, false",
        "INFORMATION, 4, false",
        "AT_L2, 2, false",
        "VAT, 4, false",
        "MAT, 1, false",
        "MAT, 2, false",
        "MAT, 3, false",
        "MAT, 4, false",
        "MAT_PGD, 3, false",
        "VAT_ENTROPY, 3, true",
        "MAT, 2, true",
        "MAT_ENTROPY, 4, true"
    })
    void isTheTrainingOnOneMachine(MethodType type, int count, boolean semiSupervised) {
        assertTheTrainingOnOneMachine(PLAIN, type, count, semiSupervised);
    }

    /** An example's dropout mask does not depend on how many shards there are. */
    @ParameterizedTest
    @CsvSource({"BASELINE, 2, false", "MAT, 3, false", "MAT_PGD, 4, false", "PI_MODEL, 2, true", "MAT, 4, true"})
    void dropoutIsThatOnOneMachine(MethodType type, int count, boolean semiSupervised) {
        assertTheTrainingOnOneMachine(TestNetwork.dropout(4, 3, 3, 0.3), type, count, semiSupervised);
    }

    private static void assertTheTrainingOnOneMachine(
            Network network, MethodType type, int count, boolean semiSupervised) {
        TrainingConfig config = config(type, DataType.DOUBLE);
        Optional<UnlabeledBatches> none = Optional.empty();
        try (CopiedShards shards = CopiedShards.of(count, network, config);
                Outcome one =
                        train(network, config, Optional.empty(), semiSupervised ? Optional.of(unlabeled()) : none);
                Outcome sharded =
                        train(network, config, Optional.of(shards), semiSupervised ? Optional.of(unlabeled()) : none)) {
            double tolerance = count == 1 ? 0 : 1e-9;
            for (int i = 0; i < UPDATES; i++) {
                UpdateReport expected = one.reports().get(i);
                UpdateReport actual = sharded.reports().get(i);
                assertEquals(expected.loss(), actual.loss(), tolerance, "loss of update " + (i + 1));
                expected.terms()
                        .forEach((name, value) ->
                                assertEquals(value, actual.terms().get(name), tolerance, name));
                assertEquals(expected.latent().scale(), actual.latent().scale(), tolerance);
            }
            for (String name : one.model().classifier().graph().variableMap().keySet()) {
                if (one.value(name) != null && one.value(name).dataType() == DataType.DOUBLE) {
                    Values.assertClose(one.value(name), sharded.value(name), tolerance, name);
                }
            }
            for (int k = 0; k < 3; k++) {
                for (int j = 0; j < 3; j++) {
                    assertEquals(
                            one.model().mixture().mean(k)[j],
                            sharded.model().mixture().mean(k)[j],
                            tolerance);
                }
            }
            assertEquals(
                    Integer.toString(count), sharded.model().info().provenance().get("shards"));
        }
    }

    /**
     * A method that searches a direction keeps fewer digits: where a divergence hardly changes, its difference over a step of xi is that
     * of roundings, and with it the direction.
     */
    @ParameterizedTest
    @CsvSource({"BASELINE, 1e-6", "INFORMATION, 1e-6", "MAT, 1e-3"})
    void inSinglePrecisionLossesAgree(MethodType type, double tolerance) {
        TrainingConfig config = config(type, DataType.FLOAT);
        try (CopiedShards shards = CopiedShards.of(4, PLAIN, config);
                Outcome one = train(PLAIN, config, Optional.empty(), Optional.empty());
                Outcome sharded = train(PLAIN, config, Optional.of(shards), Optional.empty())) {
            for (int i = 0; i < UPDATES; i++) {
                double expected = one.reports().get(i).loss();
                assertEquals(
                        expected,
                        sharded.reports().get(i).loss(),
                        tolerance * Math.max(1, expected),
                        "update " + (i + 1));
            }
        }
    }

    /** The bound on the losses is that of docs/distributed.md. */
    @ParameterizedTest
    @CsvSource({"BASELINE, 2", "MAT, 3"})
    void gradientsInHalfPrecisionLeadToTheSameLosses(MethodType type, int count) {
        TrainingConfig config = config(type, DataType.FLOAT);
        try (CopiedShards shards = CopiedShards.of(count, PLAIN, config);
                Outcome exact = train(PLAIN, config, Optional.of(shards), Optional.empty());
                Outcome half = halved(shards, config);
                Outcome again = halved(shards, config)) {
            boolean differ = false;
            for (int i = 0; i < UPDATES; i++) {
                double expected = exact.reports().get(i).loss();
                double loss = half.reports().get(i).loss();
                assertEquals(expected, loss, 1e-3 * expected, "update " + (i + 1));
                assertEquals(loss, again.reports().get(i).loss(), "the same bits each time");
                differ |= loss != expected;
            }
            assertTrue(differ, "gradients were rounded");
            assertEquals(
                    "gradients in half precision",
                    half.model().info().provenance().get("averaging"));
        }
    }

    private static Outcome halved(Shards shards, TrainingConfig config) {
        List<UpdateReport> reports = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onUpdate(UpdateReport report) {
                reports.add(report);
            }
        };
        Trainer trainer = Trainer.builder(PLAIN)
                .config(config)
                .listener(listener)
                .shards(shards)
                .averaging(Averaging.gradients(Compression.HALF))
                .build();
        return new Outcome(reports, trainer.fit(Blobs.batches(5, BATCH, 4, 3, 1)));
    }

    /** Each shard normalizes by its own examples; the running statistics follow their mean. */
    @Test
    void runningStatisticsFollowTheMeanOfTheShards() {
        Network network = TestNetwork.batchNorm(4, 3);
        TrainingConfig config = config(MethodType.BASELINE, DataType.DOUBLE)
                .with(c -> c.updates(1).statisticsDecay(StatisticsDecay.CONSTANT));
        DataSet whole = Blobs.batches(5, BATCH, 4, 3, 1).next();
        INDArray mean = null;
        for (ShardBatch part :
                ShardBatch.whole(whole.getFeatures(), whole.getLabels(), null).parts(2)) {
            DataSet half = new DataSet(part.labeled().dup(), part.labels().dup());
            try (TrainingStep step = TrainingStep.supervised(network, config)) {
                step.run(half);
                INDArray own = step.parameters().state("mean").mul(0.5);
                mean = mean == null ? own : mean.add(own);
            }
        }
        try (CopiedShards shards = CopiedShards.of(2, network, config);
                Outcome sharded = train(network, config, Optional.of(shards), Optional.empty())) {
            Values.assertClose(mean, sharded.value("mean"), 1e-12, "running mean");
        }
    }

    @Test
    void examplesThatCannotBeDealtEvenlyAreRefused() {
        TrainingConfig config = config(MethodType.BASELINE, DataType.FLOAT);
        try (CopiedShards shards = CopiedShards.of(5, PLAIN, config)) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> train(PLAIN, config, Optional.of(shards), Optional.empty()))
                    .getMessage();
            assertTrue(
                    message.contains(
                            "labeled examples of an update is 12, expected a multiple of 5, the number of shards"),
                    message);
        }
    }

    @Test
    void unlabeledExamplesThatCannotBeDealtEvenlyAreRefused() {
        TrainingConfig config = config(MethodType.MAT, DataType.FLOAT);
        UnlabeledBatches odd = () -> Blobs.batch(10, 4, 3, 1).getFeatures();
        try (CopiedShards shards = CopiedShards.of(3, PLAIN, config)) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> train(PLAIN, config, Optional.of(shards), Optional.of(odd)))
                    .getMessage();
            assertTrue(
                    message.contains(
                            "unlabeled examples of an update is 10, expected a multiple of 3, the number of shards"),
                    message);
        }
    }

    @Test
    void shardsOfAnotherTrainingAreRefused() {
        TrainingConfig config = config(MethodType.BASELINE, DataType.FLOAT);
        try (CopiedShards shards = CopiedShards.of(1, PLAIN, config.withSeed(4))) {
            String message = assertThrows(
                            RuntimeException.class, () -> train(PLAIN, config, Optional.of(shards), Optional.empty()))
                    .getMessage();
            assertTrue(message.contains("seed is '3' there, '4' here"), message);
        }
    }
}
