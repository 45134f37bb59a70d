package org.mat4j.core.network;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.SoftMax;
import org.nd4j.linalg.api.ops.random.impl.AlphaDropOut;
import org.nd4j.linalg.api.ops.random.impl.DropOut;
import org.nd4j.linalg.api.ops.random.impl.DropOutInverted;
import org.nd4j.weightinit.WeightInitScheme;

/** A pass into a graph that is thrown away, to learn which parameters and states a network has. */
final class DeclaringPass implements Pass {

    /** What the first pass that names a value says of it. */
    private record Declared(WeightInitScheme initial, long[] shape) {}

    private static final Set<Class<?>> DROPOUT = Set.of(DropOut.class, DropOutInverted.class, AlphaDropOut.class);
    private static final Set<String> PASSING_ON = Set.of("identity", "cast", "reshape");

    private final SameDiff graph = SameDiff.create();
    private final DataType dataType;
    private final Map<String, Declared> parameters = new LinkedHashMap<>();
    private final Map<String, Declared> states = new LinkedHashMap<>();
    private final Set<String> constants = new HashSet<>();

    private DeclaringPass(DataType dataType) {
        this.dataType = dataType;
    }

    static DeclaringPass of(Network network, DataType dataType) {
        DeclaringPass pass = new DeclaringPass(dataType);
        long[] shape = BatchCheck.batchShape(-1, network.inputShape());
        SDVariable input = pass.graph.placeHolder("input", dataType, shape);
        Outputs outputs = NetworkException.naming(
                network, "cannot be built", () -> network.build(pass, network.preprocess(pass, input)));
        if (outputs == null || outputs.latent() == null || outputs.logits() == null) {
            throw new NetworkException(network, "must return a latent and logits from build, found " + outputs, null);
        }
        pass.requireScores(network, outputs.logits());
        pass.requireOwnDropout(network);
        return pass;
    }

    private void requireScores(Network network, SDVariable logits) {
        SameDiffOp producer = producer(logits.name());
        while (producer != null && PASSING_ON.contains(producer.getOp().opName())) {
            producer = producer(producer.getInputsToOp().get(0));
        }
        if (producer != null && producer.getOp() instanceof SoftMax) {
            throw new NetworkException(
                    network,
                    "gives as logits the probabilities of a softmax, expected the scores before it: return what its"
                            + " softmax takes, " + producer.getInputsToOp() + ", since the loss takes one itself",
                    null);
        }
    }

    private SameDiffOp producer(String variable) {
        return graph.getOps()
                .get(String.valueOf(graph.getVariables().get(variable).getOutputOfOp()));
    }

    private void requireOwnDropout(Network network) {
        for (SameDiffOp operation : graph.getOps().values()) {
            if (DROPOUT.contains(operation.getOp().getClass())) {
                throw new NetworkException(
                        network,
                        "has ND4J's operation " + operation.getOp().opName()
                                + ", which has no gradient; expected Pass.dropout in its place",
                        null);
            }
        }
    }

    Map<String, long[]> parameterShapes() {
        return shapes(parameters);
    }

    Map<String, long[]> stateShapes() {
        return shapes(states);
    }

    private static Map<String, long[]> shapes(Map<String, Declared> declared) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        declared.forEach((name, d) -> shapes.put(name, d.shape()));
        return shapes;
    }

    /** The initial value of a parameter or state; not a copy. */
    INDArray initial(String name) {
        Declared declared = parameters.getOrDefault(name, states.get(name));
        INDArray initial = declared.initial().create(dataType, declared.shape());
        Checks.require(
                Arrays.equals(initial.shape(), declared.shape()),
                "shape of the initial value of '" + name + "'",
                Arrays.toString(initial.shape()),
                Arrays.toString(declared.shape()) + ", as declared");
        return initial;
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
        return declare("parameter", parameters, name, initializer, shape);
    }

    @Override
    public SDVariable state(String name, WeightInitScheme initializer, long... shape) {
        return declare("state", states, name, initializer, shape);
    }

    private SDVariable declare(
            String kind, Map<String, Declared> known, String name, WeightInitScheme initial, long[] shape) {
        if (known.containsKey(name)) {
            ParameterSet.checkShape(kind, name, known.get(name).shape(), shape);
            return graph.getVariable(name);
        }
        requireNew(kind, name);
        Checks.require(
                Arrays.stream(shape).allMatch(size -> size >= 1),
                "shape of " + kind + " '" + name + "'",
                Arrays.toString(shape),
                "positive sizes");
        known.put(name, new Declared(initial, shape.clone()));
        // Of the same shape, but without the array that a variable has from the start.
        return graph.placeHolder(name, dataType, shape);
    }

    @Override
    public void averageState(String name, SDVariable value, double decay) {
        if (!states.containsKey(name)) {
            throw new IllegalArgumentException("no state '" + name + "' to update, expected one of " + states.keySet()
                    + ", declared by Pass.state");
        }
    }

    @Override
    public SDVariable constant(String name, Supplier<INDArray> value) {
        if (constants.add(name)) {
            requireNew("constant", name);
            graph.constant(name, value.get().castTo(dataType));
        }
        return graph.getVariable(name);
    }

    @Override
    public SDVariable dropout(String name, SDVariable x, double rate) {
        GraphBuilder.checkDropoutRate(name, rate);
        return x;
    }

    private void requireNew(String kind, String name) {
        Checks.require(name != null && !name.isBlank(), "name of a " + kind, "'" + name + "'", "one that is not blank");
        if (graph.hasVariable(name)) {
            throw new IllegalArgumentException(
                    kind + " '" + name + "': the name is taken by another value of the graph");
        }
    }
}
