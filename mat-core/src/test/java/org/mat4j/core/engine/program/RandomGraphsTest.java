package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Random mixtures of operations in place, views, broadcasting and reductions against SameDiff's own session. */
class RandomGraphsTest {

    private static final int COLUMNS = 6;
    private static final int OPERATIONS = 25;
    private static final int GRAPHS = 12;

    private final List<PoisonedArena> arenas = new ArrayList<>();

    /** Values of shape [n, 6], from which others come and to which they return. */
    private static final class Mixture {

        private final SameDiff graph = SameDiff.create();
        private final Map<String, INDArray> bindings = new LinkedHashMap<>();
        private final List<SDVariable> values = new ArrayList<>();
        private final List<SDVariable> vectors = new ArrayList<>();
        private final List<SDVariable> outputs = new ArrayList<>();
        private final Random random;

        Mixture(long seed) {
            random = new Random(seed);
            values.add(graph.placeHolder("x", DataType.DOUBLE, -1, COLUMNS));
            values.add(graph.placeHolder("y", DataType.DOUBLE, -1, COLUMNS));
            for (String name : List.of("v", "w")) {
                bindings.put(name, Values.normal(name.hashCode(), COLUMNS));
                vectors.add(graph.var(name, bindings.get(name).dup()));
            }
            vectors.add(graph.constant("c", Values.normal(7, COLUMNS)));
            for (int i = 0; i < OPERATIONS; i++) {
                if (random.nextInt(4) == 0) {
                    vectors.add(vector());
                } else {
                    values.add(value());
                }
            }
            outputs.add(values.get(values.size() - 1));
            for (int i = 0; i < 4; i++) {
                outputs.add(any(random.nextBoolean() ? values : vectors));
            }
        }

        /** Mostly a recent one, so that there are chains. */
        private SDVariable any(List<SDVariable> from) {
            int back = Math.min(from.size(), random.nextInt(3) == 0 ? from.size() : 2);
            return from.get(from.size() - 1 - random.nextInt(back));
        }

        private SDVariable value() {
            SDVariable a = any(values);
            SDVariable b = any(values);
            SDVariable vector = any(vectors);
            return switch (random.nextInt(12)) {
                case 0 -> a.add(b);
                case 1 -> a.sub(b);
                case 2 -> graph.math().tanh(a.mul(b));
                case 3 -> graph.math().max(a, b);
                case 4 -> a.mul(0.5);
                case 5 -> graph.math().tanh(a);
                case 6 -> graph.nn().relu(a, 0);
                case 7 -> a.add(vector);
                case 8 -> graph.math().tanh(vector.mul(a));
                case 9 -> graph.math().sin(a.reshape(-1)).reshape(-1, COLUMNS);
                case 10 -> graph.squeeze(graph.expandDims(StopGradient.of(a), 1).sub(0.1), 1);
                default -> a.sub(graph.mean(b, true, 1));
            };
        }

        private SDVariable vector() {
            SDVariable a = any(vectors);
            SDVariable b = any(vectors);
            return switch (random.nextInt(7)) {
                case 0 -> any(values).mean(0);
                case 1 -> a.mul(b);
                case 2 -> a.sub(0.3);
                case 3 -> graph.math().tanh(a.reshape(2, 3)).reshape(COLUMNS);
                case 4 -> StopGradient.of(a);
                case 5 -> a.div(graph.sizeAt(any(values), 0).castTo(DataType.DOUBLE));
                default -> graph.math().tanh(a.add(any(values).sum()));
            };
        }

        private static Map<String, INDArray> batch(int size, int seed) {
            return Map.of("x", Values.normal(seed, size, COLUMNS), "y", Values.normal(seed + 50, size, COLUMNS));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aProgramComputesWhatSameDiffDoes(long group) {
        for (long seed = group * GRAPHS; seed < (group + 1) * GRAPHS; seed++) {
            Mixture mixture = new Mixture(seed);
            Set<String> names = new LinkedHashSet<>();
            mixture.outputs.forEach(o -> names.add(o.name()));
            arenas.clear();
            try (GraphProgram program = new GraphProgram(mixture.graph, names, mixture.bindings, Map.of(), () -> {
                arenas.add(new PoisonedArena());
                return arenas.get(arenas.size() - 1);
            })) {
                int run = 0;
                for (int size : new int[] {3, 3, 2, 4, 3, 2}) {
                    Map<String, INDArray> batch = Mixture.batch(size, run++);
                    Map<String, INDArray> expected = mixture.graph.output(batch, List.copyOf(names));
                    Map<String, INDArray> actual = program.run(batch, 0);
                    for (String name : names) {
                        String what = "graph " + seed + ", run " + run + ", " + name;
                        Values.assertClose(expected.get(name), actual.get(name), 1e-12, what);
                    }
                    arenas.forEach(PoisonedArena::poisonAll);
                }
            }
            assertEquals(3, arenas.size(), "one a batch size");
            mixture.bindings.forEach((name, array) ->
                    Values.assertClose(Values.normal(name.hashCode(), COLUMNS), array, 0, "parameter " + name));
        }
    }

    @Test
    void theMixturesShareMemory() {
        int operations = 0;
        int buffers = 0;
        for (long seed = 0; seed < GRAPHS; seed++) {
            Mixture mixture = new Mixture(seed);
            List<String> names =
                    mixture.outputs.stream().map(SDVariable::name).distinct().toList();
            PoisonedArena arena = new PoisonedArena();
            try (GraphProgram program =
                    new GraphProgram(mixture.graph, names, mixture.bindings, Map.of(), () -> arena)) {
                program.run(Mixture.batch(3, 1), 0);
                operations += program.operationCount();
                buffers += arena.placeCount();
            }
        }
        assertTrue(buffers < operations / 2, buffers + " buffers for " + operations + " operations");
    }
}
