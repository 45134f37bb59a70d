package org.mat4j.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.backend.Backend;
import org.mat4j.core.check.Values;
import org.mat4j.core.graph.GraphProgram;
import org.mat4j.core.graph.OperationTimes;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** Whole, in parts, or as a 3-D convolution: the gradients are the same. */
class ConvolutionBackwardTest {

    private static final int CHANNELS = 3;
    private static final int FILTERS = 4;

    /** The operation's gradients of x, weights and bias, given this much memory that can be reused. */
    private static List<INDArray> gradients(
            DataType type, PaddingMode padding, int examples, boolean bias, long bytes) {
        SameDiff graph = SameDiff.create();
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        List<SDVariable> inputs = new ArrayList<>(List.of(
                graph.var("x", Values.normal(1, examples, 7, 6, CHANNELS).castTo(type)),
                graph.var("w", Values.normal(2, 3, 3, CHANNELS, FILTERS).castTo(type))));
        if (bias) {
            inputs.add(graph.var("b", Values.normal(3, FILTERS).castTo(type)));
        }
        SDVariable[] all = inputs.toArray(SDVariable[]::new);
        Conv2D convolution = new Conv2D(graph, all, config);
        long[] shape = padding == PaddingMode.SAME
                ? new long[] {examples, 7, 6, FILTERS}
                : new long[] {examples, 5, 4, FILTERS};
        SDVariable gradient = graph.var("g", Values.normal(4, shape).castTo(type));
        SDVariable[] results = ConvolutionBackward.of(ConvolutionArguments.of(convolution), bytes, all, gradient);
        List<String> names = Arrays.stream(results).map(SDVariable::name).toList();
        Map<String, INDArray> bindings = new LinkedHashMap<>();
        try (GraphProgram program = new GraphProgram(graph, names, bindings)) {
            program.run(Map.of(), 0);
            // The second run finds the first one's values in all memory.
            Map<String, INDArray> values = program.run(Map.of(), 0);
            return names.stream().map(n -> values.get(n).dup()).toList();
        }
    }

    /** Scratch memory that is counted for the weights, and for each example of the padded convolution. */
    private static long weightBytes() {
        return 144L * CHANNELS * FILTERS * (Backend.threads() + 1);
    }

    private static long exampleBytes() {
        return 144L * 2 * 2 * (CHANNELS + FILTERS);
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
            Values.assertClose(exact.get(i), single.get(i).castTo(DataType.DOUBLE), 2e-5, "gradient " + i);
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
                ConvolutionArguments.of(convolution), inputs, graph.var("g", Values.normal(3, 2, 5, 5, 1)));
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
