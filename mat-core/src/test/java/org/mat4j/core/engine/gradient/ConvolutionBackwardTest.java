package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.convolution.ConvolutionArguments;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.engine.program.RecordedCalls;
import org.mat4j.core.engine.testing.NaiveConvolution;
import org.mat4j.core.engine.testing.OperationRun;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

/** Whole, in parts, or as a 3-D convolution: the gradients are the same. */
class ConvolutionBackwardTest {

    private static final int CHANNELS = 3;
    private static final int FILTERS = 4;

    private static INDArray input(int examples) {
        return Values.normal(1, examples, 7, 6, CHANNELS);
    }

    private static INDArray weights() {
        return Values.normal(2, 3, 3, CHANNELS, FILTERS);
    }

    private static INDArray gradient(PaddingMode padding, int examples) {
        return padding == PaddingMode.SAME
                ? Values.normal(4, examples, 7, 6, FILTERS)
                : Values.normal(4, examples, 5, 4, FILTERS);
    }

    /** The operation's gradients of x, weights and bias, given this much memory that can be reused. */
    private static SDVariable[] backward(SDVariable[] inputs, PaddingMode padding, long bytes, SDVariable gradient) {
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        Conv2D convolution = new Conv2D(gradient.getSameDiff(), inputs, config);
        return ConvolutionBackward.of(ConvolutionArguments.of(convolution), bytes, inputs, gradient);
    }

    private static List<INDArray> gradients(
            DataType type, PaddingMode padding, int examples, boolean bias, long bytes) {
        List<INDArray> inputs = new ArrayList<>(List.of(input(examples), weights()));
        if (bias) {
            inputs.add(Values.normal(3, FILTERS));
        }
        inputs.add(gradient(padding, examples));
        return OperationRun.run(
                type,
                v -> backward(Arrays.copyOf(v, v.length - 1), padding, bytes, v[v.length - 1]),
                inputs.toArray(INDArray[]::new));
    }

    /** Scratch memory that is counted for the weights, and for each example of the padded convolution. */
    private static long weightBytes() {
        return 144L * CHANNELS * FILTERS * (Backend.threads() + 1);
    }

    private static long exampleBytes() {
        return 144L * 2 * 2 * (CHANNELS + FILTERS);
    }

    @ParameterizedTest
    @CsvSource({"SAME, 3", "VALID, 3", "SAME, 2", "VALID, 2"})
    void theGradientsAreThoseOfTheDefinition(PaddingMode padding, int inputs) {
        List<INDArray> actual = gradients(DataType.DOUBLE, padding, 4, inputs == 3, Long.MAX_VALUE);
        long pad = padding == PaddingMode.SAME ? 1 : 0;
        NaiveConvolution naive = new NaiveConvolution(input(4), weights(), gradient(padding, 4), pad, pad);
        Values.assertClose(naive.ofInput(), actual.get(0), 1e-13, "input");
        Values.assertClose(naive.ofWeights(), actual.get(1), 1e-13, "weights");
        if (inputs == 3) {
            Values.assertClose(naive.ofBias(), actual.get(2), 1e-13, "bias");
        }
        assertEquals(inputs, actual.size());
    }

    private static List<String> calls(int examples, long bytes) {
        SameDiff graph = SameDiff.create();
        SDVariable[] inputs = {graph.var("x", input(examples)), graph.var("w", weights())};
        return RecordedCalls.of(
                backward(inputs, PaddingMode.SAME, bytes, graph.var("g", gradient(PaddingMode.SAME, examples)))[0]);
    }

    @Test
    void theMemoryThatCanBeReusedDecidesTheWay() {
        List<String> whole = List.of("conv2d_bp");
        List<String> in3d = List.of("conv3dnew_bp");
        long limit = weightBytes() + 20 * exampleBytes();
        assertEquals(whole, calls(20, limit));
        assertEquals(List.of("conv2d_bp", "conv2d_bp", "add"), calls(21, limit));
        assertEquals(List.of("conv2d_bp", "conv2d_bp", "add"), calls(40, limit));
        assertEquals(List.of("conv2d_bp", "conv2d_bp", "add", "conv2d_bp", "add"), calls(41, limit));
        long least = weightBytes() + 16 * exampleBytes();
        assertEquals(List.of("conv2d_bp", "conv2d_bp", "add"), calls(17, least));
        assertEquals(in3d, calls(17, least - 1));
        assertEquals(in3d, calls(17, 0));
        assertEquals(whole, calls(10, least - 1));
    }

