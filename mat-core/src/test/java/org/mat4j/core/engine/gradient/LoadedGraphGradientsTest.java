package org.mat4j.core.engine.gradient;

import static org.mat4j.core.testing.check.Values.distinct;
import static org.mat4j.core.testing.check.Values.normal;
import static org.mat4j.core.testing.check.Values.uniform;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.LeakyRelu;
import org.mat4j.core.engine.op.Mask;
import org.mat4j.core.engine.op.Prelu;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.ops.SDCNN;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D.Divisor;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients in a graph that was saved and loaded, where the operations of this library are stock ones. */
class LoadedGraphGradientsTest {

    private static final INDArray SLOPES = Nd4j.createFromArray(-0.5, 0, 0.3, 1, 1.7);

    private static Arguments of(String name, Function<SDVariable[], SDVariable> f, INDArray... inputs) {
        return Arguments.of(name, f, inputs);
    }

    static Stream<Arguments> operations() {
        INDArray images = normal(1, 2, 5, 6, 2);
        INDArray kernel = normal(2, 3, 3, 2, 3);
        return Stream.of(
                of("scale", v -> Channels.scale(v[0], v[1]), normal(1, 2, 3, 4), normal(2, 4)),
                of("shift", v -> Channels.shift(v[0], v[1]), normal(1, 2, 3, 4), normal(2, 4)),
                of("leaky relu", v -> LeakyRelu.of(v[0], 0.1), distinct(1, 3, 4)),
                of("prelu", v -> Prelu.ofStockOperations(v[0], v[1]), distinct(1, 2, 3, 5), SLOPES),
                of("mask", v -> Mask.of(v[0], v[0].getSameDiff().constant(uniform(3, 0, 2, 3, 4))), normal(1, 3, 4)),
                of("product", v -> v[0].mmul(v[1]), normal(1, 3, 4), normal(2, 4, 2)),
                of(
                        "product with a transposed matrix",
                        v -> v[0].getSameDiff().mmul(v[0], v[1], false, true, false),
                        normal(1, 3, 4),
                        normal(2, 2, 4)),
                of("same convolution", v -> convolution(v, PaddingMode.SAME, 1), images, kernel, normal(3, 3)),
                of("valid convolution", v -> convolution(v, PaddingMode.VALID, 1), images, kernel, normal(3, 3)),
                of("convolution with strides", v -> convolution(v, PaddingMode.SAME, 2), images, kernel, normal(3, 3)),
                of(
                        "convolution with many filters",
                        v -> convolution(v, PaddingMode.SAME, 1),
                        images,
                        normal(2, 3, 3, 2, 18),
                        normal(3, 18)),
                of("relu", v -> v[0].getSameDiff().nn().relu(v[0], 0), distinct(1, 3, 4)),
                of("softmax", v -> v[0].getSameDiff().nn().softmax(v[0], 1), normal(1, 3, 4)),
                of("max", v -> v[0].getSameDiff().math().max(v[0], v[1]), distinct(1, 3, 4), normal(2, 4)));
    }

    /** What converted networks are made of. */
    static Stream<Arguments> operationsOfOtherNetworks() {
        INDArray images = distinct(1, 2, 5, 6, 2);
        return Stream.of(
                of(
                        "dilated",
                        v -> cnn(v).conv2d(v[0], v[1], dilated(PaddingMode.VALID)),
                        images,
                        normal(2, 2, 2, 2, 3)),
                of(
                        "same, dilated",
                        v -> cnn(v).conv2d(v[0], v[1], dilated(PaddingMode.SAME)),
                        images,
                        normal(2, 2, 2, 2, 3)),
                of(
                        "separable",
                        v -> cnn(v).separableConv2d(v[0], v[1], v[2], v[3], dilated(PaddingMode.SAME)),
                        images,
                        normal(2, 2, 2, 2, 3),
                        normal(3, 1, 1, 6, 4),
                        normal(4, 4)),
                of("max pooling", v -> cnn(v).maxPooling2d(v[0], padded(Divisor.EXCLUDE_PADDING)), images),
                of("average pooling", v -> cnn(v).avgPooling2d(v[0], padded(Divisor.EXCLUDE_PADDING)), images),
                of("average over padding too", v -> cnn(v).avgPooling2d(v[0], padded(Divisor.INCLUDE_PADDING)), images),
                of("upsampling", v -> cnn(v).upsampling2d(v[0], 2, 3, false), images),
                of("upsampling, channels first", v -> cnn(v).upsampling2d(v[0], 2, 3, true), images),
                of(
                        "pad",
                        v -> graph(v).nn()
                                .pad(
                                        v[0],
                                        graph(v).constant(Nd4j.createFromArray(
                                                new int[][] {{0, 0}, {1, 2}, {0, 3}, {0, 0}})),
                                        0),
                        images),
                of(
                        "slice",
                        v -> graph(v).stridedSlice(
                                        v[0],
                                        new long[] {0, 1, 2, 0},
                                        new long[] {0, 4, 5, 1},
                                        new long[] {1, 1, 1, 1},
                                        0,
                                        1,
                                        0,
                                        0,
                                        0),
                        images),
                of("concatenation", v -> graph(v).concat(3, v[0], v[1]), images, normal(2, 2, 5, 6, 3)),
                of("mean", v -> v[0].mean(1, 2), images),
                of("maximum", v -> v[0].max(1, 2), images),
                of("sum", v -> v[0].sum(true, 1, 2, 3), images),
                of("permutation", v -> v[0].permute(0, 3, 1, 2).reshape(-1, 60), images),
                of("power", v -> graph(v).math().pow(v[0].mul(v[0]).add(1), -0.75), images),
                of("threshold", v -> v[0].mul(v[0].gt(0.2).castTo(v[0].dataType())), images));
    }

