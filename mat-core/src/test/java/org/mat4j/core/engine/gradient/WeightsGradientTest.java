package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.engine.convolution.ConvolutionArguments;
import org.mat4j.core.engine.testing.NaiveConvolution;
import org.mat4j.core.engine.testing.OperationRun;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** From shifted images, against the definition; on images that are not square. */
class WeightsGradientTest {

    private static final int HEIGHT = 6;
    private static final int WIDTH = 5;

    @ParameterizedTest
    @CsvSource({
        "SAME, 3, 3, 0, 1, 4, true",
        "SAME, 5, 3, 0, 2, 4, false",
        "SAME, 2, 4, 0, 2, 3, true",
        "SAME, 1, 1, 0, 1, 3, true",
        "VALID, 3, 3, 0, 1, 1, true",
        "VALID, 5, 2, 0, 3, 4, false",
        "VALID, 1, 1, 0, 2, 3, true",
        "VALID, 3, 3, 1, 2, 4, true",
        "VALID, 2, 3, 2, 1, 4, false",
    })
    void theGradientIsThatOfTheDefinition(
            PaddingMode padding, int kH, int kW, int pad, int channels, int filters, boolean bias) {
        boolean same = padding == PaddingMode.SAME;
        INDArray x = Values.normal(1, 3, HEIGHT, WIDTH, channels);
        INDArray w = Values.normal(2, kH, kW, channels, filters);
        int height = same ? HEIGHT : HEIGHT + 2 * pad - kH + 1;
        int width = same ? WIDTH : WIDTH + 2 * pad - kW + 1;
        INDArray gradient = Values.normal(3, 3, height, width, filters);
        INDArray[] inputs =
                bias ? new INDArray[] {x, w, Values.normal(4, filters), gradient} : new INDArray[] {x, w, gradient};
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(kH)
                .kW(kW)
                .pH(pad)
                .pW(pad)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        NaiveConvolution naive =
                new NaiveConvolution(x, w, gradient, same ? (kH - 1) / 2 : pad, same ? (kW - 1) / 2 : pad);
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
            List<INDArray> actual = OperationRun.run(type, v -> backward(v, config), inputs);
            double tolerance = type == DataType.DOUBLE ? 1e-13 : 1e-5;
            assertEquals(bias ? 2 : 1, actual.size());
            Values.assertClose(naive.ofWeights(), actual.get(0), tolerance, "weights, " + type);
            if (bias) {
                Values.assertClose(naive.ofBias(), actual.get(1), tolerance, "bias, " + type);
            }
        }
    }

    private static SDVariable[] backward(SDVariable[] v, Conv2DConfig config) {
        SDVariable[] inputs = Arrays.copyOf(v, v.length - 1);
        Conv2D convolution = new Conv2D(v[0].getSameDiff(), inputs, config);
        return WeightsGradient.of(ConvolutionArguments.of(convolution), inputs, v[v.length - 1]);
    }
}
