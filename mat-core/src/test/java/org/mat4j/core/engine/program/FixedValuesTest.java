package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.RandomBernoulli;
import org.nd4j.linalg.factory.Nd4j;

/** What depends on constants and on shapes alone is computed once for each shape of the batch, and nothing else. */
class FixedValuesTest {

    private final SameDiff graph = SameDiff.create();
    private final SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 3);

    private GraphProgram program(Map<String, INDArray> bindings, SDVariable... outputs) {
        return new GraphProgram(
                graph, Arrays.stream(outputs).map(SDVariable::name).toList(), bindings);
    }

    /** The operations of a run after the first. */
    private static Set<String> repeated(GraphProgram program, Map<String, INDArray> batch) {
        OperationTimes times = new OperationTimes();
        program.run(batch, 0);
        program.measure(times);
        program.run(batch, 0);
        program.measure(null);
        return times.rows().stream().map(OperationTimes.Row::operation).collect(Collectors.toSet());
    }

    @Test
    void shapesAndWhatFollowsFromThemAreComputedOnce() {
        SDVariable rows = graph.size(x).div(graph.sizeAt(x, -1)).castTo(DataType.DOUBLE);
        SDVariable mean = Channels.sum(x).div(rows);
        try (GraphProgram program = program(Map.of(), mean)) {
            for (int size : new int[] {4, 7, 4, 1}) {
                INDArray batch = Values.normal(size, size, 3);
                assertEquals(Set.of("matmul", "divide"), repeated(program, Map.of("x", batch)));
                INDArray actual = program.run(Map.of("x", batch), 0).get(mean.name());
                Values.assertClose(batch.mean(0), actual, 1e-14, "mean of " + size + " rows");
            }
        }
    }

    @Test
    void aFunctionOfConstantsIsComputedOnceUnlessOneIsBound() {
        INDArray value = Values.normal(1, 3);
        SDVariable c = graph.constant("c", value.dup());
        SDVariable y = x.add(graph.math().exp(c.mul(2)));
        Map<String, INDArray> batch = Map.of("x", Values.normal(2, 4, 3));
        try (GraphProgram constant = program(Map.of(), y);
                GraphProgram bound = program(Map.of("c", value), y)) {
            assertEquals(Set.of("add"), repeated(constant, batch));
            assertEquals(3, repeated(bound, batch).size());
            INDArray before = constant.run(batch, 0).get(y.name()).dup();
            Values.assertClose(before, bound.run(batch, 0).get(y.name()), 1e-14, "the same array");
            value.addi(1);
            Values.assertClose(
                    batch.get("x").addRowVector(Nd4j.math().exp(value.mul(2))),
                    bound.run(batch, 0).get(y.name()),
                    1e-14,
                    "changed where it lies");
        }
    }

    @Test
    void aFunctionOfAVariableIsComputedEachTime() {
        SDVariable w = graph.var("w", Values.normal(1, 3));
        SDVariable y = graph.math().exp(w.mul(2));
        try (GraphProgram program = program(Map.of(), y)) {
            assertEquals(2, repeated(program, Map.of()).size());
        }
    }

    @Test
    void randomNumbersOfAConstantShapeAreDrawnEachTime() {
        SDVariable shape = graph.constant(Nd4j.createFromArray(5L, 8L));
        SDVariable bernoulli =
                new RandomBernoulli(graph, shape, 0.5).outputVariable().castTo(DataType.DOUBLE);
        SDVariable normal = graph.random().normal(0, 1, DataType.DOUBLE, 5, 8).mul(2);
        SDVariable uniform = graph.random().uniform(0, 1, DataType.DOUBLE, 5, 8).add(1);
        for (SDVariable y : List.of(bernoulli, normal, uniform)) {
            try (GraphProgram program = program(Map.of(), y)) {
                INDArray first = program.run(Map.of(), 1).get(y.name()).dup();
                INDArray second = program.run(Map.of(), 2).get(y.name()).dup();
                assertNotEquals(first, second, y.name());
                Nd4j.getRandom().setSeed(99);
                assertEquals(first, program.run(Map.of(), 1).get(y.name()), y.name());
            }
        }
    }

    @Test
    void theGlobalGeneratorGoesOnAsIfNothingHadBeenDrawn() {
        SDVariable y = graph.random().normal(0, 1, DataType.DOUBLE, 100, 50);
        Nd4j.getRandom().setSeed(5);
        INDArray alone = Nd4j.rand(DataType.DOUBLE, 20);
        Nd4j.getRandom().setSeed(5);
        try (GraphProgram program = program(Map.of(), y)) {
            for (long seed = 0; seed < 3; seed++) {
                INDArray drawn = program.run(Map.of(), seed).get(y.name());
                assertEquals(0, drawn.meanNumber().doubleValue(), 0.06);
                assertEquals(1, drawn.stdNumber().doubleValue(), 0.06);
            }
        }
        assertEquals(alone, Nd4j.rand(DataType.DOUBLE, 20));
    }

    @Test
    void aWorkspaceOfTheCallersHoldsNothingOfTheProgram() {
        SDVariable rows = graph.sizeAt(x, 0).castTo(DataType.DOUBLE);
        SDVariable y = Channels.sum(x).mul(rows);
        INDArray batch = Values.normal(1, 4, 3);
        try (GraphProgram program = program(Map.of(), y)) {
            for (int run = 0; run < 3; run++) {
                int current = run;
                inWorkspace(() -> {
                    if (current > 0) {
                        // Other work in the same memory.
                        Nd4j.valueArrayOf(new long[] {10_000}, -7.0, DataType.DOUBLE);
                    }
                    INDArray actual = program.run(Map.of("x", batch), 0).get(y.name());
                    Values.assertClose(Values.flat(batch.sum(0).mul(4)), Values.flat(actual), 1e-14, "run " + current);
                });
            }
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    private static void inWorkspace(Runnable work) {
        WorkspaceConfiguration configuration =
                WorkspaceConfiguration.builder().initialSize(100_000).build();
        MemoryWorkspace workspace =
                Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "FixedValuesTest");
        try {
            work.run();
        } finally {
            workspace.close();
        }
    }
}
