package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.network.Mode;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

class NormalizationTest {

    private static final INDArray X = BlockRun.randomInput(4, 2, 5, 3);

    private static BlockRun run(Block block) {
        return new BlockRun(block, 2, 5, 3);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void noneIsTheIdentity(Mode mode) {
        BlockRun none = run(Normalization.NONE);
        assertEquals(X, none.run(mode, X, 0));
        assertArrayEquals(new long[] {2, 5, 3}, none.outputShape());
        assertEquals(List.of("unused"), none.parameters().names());
        assertEquals(Bias.YES, Normalization.NONE.biasBefore());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void batchIsTheDefaultBatchNormalization(Mode mode) {
        BlockRun batch = run(Normalization.BATCH);
        BlockRun expected = run(new BatchNormalization());
        assertEquals(expected.run(mode, X, 0), batch.run(mode, X, 0));
        assertEquals(expected.updatedState("b.mean", X), batch.updatedState("b.mean", X));
        assertEquals(expected.parameters().names(), batch.parameters().names());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void layerIsTheDefaultLayerNormalization(Mode mode) {
        BlockRun layer = run(Normalization.LAYER);
        BlockRun expected = run(new LayerNormalization(1e-5));
        assertEquals(expected.run(mode, X, 0), layer.run(mode, X, 0));
        assertEquals(expected.parameters().names(), layer.parameters().names());
    }

    @Test
    void normalizationsHaveTheirOwnShift() {
        assertEquals(Bias.NO, Normalization.BATCH.biasBefore());
        assertEquals(Bias.NO, Normalization.LAYER.biasBefore());
    }
}
