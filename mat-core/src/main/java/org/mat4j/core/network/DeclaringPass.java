package org.mat4j.core.network;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.WeightInitScheme;

/** A pass into a graph that is thrown away, to learn which parameters and states a network has. */
final class DeclaringPass implements Pass {

    private record Parameter(WeightInitScheme initializer, long[] shape) {}

    private record State(double initial, long[] shape) {}

    private final SameDiff graph = SameDiff.create();
    private final DataType dataType;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Set<String> constants = new HashSet<>();

    private DeclaringPass(DataType dataType) {
        this.dataType = dataType;
    }

    static DeclaringPass of(Network network, DataType dataType) {
        DeclaringPass pass = new DeclaringPass(dataType);
        long[] shape = BatchCheck.batchShape(-1, network.inputShape());
        SDVariable input = network.preprocess(pass, pass.graph.placeHolder("input", dataType, shape));
        Outputs outputs = network.build(pass, input);
        if (outputs == null || outputs.latent() == null || outputs.logits() == null) {
            throw new IllegalArgumentException(
                    network.name() + ".build must return a latent and logits, got " + outputs);
        }
        return pass;
    }

    Map<String, long[]> parameterShapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        parameters.forEach((name, p) -> shapes.put(name, p.shape()));
        return shapes;
    }

    Map<String, long[]> stateShapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        states.forEach((name, s) -> shapes.put(name, s.shape()));
        return shapes;
    }

    WeightInitScheme initializer(String name) {
        return parameters.get(name).initializer();
    }

    double initialState(String name) {
        return states.get(name).initial();
    }

    @Override
    public SameDiff graph() {
        return graph;
    }

    @Override
    public Mode mode() {
        return Mode.TRAINING;
    }

    @Override
    public DataType dataType() {
        return dataType;
    }

    @Override
    public SDVariable parameter(String name, WeightInitScheme initializer, long... shape) {
        Parameter known = parameters.get(name);
        if (known != null) {
            ParameterSet.checkShape("parameter", name, known.shape(), shape);
            return graph.getVariable(name);
        }
        checkNew("parameter", name, shape);
        parameters.put(name, new Parameter(initializer, shape.clone()));
        return graph.var(name, dataType, shape);
    }

    @Override
    public SDVariable state(String name, double initial, long... shape) {
        State known = states.get(name);
        if (known != null) {
            ParameterSet.checkShape("state", name, known.shape(), shape);
            return graph.getVariable(name);
        }
        checkNew("state", name, shape);
        states.put(name, new State(initial, shape.clone()));
        return graph.var(name, dataType, shape);
    }

    @Override
    public void updateState(String name, SDVariable value) {
        if (!states.containsKey(name)) {
            throw new IllegalArgumentException("no state '" + name + "' to update; expected one of " + states.keySet()
                    + ", declared by Pass.state");
        }
    }

    @Override
    public SDVariable constant(String name, Supplier<INDArray> value) {
        if (constants.add(name)) {
            checkNew("constant", name, new long[0]);
            graph.constant(name, value.get().castTo(dataType));
        }
        return graph.getVariable(name);
    }

    @Override
    public SDVariable dropout(String name, SDVariable x, double rate) {
        GraphBuilder.checkDropoutRate(name, rate);
        return x;
    }

    private void checkNew(String kind, String name, long[] shape) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a " + kind + " needs a name, got '" + name + "'");
        }
        if (parameters.containsKey(name) || states.containsKey(name) || graph.hasVariable(name)) {
            throw new IllegalArgumentException(
                    kind + " '" + name + "': the name is taken by another value of the graph");
        }
        if (Arrays.stream(shape).anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException(
                    kind + " '" + name + "' has shape " + Arrays.toString(shape) + "; expected positive sizes");
        }
    }
}
