package org.mat4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.network.FirstLayer;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A model from behind its first layer on: the same answers, to inputs in the layer's units. */
class FirstLayerTest {

    private static final Standardization LAYER =
            new Standardization(new float[] {10, -2, 0.5f}, new float[] {4, 0.25f, 100});
    private static final INDArray RAW = Nd4j.create(new float[][] {{12, -2.5f, 90}, {3, -1, -70}});

    @Test
    void standardizedInputsGetTheAnswersOfTheRawOnes(@TempDir Path folder) {
        Path file = folder.resolve("model.zip");
        try (TrainedModel trained =
                Models.trained(TestNetwork.dense(3, 2, 2).preprocessedBy(LAYER), DataType.FLOAT, 3)) {
            trained.save(file);
        }
        try (TrainedModel model = TrainedModel.load(file);
                TrainedModel behind = model.behindFirstLayer()) {
            INDArray standardized = behind.classifier().inputOf(RAW);

            assertArrayEquals(
                    new float[] {0.5f, -2, 0.895f}, standardized.getRow(0).toFloatVector(), 1e-6f);
            assertArrayEquals(
                    new float[] {-1.75f, 4, -0.705f}, standardized.getRow(1).toFloatVector(), 1e-6f);
            assertArrayEquals(
                    model.classifier().logits(RAW).toFloatMatrix()[0],
                    behind.classifier().logits(standardized).toFloatMatrix()[0],
                    1e-6f);
            assertArrayEquals(
                    model.classifier().predict(RAW).latent().toFloatMatrix()[1],
                    behind.classifier().predict(standardized).latent().toFloatMatrix()[1],
                    1e-6f);
            assertEquals(RAW, model.classifier().inputOf(RAW));
            assertArrayEquals(
                    standardized.toFloatMatrix()[0],
                    FirstLayer.apply(LAYER, RAW).toFloatMatrix()[0],
                    1e-6f);
        }
    }

    @Test
    void aModelWithoutAFirstLayerHasNothingBehindIt() {
        try (TrainedModel model = Models.trained(TestNetwork.dense(3, 2, 2), DataType.FLOAT, 1)) {
            String message = assertThrows(IllegalArgumentException.class, model::behindFirstLayer)
                    .getMessage();
            assertTrue(message.contains("first layer of the model is none"), message);
            assertEquals(RAW, FirstLayer.apply(InputLayer.NONE, RAW));
        }
    }
}
