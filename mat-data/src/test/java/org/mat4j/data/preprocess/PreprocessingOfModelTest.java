package org.mat4j.data.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.FirstLayer;
import org.mat4j.core.network.InputLayer;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.preprocess.LinearWhitening;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.Inputs;
import org.mat4j.data.table.TableData;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The first layer of a model is the same one again, whatever the data that training goes on with. */
class PreprocessingOfModelTest {

    private static final Network NETWORK = TestNetwork.dense(4, 2, 3);
    private static final INDArray X = Blobs.batch(6, 4, 3, 9).getFeatures();

    private static Stream<InputLayer> layers() {
        return Stream.of(
                new Standardization(new float[] {1, 2, 0.3f, -4}, new float[] {0.7f, 1, 2, 3}),
                new LinearWhitening(
                        "whitened", new long[] {4}, new float[] {1, 2, 0.3f, -4}, Nd4j.rand(DataType.FLOAT, 4, 4)));
    }

    private static Inputs rows(int columns) {
        float[][] rows = {new float[columns], new float[columns]};
        return TableData.of(rows, new int[] {0, 1}, List.of("a", "b"), Provenance.of("test", "memory"))
                .unlabeled();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void isThatOfTheModelAgain(InputLayer layer) {
        try (TrainedModel model = Models.trained(NETWORK.preprocessedBy(layer), DataType.FLOAT, 1)) {
            Preprocessing again = Preprocessing.of(model);
            assertEquals(layer.toString(), again.fit(rows(4)).toString());
            assertEquals(FirstLayer.apply(layer, X), FirstLayer.apply(again.fit(rows(4)), X));
            assertThrows(IllegalArgumentException.class, () -> again.fit(rows(5)));
        }
    }

    @Test
    void withoutALayerPixelsStayAsTheyAre() {
        try (TrainedModel model = Models.trained(NETWORK, DataType.FLOAT, 1)) {
            assertEquals(Preprocessing.SCALED, Preprocessing.of(model));
        }
    }
}
