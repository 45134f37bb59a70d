package org.mat4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mat4j.core.testing.check.NoisyNetwork;
import org.mat4j.core.testing.check.SmoothNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.NDArraySupplierInitScheme;
import org.nd4j.weightinit.impl.OneInitScheme;

class ParameterSetTest {

    private static ParameterSet smooth(long seed) {
        return ParameterSet.initialize(new SmoothNetwork(), DataType.DOUBLE, seed);
    }

    private static ParameterSet noisy() {
        return ParameterSet.initialize(new NoisyNetwork(0.5), DataType.DOUBLE, 1);
    }

    /** A network whose latent is x times what the function makes of the pass. */
    private static Network network(Function<Pass, SDVariable> weights) {
        return new Network() {
            @Override
            public long[] inputShape() {
                return new long[] {3};
            }

            @Override
            public int latentSize() {
                return 2;
            }

            @Override
            public int classCount() {
                return 2;
            }

            @Override
            public Outputs build(Pass pass, SDVariable x) {
                SDVariable w = weights.apply(pass);
                return w == null ? null : new Outputs(x.mmul(w), x.mmul(w));
            }
        };
    }

    private static void refused(Function<Pass, SDVariable> weights, Object... parts) {
        assertRefused(() -> ParameterSet.initialize(network(weights), DataType.DOUBLE, 1), parts);
    }

    private static SDVariable ones(Pass pass, String name, long... shape) {
        return pass.parameter(name, new OneInitScheme('c'), shape);
    }

    @Test
    void parametersAreViewsOfOneVectorInTheOrderOfTheirDeclaration() {
        ParameterSet set = smooth(1);
        assertEquals(List.of("A", "a", "B", "C", "c"), set.names());
        assertEquals(5 * 6 + 6 + 6 * 3 + 3 * 4 + 4, set.flat().length());
        set.flat().assign(Values.normal(7, set.flat().length()));
        long offset = 0;
        for (String name : set.names()) {
            double[] values = Values.flat(set.parameter(name));
            for (double value : values) {
                assertEquals(set.flat().getDouble(offset++), value, name);
            }
        }
        set.parameter("B").putScalar(1, 2, 42);
        assertEquals(42, set.flat().getDouble(30 + 6 + 1 * 3 + 2));
        assertArrayEquals(new long[] {5, 6}, set.parameter("A").shape());
    }

    @Test
    void theSeedDeterminesTheInitialValues() {
        assertEquals(smooth(3).flat(), smooth(3).flat());
        assertNotEquals(smooth(3).flat(), smooth(4).flat());
        INDArray a = smooth(3).parameter("A");
        assertTrue(a.stdNumber().doubleValue() > 0.1, "not constant");
    }

    @Test
    void aSeedOfZeroGivesTheSameValuesEveryTime() throws InterruptedException {
        INDArray first = smooth(0).flat();
        Thread.sleep(3); // ND4J would take the time of day
        assertEquals(first, smooth(0).flat());
        assertNotEquals(first, smooth(1).flat());
    }

    @Test
    void theThreadsGeneratorIsLeftAsItWas() {
        Nd4j.getRandom().setSeed(11);
        Nd4j.rand(3);
        INDArray expected = Nd4j.rand(5);
        Nd4j.getRandom().setSeed(11);
        Nd4j.rand(3);
        smooth(4);
        assertEquals(expected, Nd4j.rand(5));
        assertEquals(11, Nd4j.getRandom().getSeed());
    }

    @Test
    void initializersAndInitialStatesAreUsed() {
        ParameterSet set = noisy();
        assertEquals(Nd4j.ones(DataType.DOUBLE, 3), set.parameter("gamma"));
        assertEquals(Nd4j.zeros(DataType.DOUBLE, 3), set.parameter("beta"));
        assertEquals(List.of("mean", "variance"), set.stateNames());
        assertEquals(Nd4j.zeros(DataType.DOUBLE, 3), set.state("mean"));
        assertEquals(Nd4j.ones(DataType.DOUBLE, 3), set.state("variance"));
        assertEquals(
                Set.of("A", "gamma", "beta", "C", "mean", "variance"),
                set.bindings().keySet());
    }

