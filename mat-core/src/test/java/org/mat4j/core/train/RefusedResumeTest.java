package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.SurvivingTraining.Log;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** A training never resumes from what is not its own. */
class RefusedResumeTest {

    private static final Network NETWORK = TestNetwork.dense(4, 3, 3);

    @TempDir
    Path folder;

    private CheckpointConfig kept;

    private static TrainingConfigBuilder config() {
        return TrainingConfig.builder()
                .method(Methods.vat(2))
                .updater(new Adam(0.01))
                .seed(3)
                .updates(4);
    }

    private static Batches data() {
        return Blobs.batches(3, 6, 4, 3, 1);
    }

    private Trainer.Builder trainer(Network network, TrainingConfigBuilder config) {
        return Trainer.builder(network).config(config.build()).checkpoints(kept);
    }

    @BeforeEach
    void trainFourUpdates() {
        kept = CheckpointConfig.builder(folder).everyUpdates(4).build();
        trainer(NETWORK, config())
                .provenance("data", "blobs")
                .build()
                .fit(data())
                .close();
    }

    private static String refusal(Trainer.Builder trainer, DataSetIterator data) {
        Trainer refused = trainer.resume(Resume.REQUIRED).build();
        return assertThrows(CheckpointException.class, () -> refused.fit(data)).getMessage();
    }

    private void assertNamed(String difference, Network network, TrainingConfigBuilder config) {
        String message = refusal(trainer(network, config).provenance("data", "blobs"), data());
        assertEquals(
                "the checkpoint is of another training: " + difference
                        + ". Resume with the settings it was made with, or start from scratch in another folder",
                message);
    }

    @Test
    void settingsThatDifferAreNamed() {
        assertNamed("seed is '3' there, '4' here", NETWORK, config().seed(4));
        assertNamed("dataType is 'FLOAT' there, 'DOUBLE' here", NETWORK, config().dataType(DataType.DOUBLE));
        assertNamed(
                "updater is '" + new Adam(0.01) + "' there, '" + new Sgd(0.25) + "' here",
                NETWORK,
                config().updater(new Sgd(0.25)));
    }

    @Test
    void aChangedTrainingIsThatOfItsOldSettingsUpToTheChange() {
        TrainingConfig earlier = config().build();
        Trainer.Builder slower = trainer(
                        NETWORK, config().updater(new Adam(0.001)).updates(6))
                .provenance("data", "blobs")
                .resume(Resume.REQUIRED);
        try (TrainedModel model = slower.changedFrom(earlier).build().fit(data())) {
            String changes = model.info().provenance().get("changes");
            assertEquals("after update 4: updater from " + new Adam(0.01) + " to " + new Adam(0.001), changes);
        }
        String message = refusal(
                trainer(NETWORK, config().seed(5)).provenance("data", "blobs").changedFrom(earlier), data());
        assertTrue(message.contains("updater is '" + new Adam(0.001) + "' there"), message);
    }

    @Test
    void aChangeThatCannotBeIsRefused() {
        TrainingConfig earlier = config().method(Methods.mat(2)).build();
        Trainer other = trainer(NETWORK, config().method(Methods.mat(2).shrinkage(0.5)))
                .changedFrom(earlier)
                .resume(Resume.REQUIRED)
                .build();
        String message = assertThrows(IllegalArgumentException.class, () -> other.fit(data()))
                .getMessage();
        assertTrue(message.startsWith("the changed training's mixture is ") && message.contains("0.5"), message);
        Trainer.Builder fresh = trainer(NETWORK, config()).changedFrom(earlier);
        message = assertThrows(IllegalArgumentException.class, fresh::build).getMessage();
        assertTrue(message.startsWith("resume is NEVER"), message);
    }

    @Test
    void anotherNetworkIsNamedByItsShapes() {
        assertNamed(
                "latent size is '3' there, '5' here; parameter b is '[3]' there, '[5]' here; parameter v is '[3, 3]'"
                        + " there, '[5, 3]' here; parameter w is '[4, 3]' there, '[4, 5]' here",
                TestNetwork.dense(4, 5, 3),
                config());
    }

