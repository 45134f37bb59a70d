package org.mat4j.core.engine.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The values of the operations, element by element. */
class ChannelOpsTest {

    private static final int CHANNELS = 3;
    private static final double EPSILON = 1e-3;

    private final INDArray scale = Values.normal(2, CHANNELS);
    private final INDArray shift = Values.normal(3, CHANNELS);

    private static Map<String, INDArray> run(INDArray x, Function<SDVariable, List<SDVariable>> operation) {
        SameDiff graph = SameDiff.create();
        SDVariable input = graph.placeHolder("x", DataType.DOUBLE, -1, x.size(x.rank() - 1));
        List<SDVariable> outputs = operation.apply(input);
        Map<String, INDArray> copies = new LinkedHashMap<>();
        try (GraphProgram program =
                new GraphProgram(graph, outputs.stream().map(SDVariable::name).toList())) {
            Map<String, INDArray> values = program.run(Map.of("x", x), 0);
            for (int i = 0; i < outputs.size(); i++) {
                copies.put("" + i, values.get(outputs.get(i).name()).dup());
            }
        }
        return copies;
    }

    /** x as rows of channels. */
    private static double[][] rows(INDArray x) {
        return Values.rows(x.dup('c').reshape('c', -1, CHANNELS));
    }

    private static INDArray input(String shape) {
        return Values.normal(
                1,
                java.util.stream.Stream.of(shape.split(","))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,3", "2,3,3", "2,3,4,3", "1,3"})
    void scaleAndShift(String shape) {
        INDArray x = input(shape);
        Map<String, INDArray> y = run(x, v -> {
            SDVariable a = v.getSameDiff().constant("scale", scale);
            SDVariable b = v.getSameDiff().constant("shift", shift);
            return List.of(Channels.scale(v, a), Channels.shift(v, b));
        });
        double[][] rows = rows(x);
        double[][] scaled = rows(y.get("0"));
        double[][] shifted = rows(y.get("1"));
        assertArrayEquals(x.shape(), y.get("0").shape());
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < CHANNELS; c++) {
                assertEquals(rows[i][c] * scale.getDouble(c), scaled[i][c], 1e-14);
                assertEquals(rows[i][c] + shift.getDouble(c), shifted[i][c], 1e-14);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,3", "2,3,3", "2,3,4,3", "1,3"})
    void sum(String shape) {
        INDArray x = input(shape);
        INDArray sum = run(x, v -> List.of(Channels.sum(v))).get("0");
        double[] expected = new double[CHANNELS];
        for (double[] row : rows(x)) {
            for (int c = 0; c < CHANNELS; c++) {
                expected[c] += row[c];
            }
        }
        assertArrayEquals(new long[] {CHANNELS}, sum.shape());
        Values.assertClose(expected, Values.flat(sum), 1e-14, "sum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5,3", "2,3,4,3"})
    void batchNormalization(String shape) {
        INDArray x = input(shape);
        Map<String, INDArray> result = run(x, v -> {
            SDVariable gamma = v.getSameDiff().constant("gamma", scale);
            SDVariable beta = v.getSameDiff().constant("beta", shift);
            TrainingBatchNorm.Result r = TrainingBatchNorm.of(v, x.rank(), gamma, beta, EPSILON);
            return List.of(r.output(), r.mean(), r.variance());
        });
        double[][] rows = rows(x);
        double[][] y = rows(result.get("0"));
        for (int c = 0; c < CHANNELS; c++) {
            double mean = 0;
            double variance = 0;
            for (double[] row : rows) {
                mean += row[c] / rows.length;
            }
            for (double[] row : rows) {
                variance += (row[c] - mean) * (row[c] - mean) / rows.length;
            }
            assertEquals(mean, result.get("1").getDouble(c), 1e-14);
            assertEquals(variance, result.get("2").getDouble(c), 1e-14);
            for (int i = 0; i < rows.length; i++) {
                double expected =
                        scale.getDouble(c) * (rows[i][c] - mean) / Math.sqrt(variance + EPSILON) + shift.getDouble(c);
                assertEquals(expected, y[i][c], 1e-12, "row " + i + ", channel " + c);
            }
        }
    }

    @Test
    void aSavedGraphHoldsStockOperationsAlone() throws IOException {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, CHANNELS);
        SDVariable gamma = graph.var("gamma", scale);
        SDVariable scaled = Channels.scale(x, gamma);
        SDVariable y = TrainingBatchNorm.of(Channels.shift(scaled, gamma), 2, gamma, gamma, EPSILON)
                .output();
        SameDiff loaded = SameDiff.fromFlatBuffers(graph.asFlatBuffers(true));
        INDArray input = Values.normal(4, 6, CHANNELS);
        Values.assertClose(
                graph.outputSingle(Map.of("x", input), y.name()),
                loaded.outputSingle(Map.of("x", input), y.name()),
                1e-14,
                "after saving and loading");
        loaded.getOps()
                .values()
                .forEach(o ->
                        assertEquals(false, o.getOp().getClass().getName().startsWith("org.mat4j"), () -> o.getName()));
    }
}
