package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.check.Values.distinct;
import static org.mat4j.core.testing.check.Values.normal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/** Gradients of convolutions and poolings, channels last, on images that are not square. */
class ConvolutionGradientsTest {

    static Stream<Arguments> convolutions() {
        List<Arguments> all = new ArrayList<>();
        for (PaddingMode padding : List.of(PaddingMode.SAME, PaddingMode.VALID)) {
            for (int kernel : new int[] {1, 2, 3, 5}) {
                for (int stride : new int[] {1, 2}) {
                    all.add(Arguments.of(padding, kernel, kernel, stride));
                }
            }
            all.add(Arguments.of(padding, 3, 1, 1));
            all.add(Arguments.of(padding, 1, 5, 1));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void withoutBias(PaddingMode padding, int kH, int kW, int stride) {
        Conv2DConfig config = config(padding, kH, kW, stride);
        GradientCheck.stock(
                v -> v[0].getSameDiff().cnn().conv2d(v[0], v[1], config),
                normal(1, 2, 5, 6, 2),
                normal(2, kH, kW, 2, 3));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void withBias(PaddingMode padding, int kH, int kW, int stride) {
        Conv2DConfig config = config(padding, kH, kW, stride);
        GradientCheck.stock(
                v -> v[0].getSameDiff().cnn().conv2d(v[0], v[1], v[2], config),
                normal(1, 2, 5, 6, 2),
                normal(2, kH, kW, 2, 3),
                normal(3, 3));
    }

    @Test
    void explicitPaddingOfAValidConvolution() {
        Conv2DConfig config = config(PaddingMode.VALID, 3, 3, 1);
        config.setPH(1);
        config.setPW(2);
        for (int filters : new int[] {3, 18}) {
            GradientCheck.stock(
                    v -> v[0].getSameDiff().cnn().conv2d(v[0], v[1], config),
                    normal(1, 2, 5, 6, 2),
                    normal(2, 3, 3, 2, filters));
        }
    }

    @Test
    void dilation() {
        Conv2DConfig config = config(PaddingMode.VALID, 2, 3, 1);
        config.setDH(2);
        config.setDW(2);
        GradientCheck.stock(
                v -> v[0].getSameDiff().cnn().conv2d(v[0], v[1], config), normal(1, 2, 5, 6, 2), normal(2, 2, 3, 2, 3));
    }

    @Test
    void channelsFirst() {
        Conv2DConfig config = config(PaddingMode.SAME, 3, 3, 1);
        config.setDataFormat(Conv2DConfig.NCHW);
        GradientCheck.stock(
                v -> v[0].getSameDiff().cnn().conv2d(v[0], v[1], config), normal(1, 2, 2, 5, 6), normal(2, 3, 3, 2, 3));
    }

    @Test
    void theInputsGradientAloneAddsNoGradientOfTheWeights() {
        assertEquals(List.of(), backward(PaddingMode.SAME, 3, 0));
        assertEquals(List.of(), backward(PaddingMode.VALID, 3, 0));
        assertEquals(List.of("convolution_backward"), backward(PaddingMode.SAME, 3, 0, 1));
        assertEquals(List.of("convolution_backward"), backward(PaddingMode.SAME, 3, 1));
    }

    @Test
    void theWeightsGradientAloneOfManyFiltersAddsNoGradientOfTheInput() {
        assertEquals(List.of("weights_gradient"), backward(PaddingMode.SAME, 18, 1));
        assertEquals(List.of("convolution_backward"), backward(PaddingMode.SAME, 17, 1));
        assertEquals(List.of("convolution_backward"), backward(PaddingMode.SAME, 18, 0, 1));
    }

    /** Where there are as many filters as weights a filter, the weights' gradient alone is taken from shifted images. */
    @ParameterizedTest
    @MethodSource("convolutions")
    void manyFilters(PaddingMode padding, int kH, int kW, int stride) {
        Conv2DConfig config = config(padding, kH, kW, stride);
        int filters = 2 * kH * kW;
        GradientCheck.stock(
                v -> v[0].getSameDiff().cnn().conv2d(v[0], v[1], v[2], config),
                normal(1, 2, 5, 6, 2),
                normal(2, kH, kW, 2, filters),
                normal(3, filters));
    }

    private static List<String> backward(PaddingMode padding, int filters, int... wanted) {
        SameDiff graph = SameDiff.create();
        SDVariable[] v = {graph.var("x", normal(1, 2, 5, 6, 2)), graph.var("w", normal(2, 3, 3, 2, filters))};
        SDVariable loss =
                graph.cnn().conv2d(v[0], v[1], config(padding, 3, 3, 1)).sum();
        Gradients.of(loss)
                .withRespectTo(Arrays.stream(wanted).mapToObj(i -> v[i]).toList());
        return graph.getOps().values().stream()
                .map(o -> o.getOp().opName())
                .filter(List.of("convolution_backward", "weights_gradient", "conv2d_bp")::contains)
                .toList();
    }

    static Stream<Arguments> poolings() {
        return Stream.of(
                Arguments.of(PaddingMode.VALID, 2, 2),
                Arguments.of(PaddingMode.SAME, 2, 2),
                Arguments.of(PaddingMode.VALID, 3, 2),
                Arguments.of(PaddingMode.SAME, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void maximum(PaddingMode padding, int size, int stride) {
        GradientCheck.stock(
                v -> v[0].getSameDiff().cnn().maxPooling2d(v[0], pooling(padding, size, stride)),
                distinct(4, 2, 5, 6, 3));
    }

    @ParameterizedTest
    @MethodSource("poolings")
    void average(PaddingMode padding, int size, int stride) {
        GradientCheck.stock(
                v -> v[0].getSameDiff().cnn().avgPooling2d(v[0], pooling(padding, size, stride)),
                normal(4, 2, 5, 6, 3));
    }

    private static Conv2DConfig config(PaddingMode padding, int kH, int kW, int stride) {
        return Conv2DConfig.builder()
                .kH(kH)
                .kW(kW)
                .sH(stride)
                .sW(stride)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
    }

    private static Pooling2DConfig pooling(PaddingMode padding, int size, int stride) {
        return Pooling2DConfig.builder()
                .kH(size)
                .kW(size)
                .sH(stride)
                .sW(stride)
                .paddingMode(padding)
                .isNHWC(true)
                .build();
    }
}