    @Test
    void anotherNetworkOfTheSameShapesIsNamed() {
        Network other = new Network() {
            @Override
            public long[] inputShape() {
                return NETWORK.inputShape();
            }

            @Override
            public int latentSize() {
                return NETWORK.latentSize();
            }

            @Override
            public int classCount() {
                return NETWORK.classCount();
            }

            @Override
            public String name() {
                return NETWORK.name();
            }

            @Override
            public Map<String, String> settings() {
                return Map.of("activation", "tanh");
            }

            @Override
            public Outputs build(Pass pass, SDVariable input) {
                return NETWORK.build(pass, input);
            }
        };
        assertNamed("network activation is not given there, 'tanh' here", other, config());
    }

    @Test
    void anotherMethodIsNamed() {
        String message =
                refusal(trainer(NETWORK, config().method(Methods.mat(2))).provenance("data", "blobs"), data());
        assertTrue(message.contains("method is 'vat' there, 'mat' here"), message);
        message = refusal(trainer(NETWORK, config().method(Methods.vat(0.5))).provenance("data", "blobs"), data());
        assertTrue(message.contains("perturbation.epsilon is '2.0' there, '0.5' here"), message);
    }

    @Test
    void anotherProvenanceIsNamed() {
        String message = refusal(trainer(NETWORK, config()).provenance("data", "rings"), data());
        assertTrue(message.contains("data is 'blobs' there, 'rings' here"), message);
    }

    @Test
    void fewerBatchesThanBeforeAreNoticed() {
        String message = refusal(
                trainer(NETWORK, config().updates(9)).provenance("data", "blobs"), Blobs.batches(2, 6, 4, 3, 1));
        assertEquals(
                "the labeled data gave 3 batches up to epoch 1, batch 1; expected 4 as when the checkpoint was written:"
                        + " resume with the same data and batch size",
                message);
    }

    @Test
    void aShorterTrainingIsRefused() {
        String message = refusal(trainer(NETWORK, config().updates(3)).provenance("data", "blobs"), data());
        assertEquals(
                "the checkpoint is after update 4, in epoch 2, but training lasts 3 updates; expected a longer training",
                message);
    }

    @Test
    void aListenerWhoseRecordWouldHaveAGapIsRefused() {
        String message =
                refusal(trainer(NETWORK, config()).provenance("data", "blobs").listener(new Log()), data());
        assertEquals(
                "the checkpoint has no state of the listener 'log', whose record would have a gap; resume without that"
                        + " listener",
                message);
    }

    @Test
    void twoListenersOfOneNameAreRefused() {
        Trainer trainer = trainer(NETWORK, config())
                .resume(Resume.IF_PRESENT)
                .listener(new Log())
                .listener(new Log())
                .build();
        assertEquals(
                "the state of a listener is 'log' twice, expected a name of its own",
                assertThrows(IllegalArgumentException.class, () -> trainer.fit(data()))
                        .getMessage());
    }

    @Test
    void aFolderOfAnotherTrainingIsNotMixedWith() {
        Trainer fresh = trainer(NETWORK, config()).build();
        assertEquals(
                "the folder " + folder + " holds checkpoints of an earlier training (latest-000000004.checkpoint);"
                        + " resume it, or give an empty folder",
                assertThrows(CheckpointException.class, () -> fresh.fit(data())).getMessage());
    }

    @Test
    void resumingNeedsACheckpointOrItsFolder() {
        CheckpointStore.clear(folder);
        assertEquals(
                "there is no checkpoint in " + folder + " to resume from; start without resuming",
                refusal(trainer(NETWORK, config()), data()));
        Trainer.Builder none = Trainer.builder(NETWORK).config(config().build()).resume(Resume.IF_PRESENT);
        String message =
                assertThrows(IllegalArgumentException.class, none::build).getMessage();
        assertTrue(message.startsWith("resume is IF_PRESENT, expected NEVER without checkpoints"), message);
    }

    @Test
    void theLatestStaysWhatItWasAfterARefusal() {
        refusal(trainer(NETWORK, config().seed(4)), data());
        assertEquals(
                List.of(4L),
                CheckpointStore.open(kept).newest().stream()
                        .map(c -> c.progress().update())
                        .toList());
    }
}