    static Stream<Arguments> activations() {
        return Stream.<Arguments>of(
                of("relu6", v -> graph(v).nn().relu6(v[0].mul(5), 0), distinct(1, 3, 4)),
                of("elu", v -> graph(v).nn().elu(v[0]), distinct(1, 3, 4)),
                of("expm1", v -> graph(v).math().expm1(v[0]), distinct(1, 3, 4)),
                of("selu", v -> graph(v).nn().selu(v[0]), distinct(1, 3, 4)),
                of("gelu", v -> graph(v).nn().gelu(v[0]), distinct(1, 3, 4)),
                of("swish", v -> graph(v).nn().swish(v[0]), distinct(1, 3, 4)),
                of("softplus", v -> graph(v).nn().softplus(v[0]), distinct(1, 3, 4)),
                of("softsign", v -> graph(v).nn().softsign(v[0]), distinct(1, 3, 4)),
                of("sigmoid", v -> graph(v).nn().sigmoid(v[0]), distinct(1, 3, 4)),
                of("hard sigmoid", v -> graph(v).nn().hardSigmoid(v[0].mul(3)), distinct(1, 3, 4)),
                of("tanh", v -> graph(v).math().tanh(v[0]), distinct(1, 3, 4)),
                of("hard tanh", v -> graph(v).nn().hardTanh(v[0].mul(3)), distinct(1, 3, 4)),
                of("rational tanh", v -> graph(v).math().rationalTanh(v[0]), distinct(1, 3, 4)),
                of("rectified tanh", v -> graph(v).math().rectifiedTanh(v[0]), distinct(1, 3, 4)));
    }

    private static SameDiff graph(SDVariable[] v) {
        return v[0].getSameDiff();
    }

    private static SDCNN cnn(SDVariable[] v) {
        return graph(v).cnn();
    }

    private static Conv2DConfig dilated(PaddingMode padding) {
        return Conv2DConfig.builder()
                .kH(2)
                .kW(2)
                .dH(2)
                .dW(3)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
    }

    private static Pooling2DConfig padded(Divisor divisor) {
        return Pooling2DConfig.builder()
                .kH(3)
                .kW(2)
                .sH(2)
                .sW(1)
                .pH(1)
                .pW(1)
                .extra(divisor.ordinal())
                .isNHWC(true)
                .build();
    }

    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource({"operations", "operationsOfOtherNetworks", "activations"})
    void ofAnOperation(String name, Function<SDVariable[], SDVariable> operation, INDArray... inputs) {
        GradientCheck.loaded(operation, inputs);
    }

    @Test
    void ofANetworkForImages() {
        GradientCheck.loaded(
                v -> {
                    SDVariable h = convolution(new SDVariable[] {v[0], v[1], v[2]}, PaddingMode.SAME, 1);
                    h = LeakyRelu.of(Channels.shift(Channels.scale(h, v[3]), v[4]), 0.1);
                    h = h.getSameDiff().cnn().maxPooling2d(h, pooling());
                    h = Prelu.ofStockOperations(h, v[5]).reshape(-1, 2 * 3 * 3);
                    return h.getSameDiff().nn().softmax(Channels.shift(h.mmul(v[6]), v[7]), 1);
                },
                normal(1, 2, 5, 6, 2),
                normal(2, 3, 3, 2, 3),
                normal(3, 3),
                uniform(4, 0.5, 2, 3),
                normal(5, 3),
                uniform(6, 0.1, 1.5, 3),
                normal(7, 18, 4),
                normal(8, 4));
    }

    private static SDVariable convolution(SDVariable[] v, PaddingMode padding, int stride) {
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .sH(stride)
                .sW(stride)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        return v[0].getSameDiff().cnn().conv2d(v[0], v[1], v[2], config);
    }

    private static Pooling2DConfig pooling() {
        return Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).isNHWC(true).build();
    }
}
