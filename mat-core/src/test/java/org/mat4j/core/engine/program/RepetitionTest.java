package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.RandomBernoulli;

/** A repeated part of a graph gives what the part written out as often gives, on memory that is poisoned when free. */
class RepetitionTest {

    private final SameDiff graph = SameDiff.create();
    private final SDVariable x = graph.placeHolder("x", DataType.DOUBLE, -1, 6);
    private final SDVariable w = graph.var("w", Values.normal(9, 6, 6).muli(0.4));

    private static SDVariable writtenOut(SDVariable start, int times, UnaryOperator<SDVariable> f) {
        SDVariable value = start;
        for (int i = 0; i < times; i++) {
            value = f.apply(value);
        }
        return value;
    }

    private void assertSame(SDVariable expected, SDVariable actual) {
        try (GraphProgram stock = new GraphProgram(graph, List.of(expected.name()));
                GraphProgram program =
                        new GraphProgram(graph, List.of(actual.name()), Map.of(), Map.of(), PoisonedArena::new)) {
            for (int run = 0; run < 6; run++) {
                Map<String, INDArray> batch = Map.of("x", Values.normal(run, 2 + run / 2, 6));
                INDArray value = stock.run(batch, run).get(expected.name());
                Values.assertClose(value, program.run(batch, run).get(actual.name()), 1e-14, "run " + run);
            }
        }
    }

    /** Reads the start, a value computed before, a reshaped one and a parameter in each step. */
    private SDVariable step(SDVariable value, SDVariable before) {
        SDVariable h = graph.math().tanh(value.add(before).mmul(w));
        return h.reshape(-1).mul(0.5).reshape(-1, 6).add(x).sub(value.mul(0.1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void isTheStepWrittenOut(int times) {
        SDVariable before = graph.math().exp(x.mul(0.3));
        assertSame(
                writtenOut(before.mul(2), times, v -> step(v, before)).add(before),
                Repetition.of(before.mul(2), times, v -> step(v, before)).add(before));
    }

    @Test
    void theStartMayBeAPlaceholderAndStaysAsItIs() {
        assertSame(
                writtenOut(x, 3, v -> v.mul(v).sub(x)).add(x),
                Repetition.of(x, 3, v -> v.mul(v).sub(x)).add(x));
    }

    @Test
    void aStepMayDifferentiate() {
        UnaryOperator<SDVariable> ascent = v -> {
            SDVariable perturbed = x.add(v);
            SDVariable loss = graph.math().tanh(perturbed.mmul(w)).sum();
            return v.add(Gradients.of(loss).withRespectTo(perturbed).get(0).mul(0.1));
        };
        SDVariable start = x.mul(0.1);
        assertSame(writtenOut(start, 5, ascent), Repetition.of(start, 5, ascent));
    }

    @Test
    void repetitionsMayFollowOneAnotherAndLieWithinOneAnother() {
        SDVariable before = x.add(1);
        UnaryOperator<SDVariable> outer = v -> step(writtenOut(v.mul(0.5), 3, u -> step(u, v)), before);
        UnaryOperator<SDVariable> nested = v -> step(Repetition.of(v.mul(0.5), 3, u -> step(u, v)), before);
        assertSame(
                writtenOut(writtenOut(x, 2, outer), 4, v -> step(v, before)),
                Repetition.of(Repetition.of(x, 2, nested), 4, v -> step(v, before)));
    }

    @Test
    void aMaskIsTheSameInEachStep() {
        SDVariable mask =
                new RandomBernoulli(graph, graph.shape(x), 0.5).outputVariable().castTo(DataType.DOUBLE);
        SDVariable result = Repetition.of(x, 4, v -> v.mul(mask));
        try (GraphProgram program = new GraphProgram(graph, List.of(result.name(), mask.name()))) {
            INDArray batch = Values.normal(1, 5, 6);
            Map<String, INDArray> values = program.run(Map.of("x", batch), 3);
            Values.assertClose(
                    batch.mul(values.get(mask.name())), values.get(result.name()), 0, "masked once or often");
        }
    }

    @Test
    void theGraphHoldsOneStep() {
        List<Integer> counts = Stream.of(2, 50)
                .map(times -> {
                    SDVariable result = Repetition.of(x.mul(2), times, v -> step(v, x));
                    try (GraphProgram program = new GraphProgram(graph, List.of(result.name()))) {
                        return program.operationCount();
                    }
                })
                .toList();
        assertEquals(counts.get(0), counts.get(1));
    }

    @Test
    void aRunWithoutAnEndCanBeBrokenOff() {
        SDVariable result = Repetition.of(x, Integer.MAX_VALUE, v -> v.mul(0.5));
        SDVariable y = x.mul(3);
        INDArray batch = Values.normal(1, 5, 6);
        AtomicInteger asked = new AtomicInteger();
        try (GraphProgram endless = new GraphProgram(graph, List.of(result.name()));
                GraphProgram program = new GraphProgram(graph, List.of(y.name()))) {
            endless.stopIf(() -> asked.incrementAndGet() > 1000);
            assertThrows(CancellationException.class, () -> endless.run(Map.of("x", batch), 0));
            program.run(Map.of("x", batch), 0);
            program.stopIf(() -> true);
            assertThrows(CancellationException.class, () -> program.run(Map.of("x", batch), 0));
            program.stopIf(() -> false);
            assertEquals(batch.mul(3), program.run(Map.of("x", batch), 0).get(y.name()));
        }
    }

    @Test
    void noStepIsRefused() {
        assertRefused(() -> Repetition.of(x, 0, v -> v), "times is 0");
    }
}
