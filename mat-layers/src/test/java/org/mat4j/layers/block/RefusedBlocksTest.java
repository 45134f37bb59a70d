package org.mat4j.layers.block;

import static org.mat4j.layers.testing.Refusal.assertRefused;
import static org.mat4j.layers.testing.Refusal.refusal;
import static org.nd4j.linalg.activations.Activation.RRELU;

import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/** Bad values of blocks, and inputs that do not fit, are named. */
class RefusedBlocksTest {

    static Stream<Arguments> refusals() {
        Convolution valid = new Convolution(2, 3, Padding.VALID, Bias.NO);
        return Stream.of(
                refusal("filters", 0, () -> Convolution.same(0, 3)),
                refusal("kernel", -1, () -> Convolution.same(2, -1)),
                refusal("stride", 0, () -> Convolution.same(2, 3).withStride(0)),
                refusal("dilation", 0, () -> Convolution.same(2, 3).withDilation(0)),
                refusal("dense", 0, () -> Dense.of(0)),
                refusal("window", 1, () -> new MaxPooling(1)),
                refusal("window", 0, () -> new AveragePooling(0)),
                refusal("dropout rate", -0.1, () -> new Dropout(-0.1)),
                refusal("dropout rate", 1.0, () -> new Dropout(1)),
                refusal("dropout rate", Double.NaN, () -> new Dropout(Double.NaN)),
                refusal("decay", -0.1, () -> new BatchNormalization(-0.1, 1e-6)),
                refusal("decay", 1.0, () -> new BatchNormalization(1, 1e-6)),
                refusal("decay", Double.NaN, () -> new BatchNormalization(Double.NaN, 1e-6)),
                refusal("epsilon", 0.0, () -> new BatchNormalization(0.9, 0)),
                refusal("epsilon", Double.NaN, () -> new BatchNormalization(0.9, Double.NaN)),
                refusal("epsilon of layer normalization", 0.0, () -> new LayerNormalization(0)),
                refusal("ND4J's activation", "ActivationRReLU", () -> Nd4jActivation.of(RRELU)),
                refusal("threshold", 0.5, () -> new Nd4jActivation(new ActivationReLU(null, 0.5, null))),
                refusal("block 'b'", "[4, 5, 1]", () -> new BlockRun(valid.withDilation(2), 4, 5, 1)),
                refusal("block 'b'", "[4]", () -> new BlockRun(Convolution.same(2, 3), 4)),
                refusal("block 'b'", "[2, 5, 1]", () -> new BlockRun(valid, 2, 5, 1)),
                refusal("block 'b'", "[5, 2, 1]", () -> new BlockRun(valid, 5, 2, 1)),
                refusal("block 'b'", "[2, 2, 1]", () -> new BlockRun(Dense.of(2), 2, 2, 1)),
                refusal("block 'b'", "[4]", () -> new BlockRun(new MaxPooling(2), 4)),
                refusal("block 'b'", "[5, 2, 1]", () -> new BlockRun(new MaxPooling(3), 5, 2, 1)),
                refusal("block 'b'", "[2, 5, 1]", () -> new BlockRun(new AveragePooling(3), 2, 5, 1)),
                refusal("branch of block 'b'", "[4]", () -> new BlockRun(Residual.of(Dense.of(4)), 3)),
                refusal(
                        "block 'b.shortcut'",
                        "[3]",
                        () -> new BlockRun(new Residual(Dense.of(2), Convolution.same(2, 1)), 3)),
                refusal("block 'b'", "[4]", () -> new BlockRun(new GlobalAveragePooling(), 4)));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(String culprit, Object value, Executable action) {
        assertRefused(culprit, value, action);
    }
}
