package org.mat4j.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Memory;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.engine.program.SeedMixer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The values of a network's parameters and states.
 *
 * <p>All parameters lie in one vector, {@link #flat()}, and each is a view of it: an updater runs once over the vector,
 * and graphs that were built on the views see the result.
 */
public final class ParameterSet {

    private final INDArray flat;
    private final Map<String, INDArray> parameters = new LinkedHashMap<>();
    private final Map<String, INDArray> states = new LinkedHashMap<>();
    private Set<String> frozen = Set.of();

    private ParameterSet(DataType type, Map<String, long[]> parameterShapes, Map<String, long[]> stateShapes) {
        requireMemory(type, parameterShapes, stateShapes);
        long length = parameterShapes.values().stream()
                .mapToLong(ParameterSet::length)
                .sum();
        Checks.require(
                length > 0,
                "number of parameters of the network",
                0,
                "at least one call of Pass.parameter in its build");
        flat = Nd4j.create(type, length);
        parameters.putAll(slices(flat, parameterShapes));
        stateShapes.forEach((name, shape) -> states.put(name, Nd4j.create(type, shape)));
    }

    /** Each has an initial value beside it. */
    private static void requireMemory(
            DataType type, Map<String, long[]> parameterShapes, Map<String, long[]> stateShapes) {
        Map<String, long[]> all = new Declared(parameterShapes, stateShapes).all();
        ToDoubleFunction<String> bytes = name -> 2 * Memory.bytes(type, all.get(name));
        all.keySet().stream()
                .max(Comparator.comparingDouble(bytes))
                .ifPresent(largest -> Memory.requireNative(
                        "parameters of the network, the largest '" + largest + "' of shape "
                                + Arrays.toString(all.get(largest)) + ",",
                        all.keySet().stream().mapToDouble(bytes).sum()));
    }

    /**
     * Declares and initializes what a network asks for in a training pass. ND4J's initializers draw from the thread's
     * {@code Nd4j.getRandom()}, which is left as it was found.
     *
     * @param network the network
     * @param type FLOAT or DOUBLE
     * @param seed the same seed gives the same values
     */
    public static ParameterSet initialize(Network network, DataType type, long seed) {
        return Workspaces.outside(() -> {
            DeclaringPass pass = DeclaringPass.of(network, type);
            ParameterSet set = new ParameterSet(type, pass.parameterShapes(), pass.stateShapes());
            Random generator = Nd4j.getRandom();
            long seedBefore = generator.getSeed();
            long root = generator.rootState();
            long node = generator.nodeState();
            generator.setSeed(SeedMixer.forNd4j(seed));
            try {
                // Not closed: an initializer may hand out an array that it keeps.
                set.bindings().forEach((name, array) -> array.assign(pass.initial(name)));
            } finally {
                generator.setSeed(seedBefore);
                generator.setStates(root, node);
            }
            return set;
        });
    }

    /**
     * What a network declares, none of which is made.
     *
     * @param parameters shapes by name, in their order
     * @param states shapes by name, such as those of running statistics
     */
    public record Declared(Map<String, long[]> parameters, Map<String, long[]> states) {

        /** Of a network. */
        public static Declared of(Network network) {
            DeclaringPass pass = DeclaringPass.of(network, DataType.FLOAT);
            return new Declared(pass.parameterShapes(), pass.stateShapes());
        }

        /** How many numbers are trained. */
        public long length() {
            return parameters.values().stream().mapToLong(ParameterSet::length).sum();
        }

        /** The shapes of both, by name. */
        public Map<String, long[]> all() {
            Map<String, long[]> all = new LinkedHashMap<>(parameters);
            all.putAll(states);
            return all;
        }
    }

    /** The shapes of what is here. */
    public Declared declared() {
        return new Declared(shapes(parameters), shapes(states));
    }

    private static Map<String, long[]> shapes(Map<String, INDArray> arrays) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        arrays.forEach((name, array) -> shapes.put(name, array.shape()));
        return shapes;
    }

    /** All parameters as one vector; changing it changes the network. */
    public INDArray flat() {
        return flat;
    }

    /**
     * Views of a vector that lie in it as the parameters do in {@link #flat()}, by the parameters' names.
     *
     * @param vector as long as {@link #flat()}, for example its gradient
     */
    public Map<String, INDArray> viewsOf(INDArray vector) {
        Checks.require(
                vector.rank() == 1 && vector.length() == flat.length(),
                "shape of the vector",
                Arrays.toString(vector.shape()),
                "[" + flat.length() + "], the parameters' number");
        return slices(vector, shapes(parameters));
    }

    /**
     * Views of a vector that holds arrays one after the other, in c order.
     *
     * @param vector as long as all of them
     * @param shapes by name, in their order
     */
    public static Map<String, INDArray> slices(INDArray vector, Map<String, long[]> shapes) {
        Map<String, INDArray> views = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, long[]> e : shapes.entrySet()) {
            long end = offset + length(e.getValue());
            views.put(e.getKey(), vector.get(NDArrayIndex.interval(offset, end)).reshape('c', e.getValue()));
            offset = end;
        }
        return views;
    }

    /** Names of the parameters, in the order of their declaration and in {@link #flat()}. */
    public List<String> names() {
        return List.copyOf(parameters.keySet());
    }

    /** Names of the parameters that are not {@linkplain #freeze frozen}, in their order. */
    public List<String> trainedNames() {
        return parameters.keySet().stream().filter(name -> !isFrozen(name)).toList();
    }

    /**
     * Says which values a training does not change: graphs that are built afterwards have no gradient of these parameters
     * and no update of these states. In place of what was frozen before.
     *
     * @param names of parameters and states
     */
    public void freeze(Set<String> names) {
        frozen = Set.copyOf(names);
    }

    /** Whether a parameter or state is frozen. */
    public boolean isFrozen(String name) {
        return frozen.contains(name);
    }

    /** Names of the states, in the order of their declaration. */
    public List<String> stateNames() {
        return List.copyOf(states.keySet());
    }

    /** A parameter's view of {@link #flat()}. */
    public INDArray parameter(String name) {
        return known(parameters, "parameter", name);
    }

    /** A state's array. */
    public INDArray state(String name) {
        return known(states, "state", name);
    }

    /** Copies of the values, detached from this set. */
    public Snapshot snapshot() {
        Map<String, INDArray> copies = new LinkedHashMap<>();
        states.forEach((name, array) -> copies.put(name, array.dup()));
        return new Snapshot(flat.dup(), Collections.unmodifiableMap(copies));
    }

    /** Takes the values of a snapshot of this or an equally shaped set. */
    public void restore(Snapshot snapshot) {
        if (snapshot.flat().length() != flat.length()
                || !snapshot.states().keySet().equals(states.keySet())) {
            throw new IllegalArgumentException("the snapshot holds "
                    + snapshot.flat().length()
                    + " parameters and states " + snapshot.states().keySet() + ", expected " + flat.length() + " and "
                    + states.keySet());
        }
        flat.assign(snapshot.flat());
        snapshot.states().forEach((name, value) -> states.get(name).assign(value));
    }

    /** The values at one moment. */
    public record Snapshot(INDArray flat, Map<String, INDArray> states) {}

    /** All parameters and states by name, by reference: what a graph program reads them from. */
    public Map<String, INDArray> bindings() {
        Map<String, INDArray> all = new LinkedHashMap<>(parameters);
        all.putAll(states);
        return Collections.unmodifiableMap(all);
    }

    /** Adds the parameters (trainable) and the states (constants) to a graph, with copies of their present values. */
    void addTo(SameDiff graph, Map<String, SDVariable> variables) {
        parameters.forEach((name, view) -> variables.put(name, graph.var(name, view.dup())));
        states.forEach((name, array) -> variables.put(name, graph.constant(name, array.dup())));
    }

    static void checkShape(String kind, String name, long[] declared, long[] asked) {
        if (!Arrays.equals(declared, asked)) {
            throw new IllegalArgumentException(kind + " '" + name + "' was declared with shape "
                    + Arrays.toString(declared) + " and is asked for with shape " + Arrays.toString(asked)
                    + "; use another name for another " + kind);
        }
    }

    private static INDArray known(Map<String, INDArray> arrays, String kind, String name) {
        INDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException(
                    "no " + kind + " '" + name + "', expected one of " + new ArrayList<>(arrays.keySet()));
        }
        return array;
    }

    static long length(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
