package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class GraphProgramTest {

    private static final double TOLERANCE = 1e-13;

    private final List<PoisonedArena> arenas = new ArrayList<>();

    private GraphProgram poisoned(ConvolutionalGraph g) {
        return new GraphProgram(g.graph, g.outputs, g.parameters, Map.of(), () -> {
            arenas.add(new PoisonedArena());
            return arenas.get(arenas.size() - 1);
        });
    }

    private static void assertSameAsStock(ConvolutionalGraph g, GraphProgram program, Map<String, INDArray> batch) {
        Map<String, INDArray> expected = g.stock(batch);
        Map<String, INDArray> actual = program.run(batch, 0);
        assertEquals(Set.copyOf(g.outputs), actual.keySet());
        g.outputs.forEach(name -> Values.assertClose(expected.get(name), actual.get(name), TOLERANCE, name));
    }

    @Test
    void theOutputsAreThoseOfSameDiffRunAfterRun() {
        ConvolutionalGraph g = new ConvolutionalGraph(false);
        try (GraphProgram program = new GraphProgram(g.graph, g.outputs)) {
            for (int seed = 1; seed <= 4; seed++) {
                assertSameAsStock(g, program, ConvolutionalGraph.batch(5, seed));
            }
        }
    }

    @Test
    void theSizeOfTheBatchMayChange() {
        ConvolutionalGraph g = new ConvolutionalGraph(false);
        try (GraphProgram program = poisoned(g)) {
            for (int size : new int[] {2, 7, 3, 2, 4, 5, 6, 7, 6, 2}) {
                assertSameAsStock(g, program, ConvolutionalGraph.batch(size, size));
            }
            assertEquals(4, GraphProgram.MAX_PLANS);
            assertEquals(8, arenas.size(), "made for 2 7 3 4 5 6, and again for 7 and 2, which had been dropped");
        }
    }

    @Test
    void keepsAsManySizesAsItIsTold() {
        ConvolutionalGraph g = new ConvolutionalGraph(false);
        try (GraphProgram program = poisoned(g)) {
            program.keepPlans(6);
            for (int size : new int[] {2, 7, 3, 2, 4, 5, 6, 7, 6, 2}) {
                assertSameAsStock(g, program, ConvolutionalGraph.batch(size, size));
            }
            assertEquals(6, arenas.size(), "one per size");
            String message = assertThrows(IllegalArgumentException.class, () -> program.keepPlans(0))
                    .getMessage();
            assertTrue(message.contains("plans to keep is 0"), message);
        }
    }

    @Test
    void whatWasGivenBackIsNeverReadAndNothingIsReadBeforeItIsWritten() {
        ConvolutionalGraph g = new ConvolutionalGraph(false);
        try (GraphProgram program = poisoned(g)) {
            for (int seed = 1; seed <= 3; seed++) {
                assertSameAsStock(g, program, ConvolutionalGraph.batch(5, seed));
                arenas.get(0).poisonAll();
            }
            assertEquals(1, arenas.size());
            assertTrue(arenas.get(0).releases() > 10, "buffers are given back during a run");
        }
    }

    @Test
    void onlyTheFirstRunAllocates() {
        ConvolutionalGraph g = new ConvolutionalGraph(true);
        try (GraphProgram program = poisoned(g)) {
            program.run(ConvolutionalGraph.batch(5, 1), 1);
            int buffers = arenas.get(0).placeCount();
            assertTrue(buffers < program.operationCount(), "values share buffers: " + buffers);
            for (int seed = 2; seed <= 5; seed++) {
                program.run(ConvolutionalGraph.batch(5, seed), seed);
            }
            assertEquals(1, arenas.size());
            assertEquals(buffers, arenas.get(0).placeCount());
        }
    }

    @Test
    void aBoundArrayIsReadWhereItLies() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1);
        INDArray vector = Values.normal(1, 6);
        INDArray view = vector.get(NDArrayIndex.interval(2, 5));
        SDVariable w = graph.var("w", view);
        SDVariable y = x.mul(w);
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name()), Map.of("w", view))) {
            INDArray ones = Nd4j.ones(DataType.DOUBLE, 3);
            for (int i = 0; i < 3; i++) {
                vector.addi(10);
                INDArray expected = view.dup();
                Values.assertClose(
                        expected, program.run(Map.of("x", ones), 0).get(y.name()), TOLERANCE, "after change " + i);
            }
        }
    }

    @Test
    void theCallersArraysStayUntouchedAndAreCastToThePlaceholder() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1);
        SDVariable y = x.mul(2);
        INDArray value = Nd4j.createFromArray(1f, 2f, 3f);
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name(), "x"))) {
            Map<String, INDArray> result = program.run(Map.of("x", value), 0);
            assertEquals(DataType.DOUBLE, result.get(y.name()).dataType());
            assertEquals(6, result.get(y.name()).getDouble(2));
            result.get("x").assign(0);
            assertEquals(3f, value.getFloat(2));
        }
    }

    @Test
    void theSameSeedGivesTheSameMasksAndAnotherOthers() {
        ConvolutionalGraph g = new ConvolutionalGraph(true);
        String mask = g.outputs.get(0);
        Map<String, INDArray> batch = ConvolutionalGraph.batch(40, 1);
        Map<Long, INDArray> first = new LinkedHashMap<>();
        try (GraphProgram program = new GraphProgram(g.graph, g.outputs);
                GraphProgram other = new GraphProgram(g.graph, g.outputs)) {
            for (long seed = -1; seed <= 3; seed++) {
                INDArray drawn = program.run(batch, seed).get(mask).dup();
                assertEquals(0.5, drawn.meanNumber().doubleValue(), 0.2, "share kept");
                first.values().forEach(earlier -> assertNotEquals(earlier, drawn));
                first.put(seed, drawn);
            }
            Nd4j.getRandom().setSeed(99);
            first.forEach((seed, drawn) -> {
                assertEquals(drawn, program.run(batch, seed).get(mask), "again with seed " + seed);
                assertEquals(drawn, other.run(batch, seed).get(mask), "another program with seed " + seed);
            });
        }
    }

    @Test
    void onlyWhatTheOutputsNeedIsComputedAndAskedFor() {
        SameDiff graph = SameDiff.create();
        SDVariable a = graph.placeHolder("a", DataType.DOUBLE, -1);
        SDVariable b = graph.placeHolder("b", DataType.DOUBLE, -1);
        SDVariable y = a.mul(2).add(1);
        a.mul(b);
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name(), y.name()))) {
            assertEquals(Set.of("a"), program.placeholders());
            assertEquals(
                    Set.of(y.name()),
                    program.run(Map.of("a", Values.normal(1, 3)), 0).keySet());
            assertEquals(2, program.operationCount());
        }
    }

    @Test
    void aMissingValueIsNamed() {
        ConvolutionalGraph g = new ConvolutionalGraph(false);
        try (GraphProgram program = new GraphProgram(g.graph, g.outputs)) {
            assertRefused(() -> program.run(Map.of("x", Values.normal(1, 2, 8, 6, 2)), 0), "'labels'");
        }
    }

    @Test
    void unknownOrNoOutputsAreRefused() {
        SameDiff graph = SameDiff.create();
        assertRefused(() -> new GraphProgram(graph, List.of("nothing")), "'nothing'");
        assertThrows(IllegalArgumentException.class, () -> new GraphProgram(graph, List.of()));
    }

    @Test
    void aRunThatFailsLeavesTheProgramUsable() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 3);
        SDVariable y = x.mmul(graph.constant("w", Values.normal(1, 3, 2)));
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name()))) {
            assertThrows(RuntimeException.class, () -> program.run(Map.of("x", Values.normal(2, 4, 5)), 0));
            INDArray good = Values.normal(2, 4, 3);
            Values.assertClose(
                    graph.outputSingle(Map.of("x", good), y.name()),
                    program.run(Map.of("x", good), 0).get(y.name()),
                    TOLERANCE,
                    "after the failure");
        }
    }
}
