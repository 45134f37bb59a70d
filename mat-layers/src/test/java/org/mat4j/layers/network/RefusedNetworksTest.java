package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mat4j.layers.testing.Refusal.assertRefused;
import static org.mat4j.layers.testing.Refusal.refusal;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.Sequential;
import org.nd4j.linalg.api.buffer.DataType;

/** Bad values of networks are named. */
class RefusedNetworksTest {

    private static final Input INPUT = new ImageInput(2, 3, 1, 4);
    private static final Block BODY = Sequential.of(new Flatten(), Dense.of(5));
    private static final LeNetPlusPlus LENET = new LeNetPlusPlus();
    private static final ConvNet LARGE = ConvNet.convLarge();
    private static final ResNet RESIDUAL = ResNet.wideResNet();
    private static final MultilayerPerceptron MLP = new MultilayerPerceptron();

    private static void build(Input input, int latentSize, Block body) {
        ParameterSet.initialize(BlockNetwork.of("own", input, latentSize, body), DataType.FLOAT, 1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("image height", 0, () -> new ImageInput(0, 28, 1, 10)),
                refusal("image width", -1, () -> new ImageInput(28, -1, 1, 10)),
                refusal("channels", 0, () -> new ImageInput(28, 28, 0, 10)),
                refusal("classes", 1, () -> new ImageInput(28, 28, 1, 1)),
                refusal("features", 0, () -> new TableInput(0, 2)),
                refusal("classes", 1, () -> new TableInput(3, 1)),
                refusal("width", 0, () -> LENET.withWidth(0)),
                refusal("latent size", -1, () -> LENET.withLatentSize(-1)),
                refusal("stages", 0, () -> LENET.withStages(0)),
                refusal("convolutions per stage", -2, () -> LENET.withConvolutionsPerStage(-2)),
                refusal("LeNet++", "7 x 28", () -> LENET.withInput(new ImageInput(7, 28, 1, 10))),
                refusal("LeNet++", "28 x 7", () -> LENET.withInput(new ImageInput(28, 7, 1, 10))),
                refusal("LeNet++", "28 x 28", () -> LENET.withStages(5)),
                refusal("width", 0, () -> ConvNet.convLarge(0)),
                refusal("width", -3, () -> ConvNet.convSmall(-3)),
                refusal("name", "' '", () -> LARGE.withName(" ")),
                refusal("stage widths", "[]", () -> ConvNet.builder()
                        .top(List.of(3))
                        .build()),
                refusal("stage widths", "[2, 0]", () -> LARGE.withStages(List.of(2, 0))),
                refusal("top widths", "[]", () -> ConvNet.builder()
                        .stages(List.of(2))
                        .build()),
                refusal("top widths", "[512, 256, -1]", () -> LARGE.withLatentSize(-1)),
                refusal("convolutions per stage", 0, () -> LARGE.withConvolutionsPerStage(0)),
                refusal("dropout rate", -0.1, () -> LENET.withDropoutRate(-0.1)),
                refusal("dropout rate", Double.NaN, () -> MLP.withDropoutRate(Double.NaN)),
                refusal("dropout rate", 1.0, () -> LARGE.withDropoutRate(1)),
                refusal("width", Integer.MAX_VALUE, () -> ConvNet.convLarge(Integer.MAX_VALUE)),
                refusal("width", 1 << 30, () -> ResNet.resNet18(1 << 30)),
                refusal("widening factor", 1 << 28, () -> ResNet.wideResNet(28, 1 << 28)),
                refusal("conv-large", "12 x 11", () -> LARGE.withInput(new ImageInput(12, 11, 3, 10))),
                refusal("conv-large", "32 x 32", () -> LARGE.withStages(List.of(1, 1, 1, 1))),
                refusal("conv-large", "32 x 32", () -> LARGE.withStages(Collections.nCopies(70, 1))),
                refusal("depth", 27, () -> ResNet.wideResNet(27, 2)),
                refusal("depth", 4, () -> ResNet.wideResNet(4, 2)),
                refusal("widening factor", 0, () -> ResNet.wideResNet(28, 0)),
                refusal("width", 0, () -> ResNet.resNet18(0)),
                refusal("stage widths", "[-1, -2, -4]", () -> RESIDUAL.withWidth(-1)),
                refusal("stage widths", "[32, 64, 0]", () -> RESIDUAL.withLatentSize(0)),
                refusal("blocks per stage", 0, () -> RESIDUAL.withBlocksPerStage(0)),
                refusal("dropout rate", 1.0, () -> RESIDUAL.withDropoutRate(1)),
                refusal("name", "''", () -> RESIDUAL.withName("")),
                refusal("layer sizes", "[]", () -> MLP.withSizes(List.of())),
                refusal("layer sizes", "[3, 0]", () -> MLP.withSizes(List.of(3, 0))),
                refusal("layer sizes", "[1200, 600, 300, 0]", () -> MLP.withLatentSize(0)),
                refusal("layer sizes", "[-4, 1, 1, 150]", () -> MLP.withWidth(-4)),
                refusal("latent size of own", 0, () -> build(INPUT, 0, BODY)),
                refusal("body of own", "[5]", () -> build(INPUT, 6, BODY)),
                refusal("body of own", "[2, 3, 1]", () -> build(INPUT, 5, Sequential.of())),
                refusal("head of own", 3, () -> BlockNetwork.of("own", INPUT, 5, BODY)
                        .withHead(Dense.of(3))));
    }

    @ParameterizedTest
    @MethodSource
    void refusals(String culprit, Object value, Executable action) {
        assertRefused(culprit, value, action);
    }

    static Stream<Arguments> nulls() {
        BlockNetwork own = BlockNetwork.of("own", INPUT, 5, BODY);
        return Stream.of(
                arguments("name", (Executable) () -> own.withName(null)),
                arguments("body", (Executable) () -> own.withBody(null)),
                arguments("input", (Executable) () -> MLP.withInput(null)),
                arguments("order", (Executable) () -> RESIDUAL.withOrder(null)),
                arguments("activation", (Executable) () -> LENET.withActivation(null)),
                arguments("normalization", (Executable) () -> LARGE.withNormalization(null)),
                arguments("logit normalization", (Executable) () -> LARGE.withLogitNormalization(null)),
                arguments("weight initialization", (Executable) () -> MLP.withWeightInitialization(null)));
    }

    @ParameterizedTest
    @MethodSource
    void nulls(String culprit, Executable action) {
        assertEquals(culprit, assertThrows(NullPointerException.class, action).getMessage());
    }
}