    /** The array is the network's own: it is copied, and left open for the next training. */
    @Test
    void givenArraysAreCopiedToParametersAndStates() {
        INDArray w = Values.normal(1, 3, 2);
        INDArray s = Values.normal(2, 3);
        Network network = network(pass -> {
            pass.state("s", new NDArraySupplierInitScheme(s), 3);
            return pass.parameter("w", new NDArraySupplierInitScheme(w), 3, 2);
        });
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
            ParameterSet set = ParameterSet.initialize(network, type, 1);
            assertEquals(w.castTo(type), set.parameter("w"));
            assertEquals(s.castTo(type), set.state("s"));
            set.flat().assign(0);
        }
        refused(pass -> pass.parameter("w", new NDArraySupplierInitScheme(w), 2, 3), "'w'", "[3, 2]", "[2, 3]");
        refused(
                pass -> {
                    pass.state("s", new NDArraySupplierInitScheme(s), 4);
                    return ones(pass, "w", 3, 2);
                },
                "'s'",
                "[3]",
                "[4]");
    }

    @Test
    void theTypeIsTheOneAskedFor() {
        ParameterSet set = ParameterSet.initialize(new NoisyNetwork(0), DataType.FLOAT, 1);
        assertEquals(DataType.FLOAT, set.flat().dataType());
        assertEquals(DataType.FLOAT, set.state("mean").dataType());
    }

    @Test
    void aSnapshotIsDetachedAndRestoresEverything() {
        ParameterSet set = noisy();
        INDArray before = set.flat().dup();
        ParameterSet.Snapshot snapshot = set.snapshot();
        set.flat().addi(1);
        set.state("mean").addi(2);
        assertEquals(before, snapshot.flat());
        set.restore(snapshot);
        assertEquals(before, set.flat());
        assertEquals(before.getDouble(0), set.parameter("A").getDouble(0, 0), "views see it");
        assertEquals(Nd4j.zeros(DataType.DOUBLE, 3), set.state("mean"));
    }

    @Test
    void aSnapshotOfAnotherNetworkIsRefused() {
        ParameterSet.Snapshot other = smooth(1).snapshot();
        assertThrows(IllegalArgumentException.class, () -> noisy().restore(other));
    }

    @Test
    void anUnknownNameIsAnErrorThatListsTheKnownOnes() {
        assertRefused(() -> noisy().parameter("D"), "no parameter 'D'", "gamma");
        assertRefused(() -> noisy().state("A"), "no state 'A'", "variance");
    }

    @Test
    void anotherShapeUnderAKnownNameIsRefused() {
        refused(
                pass -> {
                    ones(pass, "w", 3, 2);
                    return ones(pass, "w", 2, 3);
                },
                "'w'",
                "[3, 2]",
                "[2, 3]");
        refused(
                pass -> {
                    pass.state("s", 0, 3);
                    return pass.state("s", 0, 4);
                },
                "state 's'");
    }

    @Test
    void theSameParameterMayBeUsedTwice() {
        ParameterSet set = ParameterSet.initialize(
                network(pass -> ones(pass, "w", 3, 2).add(ones(pass, "w", 3, 2))), DataType.DOUBLE, 1);
        assertEquals(6, set.flat().length());
    }

    @Test
    void namesAreSharedByNobodyElse() {
        refused(
                pass -> {
                    pass.state("w", 0, 3);
                    return ones(pass, "w", 3, 2);
                },
                "'w'",
                "taken");
        refused(
                pass -> {
                    ones(pass, "w", 3, 2);
                    return pass.state("w", 0, 3);
                },
                "'w'",
                "taken");
        refused(pass -> ones(pass, "input", 3, 2), "'input'", "taken");
        refused(pass -> ones(pass, " ", 3, 2), "name of a parameter is ' '");
    }

    @Test
    void otherMistakesOfANetworkAreNamed() {
        refused(pass -> ones(pass, "w", 3, 0), "'w'", "[3, 0]");
        refused(pass -> pass.graph().constant(Values.normal(1, 3, 2)), "number of parameters of the network is 0");
        refused(pass -> null, "must return a latent and logits");
        refused(
                pass -> {
                    SDVariable w = ones(pass, "w", 3, 2);
                    pass.updateState("speed", w);
                    return w;
                },
                "'speed'");
        for (double rate : new double[] {-0.1, 1, Double.NaN}) {
            refused(pass -> pass.dropout("drop", ones(pass, "w", 3, 2), rate), "'drop'", rate);
        }
    }

    @Test
    void anotherVectorIsViewedAsTheParametersLie() {
        ParameterSet set = smooth(1);
        INDArray vector = set.flat().mul(2);
        set.viewsOf(vector)
                .forEach((name, view) -> assertEquals(set.parameter(name).mul(2), view, name));
        set.viewsOf(vector).get("a").assign(0);
        assertEquals(
                2 * set.flat().sumNumber().doubleValue()
                        - 2 * set.parameter("a").sumNumber().doubleValue(),
                vector.sumNumber().doubleValue(),
                1e-9);

        INDArray longer = Nd4j.create(DataType.DOUBLE, set.flat().length() + 1);
        assertRefused(() -> set.viewsOf(longer), "expected [" + set.flat().length() + "]");
    }
}
