package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.block.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.weightinit.impl.XavierInitScheme;

/** Networks of one's own from a body of blocks, and networks for tables. */
class BlockNetworkTest {

    private static final TableInput TABLE = new TableInput(4, 3);
    private static final int EXAMPLES = 90;

    private static ParameterSet parameters(Network network) {
        return ParameterSet.initialize(network, DataType.FLOAT, 1);
    }

    @Test
    void logitsAreNormalizedOnDemand() {
        BlockNetwork own =
                BlockNetwork.of("own", new ImageInput(2, 3, 1, 4), 5, Sequential.of(new Flatten(), Dense.of(5)));
        List<String> plain = List.of("body.2.weight", "body.2.bias", "head.weight", "head.bias");
        assertEquals(plain, parameters(own).names());
        ParameterSet normalized = parameters(own.withLogitNormalization(Normalization.BATCH));
        assertEquals(plain, normalized.names().subList(0, 4));
        assertEquals(
                List.of("head.normalization.gamma", "head.normalization.beta"),
                normalized.names().subList(4, 6));
        assertEquals(2 * 4, normalized.flat().length() - (6 * 5 + 5 + 5 * 4 + 4));
    }

    @Test
    void settingsAreOnesOwn() {
        BlockNetwork own = BlockNetwork.of("own", TABLE, 5, Dense.of(5));
        assertEquals(Map.of(), own.settings());
        assertEquals(
                Map.of("depth", "1"), own.withSettings(Map.of("depth", "1")).settings());
    }

    /** A block of SameDiff's own operations. */
    private static final Block TANH = (pass, name, x) -> new Tensor(
            pass.graph()
                    .math()
                    .tanh(x.value().mmul(pass.parameter(name + ".w", new XavierInitScheme('c', 4, 6), 4, 6))),
            6);

    static Stream<Network> tableNetworks() {
        return Stream.of(
                BlockNetwork.of("of-blocks", TABLE, 8, Sequential.of(Dense.of(8), Activation.RELU)),
                BlockNetwork.of("of-operations", TABLE, 6, TANH),
                MultilayerPerceptron.builder()
                        .input(TABLE)
                        .sizes(List.of(16, 8))
                        .build());
    }

    /** Three classes around the first three corners of the axes. */
    private static DataSet blobs() {
        Nd4j.getRandom().setSeed(5);
        INDArray x = Nd4j.randn(DataType.FLOAT, EXAMPLES, 4).muli(0.4);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, EXAMPLES, 3);
        for (int i = 0; i < EXAMPLES; i++) {
            labels.putScalar(i, i % 3, 1);
            x.putScalar(i, i % 3, x.getDouble(i, i % 3) + 2);
        }
        return new DataSet(x, labels);
    }

    @ParameterizedTest
    @MethodSource("tableNetworks")
    void aTableIsLearnedSavedAndLoaded(Network network, @TempDir Path folder) {
        assertArrayEquals(new long[] {4}, network.inputShape());
        DataSet data = blobs();
        Path file = folder.resolve("model.zip");
        TrainingConfig config = TrainingConfig.builder()
                .method(Methods.mat(0.5))
                .updates(60)
                .updater(new Adam(0.02))
                .build();
        try (TrainedModel model =
                Trainer.builder(network).config(config).build().fit(new ViewIterator(data, 30))) {
            model.save(file);
            INDArray logits = model.classifier().predict(data.getFeatures()).logits();
            long right = logits.argMax(1)
                    .eq(data.getLabels().argMax(1))
                    .castTo(DataType.INT32)
                    .sumNumber()
                    .longValue();
            assertTrue(right > 0.9 * EXAMPLES, right + " of " + EXAMPLES);
            try (TrainedModel loaded = TrainedModel.load(file)) {
                assertEquals(
                        logits, loaded.classifier().predict(data.getFeatures()).logits());
            }
        }
    }
}
