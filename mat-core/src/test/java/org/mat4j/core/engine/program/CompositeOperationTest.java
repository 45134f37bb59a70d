package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What the record of a composite operation may use, on memory that is shared with other operations. */
class CompositeOperationTest {

    /** Of x [n, c] and w [c]: 3 (x + 2) w with the first example left out, that is 0; and the sum of the rows of it. */
    private static final class Example extends CompositeOperation {

        private Example(SDVariable x, SDVariable w) {
            super(x.getSameDiff(), x, w);
        }

        static SDVariable[] of(SDVariable x, SDVariable w) {
            return new Example(x, w).outputVariables();
        }

        @Override
        public String opName() {
            return "example";
        }

        @Override
        protected int[] outputsLike() {
            return new int[] {0, 1};
        }

        @Override
        protected void record(NativeCalls calls, INDArray[] inputs, INDArray[] outputs) {
            INDArray x = inputs[0];
            INDArray w = inputs[1];
            long length = x.length();
            INDArray twos = calls.constant(x.dataType(), length, 2);
            INDArray product = calls.scratchLike(x);
            calls.add("add", product.reshape('c', 1, length), x.reshape('c', 1, length), twos);
            INDArray weights = calls.scratch(w.dataType(), 1, w.length());
            calls.add(new ScalarMultiplication(w.reshape('c', 1, w.length()), null, weights, 3));
            calls.add("multiply", product, product, weights);
            calls.add(new ScalarMultiplication(product, null, outputs[0], 0));
            long n = x.size(0);
            calls.add("identity", NativeCalls.examples(outputs[0], 1, n), NativeCalls.examples(product, 1, n));
            calls.addRowSum(outputs[0], outputs[1]);
        }
    }

    private static final double TOLERANCE = 1e-13;

    private final SameDiff graph = SameDiff.create();
    private final List<PoisonedArena> arenas = new ArrayList<>();

    private GraphProgram program(Map<String, INDArray> bindings, String... outputs) {
        return new GraphProgram(graph, List.of(outputs), bindings, Map.of(), () -> {
            arenas.add(new PoisonedArena());
            return arenas.get(arenas.size() - 1);
        });
    }

    private static double[][] expected(INDArray x, INDArray w) {
        double[][] y = Values.rows(x);
        for (int i = 0; i < y.length; i++) {
            for (int c = 0; c < y[i].length; c++) {
                y[i][c] = i == 0 ? 0 : 3 * (y[i][c] + 2) * w.getDouble(c);
            }
        }
        return y;
    }

    private static void assertExample(INDArray x, INDArray w, INDArray product, INDArray sum, String what) {
        INDArray y = Nd4j.create(expected(x, w));
        Values.assertClose(y, product, TOLERANCE, what + ": product");
        Values.assertClose(y.sum(0), sum, TOLERANCE, what + ": sum");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void memoryIsSharedWithTheOperationsAround(int channels) {
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, channels);
        INDArray w = Values.normal(2, channels);
        SDVariable doubled = x.mul(2);
        SDVariable[] first = Example.of(doubled, graph.var("w", w));
        SDVariable[] second = Example.of(first[0].sub(1), first[1]);
        SDVariable last = second[0].add(doubled);
        String[] outputs = {last.name(), second[1].name(), first[1].name()};
        try (GraphProgram program = program(Map.of(), outputs)) {
            for (int size : new int[] {4, 4, 6, 4, 6, 6}) {
                INDArray batch = Values.normal(size, size, channels);
                Map<String, INDArray> values = program.run(Map.of("x", batch), 0);
                INDArray a = batch.mul(2);
                INDArray b = Nd4j.create(expected(a, w));
                INDArray c = Nd4j.create(expected(b.sub(1), b.sum(0)));
                Values.assertClose(c.add(a), values.get(outputs[0]), TOLERANCE, "last of " + size);
                Values.assertClose(c.sum(0), values.get(outputs[1]), TOLERANCE, "second sum of " + size);
                Values.assertClose(b.sum(0), values.get(outputs[2]), TOLERANCE, "first sum of " + size);
                arenas.forEach(PoisonedArena::poisonAll);
            }
            assertEquals(2, arenas.size(), "one a batch size");
        }
    }