    @ParameterizedTest
    @CsvSource({"SAME, true", "SAME, false", "VALID, true", "VALID, false"})
    void allWaysGiveTheSame(PaddingMode padding, boolean bias) {
        int examples = 50;
        List<INDArray> whole = gradients(DataType.DOUBLE, padding, examples, bias, Long.MAX_VALUE);
        long parts = weightBytes() + 17 * exampleBytes();
        List<INDArray> inParts = gradients(DataType.DOUBLE, padding, examples, bias, parts);
        List<INDArray> in3d = gradients(DataType.DOUBLE, padding, examples, bias, 1);
        assertEquals(bias ? 3 : 2, whole.size());
        for (int i = 0; i < whole.size(); i++) {
            Values.assertClose(whole.get(i), inParts.get(i), 1e-12, "in parts, gradient " + i);
            Values.assertClose(whole.get(i), in3d.get(i), 1e-12, "in 3-D, gradient " + i);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "1000000", "10000000000"})
    void singlePrecisionIsCloseToDouble(long bytes) {
        List<INDArray> exact = gradients(DataType.DOUBLE, PaddingMode.SAME, 40, true, Long.MAX_VALUE);
        List<INDArray> single = gradients(DataType.FLOAT, PaddingMode.SAME, 40, true, bytes);
        for (int i = 0; i < exact.size(); i++) {
            Values.assertClose(exact.get(i), single.get(i), 2e-5, "gradient " + i);
        }
    }

    /**
     * In parts for the memory of the examples, in 3-D for that of the weights. A weight's gradient is a sum of up to 414,720 products
     * that comes to some 50, of which each addition in single precision may lose 3e-6.
     */
    @ParameterizedTest
    @CsvSource({"20, 144, 144, 8, 8, 3", "2, 4, 4, 512, 512, 1"})
    void asTheLimitOfRealMemorySays(int examples, int height, int width, int in, int out, int callCount) {
        Nd4j.getRandom().setSeed(1);
        INDArray x = Nd4j.rand(DataType.FLOAT, examples, height, width, in).subi(0.5);
        INDArray w = Nd4j.rand(DataType.FLOAT, 3, 3, in, out).subi(0.5);
        INDArray g = Nd4j.rand(DataType.FLOAT, examples, height, width, out).subi(0.5);
        SameDiff graph = SameDiff.create();
        SDVariable[] inputs = {graph.var("x", x), graph.var("w", w)};
        SDVariable[] results =
                backward(inputs, PaddingMode.SAME, ConvolutionBackward.REUSABLE_BYTES, graph.var("g", g));
        assertEquals(callCount, RecordedCalls.of(results[0]).size());
        NaiveConvolution naive = new NaiveConvolution(x, w, g, 1, 1);
        Random random = new Random(1);
        List<String> names = Arrays.stream(results).map(SDVariable::name).toList();
        try (GraphProgram program = new GraphProgram(graph, names)) {
            Map<String, INDArray> values = program.run(Map.of(), 0);
            for (int k = 0; k < 5; k++) {
                long[] i = NaiveConvolution.position(random.nextInt((int) x.length()), x.shape());
                assertEquals(
                        naive.ofInput(i[0], i[1], i[2], i[3]),
                        values.get(names.get(0)).getDouble(i),
                        1e-5,
                        "input");
                long[] j = NaiveConvolution.position(random.nextInt((int) w.length()), w.shape());
                assertEquals(
                        naive.ofWeight(j[0], j[1], j[2], j[3]),
                        values.get(names.get(1)).getDouble(j),
                        5e-3,
                        "weights");
            }
        }
    }

    @Test
    void itIsMeasuredUnderItsOwnName() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.var("x", Values.normal(1, 2, 5, 5, 1));
        SDVariable w = graph.var("w", Values.normal(2, 1, 1, 1, 1));
        SDVariable[] inputs = {x, w};
        Conv2D convolution = new Conv2D(
                graph,
                inputs,
                Conv2DConfig.builder().kH(1).kW(1).dataFormat(Conv2DConfig.NHWC).build());
        SDVariable[] results = ConvolutionBackward.of(
                ConvolutionArguments.of(convolution), 0, inputs, graph.var("g", Values.normal(3, 2, 5, 5, 1)));
        OperationTimes times = new OperationTimes();
        try (GraphProgram program = new GraphProgram(graph, List.of(results[0].name()))) {
            program.run(Map.of(), 0);
            program.measure(times);
            program.run(Map.of(), 0);
        }
        assertEquals(
                List.of("convolution_backward"),
                times.rows().stream().map(OperationTimes.Row::operation).toList());
    }
}
