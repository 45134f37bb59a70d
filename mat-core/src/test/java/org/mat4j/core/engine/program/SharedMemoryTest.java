package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.RandomBernoulli;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Values that share memory: none is overwritten while it is needed. */
class SharedMemoryTest {

    private final SameDiff graph = SameDiff.create();
    private final SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 6);
    private final List<PoisonedArena> arenas = new ArrayList<>();

    private GraphProgram program(Map<String, INDArray> bindings, SDVariable... outputs) {
        List<String> names = Arrays.stream(outputs).map(SDVariable::name).toList();
        return new GraphProgram(graph, names, bindings, Map.of(), () -> {
            arenas.add(new PoisonedArena());
            return arenas.get(arenas.size() - 1);
        });
    }

    /**
     * Several runs and batch sizes on poisoned memory against SameDiff's own session.
     *
     * @return in how many places the values of the last batch size lie
     */
    private int assertSameAsStock(SDVariable... outputs) {
        try (GraphProgram program = program(Map.of(), outputs)) {
            for (int run = 0; run < 6; run++) {
                Map<String, INDArray> batch = Map.of("x", Values.normal(run, 2 + run / 2, 6));
                Map<String, INDArray> actual = program.run(batch, 0);
                for (SDVariable output : outputs) {
                    INDArray expected = graph.outputSingle(batch, output.name());
                    Values.assertClose(expected, actual.get(output.name()), 1e-14, output.name() + ", run " + run);
                }
            }
            return arenas.get(arenas.size() - 1).placeCount();
        }
    }

    @Test
    void aChainOfElementwiseOperationsNeedsOneBufferBesideItsInput() {
        SDVariable y = x;
        for (int i = 0; i < 5; i++) {
            y = graph.math().tanh(y.mul(1.5)).add(0.1);
        }
        assertEquals(2, assertSameAsStock(y));
    }

    @Test
    void aValueThatIsReadLaterIsKept() {
        SDVariable a = x.mul(2);
        SDVariable b = graph.math().exp(a);
        SDVariable c = b.add(a);
        assertSameAsStock(c.mul(b), c);
    }

    @Test
    void anOutputIsKept() {
        SDVariable a = x.mul(2);
        SDVariable b = a.add(1);
        SDVariable c = graph.math().square(b);
        assertSameAsStock(a, b, c);
    }

    @Test
    void aPlaceholderIsKept() {
        SDVariable a = x.add(1);
        assertSameAsStock(a, x.mul(a));
    }

    @Test
    void bothOperandsMayBeTheSameValue() {
        SDVariable a = x.add(1);
        assertSameAsStock(a.mul(a));
        assertSameAsStock(a.sub(a).add(x));
    }

    @Test
    void anOperandThatIsBroadcastIsNotWrittenOver() {
        SDVariable row = x.sum(0).mul(0.5);
        SDVariable column = graph.sum(x, true, 1).mul(2);
        assertSameAsStock(x.add(1).mul(row), x.sub(1).div(column));
        assertSameAsStock(row.add(x.mul(3)), column.sub(x.mul(3)));
    }

    @Test
    void aReshapedValueSharesMemoryAndBothAreKept() {
        SDVariable a = x.mul(2);
        SDVariable flat = a.reshape(-1);
        SDVariable b = flat.add(1);
        assertSameAsStock(b, a.mul(a));
        assertSameAsStock(b.reshape(-1, 6).add(x).reshape(-1, 3, 2), flat);
    }

    @Test
    void aReshapedPlaceholderIsNotWrittenOver() {
        SDVariable flat = x.reshape(-1);
        assertSameAsStock(flat.mul(2).reshape(-1, 6).add(x), flat);
    }

    @Test
    void aReshapedParameterIsCopiedWhereItIsAnOutput() {
        INDArray value = Values.normal(1, 2, 3);
        SDVariable w = graph.var("w", value.dup());
        SDVariable flat = w.reshape(6);
        try (GraphProgram program = program(Map.of("w", value), flat, x.mul(flat))) {
            INDArray ones = Nd4j.ones(DataType.DOUBLE, 1, 6);
            program.run(Map.of("x", ones), 0).get(flat.name()).assign(0);
            Values.assertClose(
                    value.reshape(6), program.run(Map.of("x", ones), 0).get(flat.name()), 0, "the parameter");
        }
    }

    @Test
    void castsAndIntegersHaveMemoryOfTheirOwn() {
        SDVariable positive = x.gt(0);
        SDVariable count = positive.castTo(DataType.INT32);
        SDVariable twice = count.mul(2);
        assertSameAsStock(twice.castTo(DataType.DOUBLE).mul(x), count.castTo(DataType.DOUBLE));
    }

    @Test
    void whatDependsOnShapesAloneFollowsTheBatch() {
        SDVariable rows = graph.sizeAt(x, 0).castTo(DataType.DOUBLE);
        SDVariable ones = graph.fill(graph.shape(x), DataType.DOUBLE, 1.0);
        assertSameAsStock(x.div(rows), ones.mul(3).add(x));
    }

    @Test
    void randomNumbersAreNeverTakenForConstant() {
        SDVariable mask = new RandomBernoulli(graph, graph.shape(x), 0.5).outputVariable();
        SDVariable masked = mask.castTo(DataType.DOUBLE).mul(x);
        try (GraphProgram program = program(Map.of(), masked)) {
            INDArray ones = Nd4j.ones(DataType.DOUBLE, 8, 6);
            String name = masked.name();
            INDArray first = program.run(Map.of("x", ones), 1).get(name).dup();
            INDArray second = program.run(Map.of("x", ones), 2).get(name).dup();
            assertTrue(!first.equals(second), "another seed gives another mask");
            assertEquals(first, program.run(Map.of("x", ones), 1).get(name));
        }
    }

    @Test
    void anOutputIsWrittenWhereItIsWanted() {
        SDVariable a = x.mul(2);
        SDVariable sum = a.sum(0);
        SDVariable constant = graph.constant(3.0).mul(2);
        INDArray vector = Nd4j.zeros(DataType.DOUBLE, 8);
        INDArray view = vector.get(NDArrayIndex.interval(1, 7));
        INDArray scalar = Nd4j.scalar(0.0);
        Map<String, INDArray> targets = Map.of(sum.name(), view, constant.name(), scalar);
        try (GraphProgram program =
                new GraphProgram(graph, List.of(sum.name(), constant.name(), a.name()), Map.of(), targets)) {
            for (int run = 0; run < 3; run++) {
                INDArray batch = Values.normal(run, 4, 6);
                program.run(Map.of("x", batch), 0);
                Values.assertClose(batch.sum(0).mul(2), view, 1e-14, "run " + run);
                assertEquals(6, scalar.getDouble(0));
                assertEquals(0, vector.getDouble(0) + vector.getDouble(7));
                // As an updater does.
                vector.assign(0);
                scalar.assign(0);
            }
        }
    }

    @Test
    void aTargetMustFit() {
        SDVariable y = x.mul(2);
        INDArray wrong = Nd4j.zeros(DataType.FLOAT, 2, 6);
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name()), Map.of(), Map.of(y.name(), wrong))) {
            assertRefused(
                    () -> program.run(Map.of("x", Values.normal(1, 2, 6)), 0),
                    "'" + y.name() + "' is FLOAT [2, 6], expected DOUBLE [2, 6]");
        }
        assertRefused(() -> new GraphProgram(graph, List.of(y.name()), Map.of(), Map.of("x", wrong)), "'x' ", y.name());
    }
}