    @Test
    void scratchMemoryIsUsedAgain() {
        SDVariable y = graph.placeHolder("x", DataType.DOUBLE, -1, 3);
        SDVariable w = graph.var("w", Values.normal(2, 3));
        for (int i = 0; i < 6; i++) {
            y = Example.of(y, w)[0];
        }
        try (GraphProgram program = program(Map.of(), y.name())) {
            Map<String, INDArray> batch = Map.of("x", Values.normal(1, 4, 3));
            program.run(batch, 0);
            // x; input, product and output of an example, each 96 bytes; its weights and its sum, each 24.
            long bytes = 4 * 2 * MemoryBlock.ALIGNMENT + 2 * MemoryBlock.ALIGNMENT;
            assertEquals(bytes, arenas.get(0).bytes());
            program.run(batch, 0);
            assertEquals(bytes, arenas.get(0).bytes());
        }
    }

    @Test
    void anInputMayLieInMemoryInAnyWay() {
        SDVariable[] y = Example.of(graph.var("x", Values.normal(1, 4, 3)).mul(1), graph.var("w", Values.normal(2, 3)));
        SDVariable[] direct = Example.of(graph.getVariable("x"), graph.getVariable("w"));
        INDArray columns = Values.normal(3, 4, 3).dup('f');
        INDArray part = Values.normal(4, 5, 6).get(NDArrayIndex.interval(1, 5), NDArrayIndex.interval(0, 2, 6));
        INDArray column = Values.normal(5, 3, 4).getColumn(1);
        assertEquals(4, column.stride(0));
        for (INDArray x : List.of(columns, part)) {
            Map<String, INDArray> bindings = Map.of("x", x, "w", column);
            try (GraphProgram program =
                    program(bindings, y[0].name(), y[1].name(), direct[0].name(), direct[1].name())) {
                for (int run = 0; run < 3; run++) {
                    Map<String, INDArray> values = program.run(Map.of(), 0);
                    assertExample(x, column, values.get(y[0].name()), values.get(y[1].name()), "run " + run);
                    assertExample(x, column, values.get(direct[0].name()), values.get(direct[1].name()), "run " + run);
                    x.addi(1);
                    column.addi(1);
                }
            }
        }
    }

    @Test
    void aTargetIsWrittenInPlaceOrRefused() {
        INDArray x = Values.normal(1, 4, 3);
        INDArray w = Values.normal(2, 3);
        SDVariable[] y = Example.of(graph.var("x", x), graph.var("w", w));
        List<String> names = List.of(y[0].name(), y[1].name());
        INDArray vector = Nd4j.zeros(DataType.DOUBLE, 17);
        INDArray product = vector.get(NDArrayIndex.interval(1, 13)).reshape(4, 3);
        INDArray sum = vector.get(NDArrayIndex.interval(13, 16));
        Map<String, INDArray> targets = Map.of(names.get(0), product, names.get(1), sum);
        try (GraphProgram program = new GraphProgram(graph, names, Map.of(), targets)) {
            for (int run = 0; run < 2; run++) {
                program.run(Map.of(), 0);
                assertExample(x, w, product, sum, "run " + run);
                assertEquals(0, vector.getDouble(0) + vector.getDouble(16));
                vector.assign(0);
            }
        }
        INDArray strided = Nd4j.zeros(DataType.DOUBLE, 3, 2).getColumn(1);
        try (GraphProgram program = new GraphProgram(graph, names, Map.of(), Map.of(names.get(1), strided))) {
            assertRefused(() -> program.run(Map.of(), 0), "'" + names.get(1) + "' of shape [3] has strides [2]");
        }
    }

    @Test
    void sameDiffsOwnSessionIsToldWhatToDo() {
        SDVariable[] y = Example.of(graph.var("x", Values.normal(1, 4, 3)), graph.var("w", Values.normal(2, 3)));
        String message = assertThrows(UnsupportedOperationException.class, () -> graph.output(Map.of(), y[0].name()))
                .getMessage();
        assertEquals(
                "'example' is made of several native operations, which SameDiff cannot run: run the graph by a"
                        + " GraphProgram",
                message);
    }

    @Test
    void aCompositeOperationIsMeasuredAsOne() {
        SDVariable[] y = Example.of(graph.var("x", Values.normal(1, 4, 3)), graph.var("w", Values.normal(2, 3)));
        SDVariable[] z = Example.of(y[0], y[1]);
        OperationTimes times = new OperationTimes();
        try (GraphProgram program = program(Map.of(), z[0].name())) {
            assertEquals(2, program.operationCount());
            program.measure(times);
            for (int run = 0; run < 4; run++) {
                program.run(Map.of(), 0);
            }
        }
        assertEquals(1, times.rows().size());
        OperationTimes.Row row = times.rows().get(0);
        assertEquals("example", row.operation());
        assertEquals(6, row.count(), "two in each run but the first");
        assertTrue(row.milliseconds() > 0);
    }
}
