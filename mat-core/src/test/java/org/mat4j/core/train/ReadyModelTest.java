package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A model of ready values predicts by them, and its mixture is that of its latents. */
class ReadyModelTest {

    private static final Network NETWORK = TestNetwork.batchNorm(4, 3);
    private static final DataSet BATCH = Blobs.batch(30, 4, 3, 5);

    @Test
    void givenValuesPredictAndHaveTheMixtureOfTheData() {
        INDArray x = BATCH.getFeatures();
        try (TrainedModel learned = Models.trained(NETWORK, DataType.FLOAT, 5);
                TrainedModel ready = ReadyModel.of(NETWORK, InitialValues.of(learned), Batches.of(BATCH))) {
            INDArray latents = learned.classifier().predict(x).latent();
            assertEquals(learned.classifier().logits(x), ready.classifier().logits(x));
            GaussianMixture expected =
                    GaussianMixture.fit(MixtureConfig.defaults(), LatentBatch.of(latents, BATCH.getLabels()));
            double[] z = latents.getRow(0).toDoubleVector();
            assertEquals(expected.logMixtureDensity(z), ready.mixture().logMixtureDensity(z), 1e-9);
            assertEquals("none", ready.info().training().get("method"));
            assertEquals(
                    InitialValues.of(learned).toString(),
                    ready.info().provenance().get(InitialValues.PROVENANCE));
        }
    }

    @Test
    void aNetworksOwnValuesServeWithoutOthers() {
        try (TrainedModel ready = ReadyModel.of(NETWORK, Batches.of(BATCH))) {
            assertEquals(
                    ParameterSet.initialize(NETWORK, DataType.FLOAT, TrainingConfig.DEFAULT_SEED)
                            .parameter("v"),
                    ready.parameters().get("v"));
        }
    }

    @Test
    void dataWithoutAnExampleIsRefused() {
        assertRefused(() -> ReadyModel.of(NETWORK, Batches.of()), "number of batches in the data is 0");
    }
}
