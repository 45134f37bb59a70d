package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Reshaped values are views, of the program's own memory and of the caller's. */
class ReshapedValuesTest {

    private static final int ROWS = 4;
    private static final int COLUMNS = 6;

    private final SameDiff graph = SameDiff.create();
    private final SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, COLUMNS);
    private final List<PoisonedArena> arenas = new ArrayList<>();

    private GraphProgram program(Map<String, INDArray> bindings, SDVariable... outputs) {
        List<String> names = Arrays.stream(outputs).map(SDVariable::name).toList();
        return new GraphProgram(graph, names, bindings, Map.of(), () -> {
            arenas.add(new PoisonedArena());
            return arenas.get(arenas.size() - 1);
        });
    }

    private int assertSameAsStock(SDVariable... outputs) {
        return assertSameAsStock(ROWS, outputs);
    }

    private int assertSameAsStock(int rows, SDVariable... outputs) {
        try (GraphProgram program = program(Map.of(), outputs)) {
            for (int run = 0; run < 3; run++) {
                Map<String, INDArray> batch = Map.of("x", Values.normal(run, rows, COLUMNS));
                Map<String, INDArray> actual = program.run(batch, 0);
                for (SDVariable output : outputs) {
                    INDArray expected = graph.outputSingle(batch, output.name());
                    Values.assertClose(expected, actual.get(output.name()), 1e-14, output.name() + ", run " + run);
                }
            }
            return arenas.get(arenas.size() - 1).placeCount();
        }
    }

    /** Operations whose results are the same elements in the same order. */
    static Stream<Arguments> views() {
        return Stream.of(
                Arguments.of("reshape", (UnaryOperator<SDVariable>) v -> v.reshape(-1, 2)),
                Arguments.of("reshape as a value says", (UnaryOperator<SDVariable>) v ->
                        v.reshape(v.getSameDiff().constant(Nd4j.createFromArray(2L, (long) (ROWS * COLUMNS / 2))))),
                Arguments.of("expand", (UnaryOperator<SDVariable>)
                        v -> v.getSameDiff().expandDims(v, 1)),
                Arguments.of("expand and squeeze", (UnaryOperator<SDVariable>)
                        v -> v.getSameDiff().squeeze(v.getSameDiff().expandDims(v, 0), 0)),
                Arguments.of("identity", (UnaryOperator<SDVariable>) StopGradient::of));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void aViewBetweenOperationsInPlaceNeedsNoMemory(String name, UnaryOperator<SDVariable> view) {
        SDVariable y = view.apply(graph.math().tanh(x)).mul(2);
        assertEquals(
                2,
                assertSameAsStock(
                        view.apply(view.apply(y.add(1)).reshape(ROWS, -1)).sub(0.5)));
    }

    @Test
    void aSingleRowOrColumnIsAViewToo() {
        SDVariable row = graph.math().tanh(x).reshape(COLUMNS, 1, 1).mul(2);
        SDVariable flat = row.reshape(1, 1, COLUMNS).add(1).reshape(-1).sub(0.5);
        assertEquals(2, assertSameAsStock(1, graph.expandDims(flat, 1).mul(3).reshape(1, -1, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void theSourceOfAViewIsKeptWhileEitherIsRead(String name, UnaryOperator<SDVariable> view) {
        SDVariable source = graph.math().tanh(x);
        SDVariable shared = view.apply(source);
        SDVariable changed = shared.mul(2);
        assertSameAsStock(changed, source.add(x));
        assertSameAsStock(changed.sub(shared), source.add(1));
        assertSameAsStock(source, shared, changed);
        assertSameAsStock(view.apply(source).add(shared), shared.mul(shared));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void aParametersViewFollowsItsChangesButIsNeverAnOutput(String name, UnaryOperator<SDVariable> view) {
        INDArray value = Values.normal(7, ROWS, COLUMNS);
        SDVariable w = graph.var("w", value.dup());
        SDVariable once = view.apply(w);
        SDVariable twice = view.apply(view.apply(w).reshape(ROWS, -1));
        SDVariable used = once.mul(2);
        try (GraphProgram program = program(Map.of("w", value), once, twice, used)) {
            for (int run = 0; run < 3; run++) {
                INDArray expected = value.dup();
                Map<String, INDArray> outputs = program.run(Map.of(), 0);
                // As an updater does, between a run and the use of its outputs.
                value.addi(1);
                double[] before = Values.flat(expected);
                Values.assertClose(before, Values.flat(outputs.get(once.name())), 0, "once, run " + run);
                Values.assertClose(before, Values.flat(outputs.get(twice.name())), 0, "twice, run " + run);
                Values.assertClose(
                        Values.flat(expected.mul(2)), Values.flat(outputs.get(used.name())), 0, "used, run " + run);
                outputs.values().forEach(o -> o.assign(Double.NaN));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, ROWS})
    void anOutputIsNoViewOfATarget(int rows) {
        SDVariable y = x.mul(2);
        SDVariable flat = y.reshape(-1);
        INDArray vector = Nd4j.zeros(DataType.DOUBLE, 2 + rows * COLUMNS);
        INDArray target =
                vector.get(NDArrayIndex.interval(2, 2 + rows * COLUMNS)).reshape(rows, COLUMNS);
        INDArray batch = Values.normal(1, rows, COLUMNS);
        try (GraphProgram program =
                new GraphProgram(graph, List.of(y.name(), flat.name()), Map.of(), Map.of(y.name(), target))) {
            for (int run = 0; run < 2; run++) {
                INDArray output = program.run(Map.of("x", batch), 0).get(flat.name());
                Values.assertClose(batch.mul(2), target, 0, "target, run " + run);
                target.assign(0);
                Values.assertClose(Values.flat(batch.mul(2)), Values.flat(output), 0, "output, run " + run);
            }
        }
    }

    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of("rows", Values.normal(1, ROWS, COLUMNS)),
                Arguments.of("columns", Values.normal(1, ROWS, COLUMNS).dup('f')),
                Arguments.of("transposed", Values.normal(1, COLUMNS, ROWS).transpose()),
                Arguments.of(
                        "part of rows",
                        Values.normal(1, ROWS, COLUMNS + 3)
                                .get(NDArrayIndex.all(), NDArrayIndex.interval(2, 2 + COLUMNS))),
                Arguments.of(
                        "each second element",
                        Values.normal(1, ROWS, 2 * COLUMNS)
                                .get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2, 2 * COLUMNS))),
                Arguments.of(
                        "part of a vector",
                        Values.normal(1, 3 + ROWS * COLUMNS)
                                .get(NDArrayIndex.interval(3, 3 + ROWS * COLUMNS))
                                .reshape(ROWS, COLUMNS)));
    }

    @ParameterizedTest(name = "{0}", autoCloseArguments = false)
    @MethodSource("layouts")
    void aBoundArrayMayLieInMemoryInAnyWay(String name, INDArray value) {
        SDVariable w = graph.var("w", value.dup('c'));
        SDVariable flat = w.reshape(ROWS * COLUMNS).mul(2);
        SDVariable sum = x.mul(2).add(w);
        try (GraphProgram program = program(Map.of("w", value), flat, sum)) {
            for (int run = 0; run < 3; run++) {
                value.addi(1);
                INDArray batch = Values.normal(run, ROWS, COLUMNS);
                Map<String, INDArray> outputs = program.run(Map.of("x", batch), 0);
                Values.assertClose(
                        Values.flat(value.mul(2)), Values.flat(outputs.get(flat.name())), 1e-14, "flat, run " + run);
                Values.assertClose(batch.mul(2).add(value), outputs.get(sum.name()), 1e-14, "sum, run " + run);
            }
        }
    }

    @Test
    void aSingleBoundNumberMayLieInALargerArray() {
        INDArray value = Values.normal(1, 3, 4).get(NDArrayIndex.interval(1, 2), NDArrayIndex.interval(2, 3));
        SDVariable w = graph.var("w", value.dup('c'));
        SDVariable scalar = graph.squeeze(graph.squeeze(w, 0), 0);
        SDVariable y = x.mul(scalar);
        SDVariable z = w.reshape(1, 1, 1).mul(2);
        try (GraphProgram program = program(Map.of("w", value), y, z, scalar)) {
            for (int run = 0; run < 3; run++) {
                value.addi(1);
                INDArray batch = Values.normal(run, ROWS, COLUMNS);
                Map<String, INDArray> outputs = program.run(Map.of("x", batch), 0);
                Values.assertClose(batch.mul(value.getDouble(0)), outputs.get(y.name()), 1e-14, "run " + run);
                assertEquals(value.getDouble(0), outputs.get(scalar.name()).getDouble(0));
                assertEquals(2 * value.getDouble(0), outputs.get(z.name()).getDouble(0));
            }
        }
    }

    @Test
    void aParameterIsNeverWrittenOver() {
        INDArray value = Values.normal(7, ROWS, COLUMNS);
        INDArray copy = value.dup();
        SDVariable w = graph.var("w", value.dup());
        SDVariable[] outputs = {
            w.mul(2).add(1),
            graph.math().tanh(w.reshape(-1)),
            w.add(x.mul(2)),
            w.sub(w),
            StopGradient.of(w).div(x.reshape(ROWS, COLUMNS))
        };
        try (GraphProgram program = program(Map.of("w", value), outputs);
                GraphProgram own = program(Map.of(), outputs)) {
            for (int run = 0; run < 2; run++) {
                program.run(Map.of("x", Values.normal(run, ROWS, COLUMNS)), 0);
                own.run(Map.of("x", Values.normal(run, ROWS, COLUMNS)), 0);
                arenas.forEach(PoisonedArena::poisonAll);
            }
        }
        Values.assertClose(copy, value, 0, "the bound array");
        Values.assertClose(copy, w.getArr(), 0, "the graph's array");
    }

    @Test
    void singleNumbersAreReshapedLikeOthers() {
        SDVariable mean = x.mean();
        SDVariable row = mean.mul(2).reshape(1);
        SDVariable matrix = row.add(1).reshape(1, 1);
        SDVariable scalar = graph.squeeze(graph.squeeze(graph.math().exp(matrix), 0), 0);
        assertSameAsStock(mean, row, matrix, scalar, x.mul(scalar));
        assertSameAsStock(scalar.sub(3));
    }

    @Test
    void anOperandThatIsReshapedForBroadcastingIsKept() {
        SDVariable column = graph.sum(x, false, 1);
        SDVariable shaped = column.reshape(-1, 1);
        assertSameAsStock(x.mul(2).sub(shaped), graph.math().exp(column));
        assertSameAsStock(graph.expandDims(x, 1).add(graph.expandDims(x, 0)).sum(0));
    }
}
