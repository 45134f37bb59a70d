package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;
import static org.mat4j.core.testing.Refusals.assertThrown;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.ModelFileException;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** A training starts from what another one has learned: all of it, or what it is told. */
class FineTuningTest {

    private static final Network NETWORK = TestNetwork.batchNorm(4, 3);
    private static final INDArray X = Blobs.batch(9, 4, 3, 50).getFeatures();

    @TempDir
    Path folder;

    private static TrainedModel learned;

    @BeforeAll
    static void learn() {
        learned = Models.trained(NETWORK, DataType.FLOAT, 20);
    }

    @AfterAll
    static void close() {
        learned.close();
    }

    private static TrainingConfigBuilder config(long updates) {
        return TrainingConfig.builder()
                .method(Methods.mat(0.5))
                .updater(new Adam(0.01))
                .updates(updates);
    }

    private static Trainer.Builder trainer(Network network) {
        return Trainer.builder(network).config(config(2).build());
    }

    private static Batches data(int classCount) {
        return Blobs.batches(2, 12, 4, classCount, 1);
    }

    private static INDArray logits(TrainedModel model) {
        return model.classifier().logits(X);
    }

    /** Running statistics take the decay's share of the batch's, so the network has none here. */
    @Test
    void theSmallestRateChangesNoPrediction() {
        Network dense = TestNetwork.dense(4, 3, 3);
        try (TrainedModel before = Models.trained(dense, DataType.FLOAT, 20);
                TrainedModel after = Trainer.builder(dense)
                        .config(config(3).updater(new Sgd(Float.MIN_NORMAL)).build())
                        .from(before)
                        .build()
                        .fit(data(3))) {
            assertEquals(logits(before), logits(after));
        }
    }

    @Test
    void parametersAndStatesOfAModelAreTheFirstOnes() {
        try (TrainingStep step =
                TrainingStep.supervised(NETWORK, config(2).build()).startFrom(InitialValues.of(learned))) {
            Map<String, INDArray> expected = learned.parameters();
            expected.put("mean", learned.constants().get("mean"));
            expected.put("variance", learned.constants().get("variance"));
            assertEquals(expected, step.parameters().bindings());
            assertNotEquals(Nd4j.zeros(4), expected.get("mean"));
        }
    }

    @Test
    void aFileIsAModelsOrACheckpoints() {
        Path model = folder.resolve("model.zip");
        learned.save(model);
        CheckpointConfig kept = CheckpointConfig.builder(folder.resolve("checkpoints"))
                .everyUpdates(2)
                .build();
        INDArray shown;
        try (TrainedModel trained =
                trainer(NETWORK).from(model).checkpoints(kept).build().fit(data(3))) {
            shown = logits(trained);
            assertEquals(
                    InitialValues.of(learned).toString(),
                    trained.info().provenance().get("initialValues"));
        }
        Path checkpoint = CheckpointStore.open(kept).newestFile().orElseThrow();
        try (TrainingStep step =
                        TrainingStep.supervised(NETWORK, config(2).build()).startFrom(InitialValues.of(checkpoint));
                TrainedModel found = TrainedModel.of(NETWORK, step.parameters(), learned.mixture(), learned.info())) {
            assertEquals(shown, logits(found));
        }
    }

    @Test
    void theMovingAverageStartsFromThemToo() {
        TrainingConfig config =
                config(1).updater(new Sgd(Float.MIN_NORMAL)).weightAverage(0.5).build();
        try (TrainedModel model =
                Trainer.builder(NETWORK).config(config).from(learned).build().fit(data(3))) {
            assertTrue(learned.parameters()
                    .get("v")
                    .equalsWithEps(model.parameters().get("v"), 1e-6));
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Map<String, INDArray> arrays = learned.parameters();
        arrays.put("mean", Nd4j.zeros(4));
        arrays.remove("gamma");
        arrays.put("speed", Nd4j.zeros(2, 5));
        arrays.put("v", Nd4j.zeros(3, 4));
        Trainer trainer = trainer(NETWORK).from(arrays).build();
        assertRefused(
                () -> trainer.fit(data(3)),
                "missing: gamma [4], variance [4]",
                "superfluous: speed [2, 5]",
                "of another shape: v [3, 4], expected [4, 3]",
                NETWORK.name());
    }

    @Test
    void aNewHeadForOtherClassesIsAskedFor() {
        Network five = TestNetwork.batchNorm(4, 5);
        Trainer whole = trainer(five).from(learned).build();
        assertRefused(() -> whole.fit(data(5)), "c [3], expected [5]", "v [4, 3], expected [4, 5]");
        InitialValues body = InitialValues.of(learned).except("v", "c");
        try (TrainedModel model = trainer(five).from(body).build().fit(data(5));
                TrainingStep step =
                        TrainingStep.supervised(five, config(1).build()).startFrom(body);
                TrainingStep fresh = TrainingStep.supervised(five, config(1).build())) {
            assertEquals(5, model.classifier().classCount());
            assertEquals(learned.parameters().get("gamma"), step.parameters().parameter("gamma"));
            assertEquals(fresh.parameters().parameter("v"), step.parameters().parameter("v"));
            assertTrue(model.info().provenance().get("initialValues").endsWith("except [v, c]"));
        }
    }

    @Test
    void aPatternWithoutAMatchIsRefusedWithTheNames() {
        Trainer trainer = trainer(NETWORK)
                .from(InitialValues.of(learned).except("head.*"))
                .build();
        assertRefused(() -> trainer.fit(data(3)), "'head.*'", "[beta, c, gamma, mean, v, variance]");
    }

    @Test
    void resumingAsksForTheSameValues() {
        CheckpointConfig kept = CheckpointConfig.builder(folder).everyUpdates(1).build();
        trainer(NETWORK).from(learned).checkpoints(kept).build().fit(data(3)).close();
        Map<String, INDArray> other = new LinkedHashMap<>(learned.parameters());
        other.putAll(Map.of("mean", Nd4j.zeros(4), "variance", Nd4j.ones(4)));
        Trainer resumed = trainer(NETWORK)
                .from(other)
                .checkpoints(kept)
                .resume(Resume.REQUIRED)
                .build();
        assertThrown(CheckpointException.class, () -> resumed.fit(data(3)), "initialValues", "model of", "arrays");
    }

    @Test
    void anythingElseThanAModelOrACheckpointIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no model");
        assertThrown(ModelFileException.class, () -> InitialValues.of(text), text, "checkpoint");
        Path missing = folder.resolve("missing.zip");
        assertThrown(ModelFileException.class, () -> InitialValues.of(missing), missing, "no such file");
    }

    @Test
    void aTrainingUnderWayKeepsItsValues() {
        try (TrainingStep step = TrainingStep.supervised(NETWORK, config(2).build())) {
            step.run(Blobs.batch(12, 4, 3, 1));
            assertThrows(IllegalStateException.class, () -> step.startFrom(InitialValues.of(learned)));
        }
    }

    @Test
    void aModelGivesItsArraysByName() {
        assertEquals(Set.of("gamma", "beta", "v", "c"), learned.parameters().keySet());
        assertTrue(learned.constants().keySet().containsAll(List.of("mean", "variance")));
        learned.parameters().get("gamma").assign(7);
        assertNotEquals(7, learned.parameters().get("gamma").getDouble(0), "copies");
    }
}
