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
import org.nd4j.linalg.api.ndarray.INDArray;
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

    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource("operations")
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
