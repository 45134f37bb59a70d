package org.mat4j.core.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.Mask;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.custom.RandomBernoulli;
import org.nd4j.weightinit.WeightInitScheme;

/**
 * Builds passes of one network into one graph, all with the same parameters.
 *
 * <p>Passes are told apart by the batch they read: those over the same batch share dropout masks. State updates are
 * taken from the pass that is built as {@link #cleanPass}.
 */
public final class GraphBuilder {

    private final SameDiff graph = SameDiff.create();
    private final Network network;
    private final Mode mode;
    private final ParameterSet parameters;
    private final PerturbationSpace space;
    private final Map<String, SDVariable> variables = new LinkedHashMap<>();
    private final Map<String, SDVariable> masks = new HashMap<>();
    private final Map<String, StateUpdate> stateUpdates = new LinkedHashMap<>();

    /**
     * @param network the network
     * @param mode of all passes
     * @param parameters their present values are copied into the graph; a program that is to see later changes binds
     *     {@link ParameterSet#bindings()}
     */
    public GraphBuilder(Network network, Mode mode, ParameterSet parameters) {
        this(network, mode, parameters, PerturbationSpace.INPUT);
    }

    /**
     * As above, with passes that start in a space.
     *
     * @param space of the inputs of all passes: before or behind the network's first layer
     */
    public GraphBuilder(Network network, Mode mode, ParameterSet parameters, PerturbationSpace space) {
        this.network = network;
        this.mode = mode;
        this.parameters = parameters;
        this.space = space;
        parameters.addTo(graph, variables);
    }

    /** The graph. */
    public SameDiff graph() {
        return graph;
    }

    /** The network's type of numbers. */
    public DataType dataType() {
        return parameters.flat().dataType();
    }

    /** A placeholder for a batch of inputs, [n, inputShape...]. */
    public SDVariable inputPlaceholder(String name) {
        return graph.placeHolder(name, dataType(), BatchCheck.batchShape(-1, network.inputShape()));
    }

    /**
     * A batch of inputs that passes start from: a placeholder, behind the first layer if the space is
     * {@link PerturbationSpace#PREPROCESSED}.
     *
     * @param placeholder its name
     * @return [n, inputShape...]
     */
    public SDVariable input(String placeholder) {
        SDVariable input = inputPlaceholder(placeholder);
        return space == PerturbationSpace.INPUT
                ? input
                : network.preprocess(new GraphPass(placeholder, StateUpdates.IGNORE), input);
    }

    /**
     * A pass whose state updates count: running statistics follow this pass alone.
     *
     * @param batch names the batch
     * @param input [n, inputShape...], in this builder's space
     */
    public Outputs cleanPass(String batch, SDVariable input) {
        return build(new GraphPass(batch, StateUpdates.RECORD), input);
    }

    /**
     * A further pass; it reads states and changes none.
     *
     * @param batch names the batch: passes with the same name share dropout masks
     * @param input [n, inputShape...], in this builder's space
     */
    public Outputs pass(String batch, SDVariable input) {
        return build(new GraphPass(batch, StateUpdates.IGNORE), input);
    }

    private Outputs build(Pass pass, SDVariable input) {
        return NetworkException.naming(
                network,
                "cannot be built",
                () -> network.build(pass, space == PerturbationSpace.INPUT ? network.preprocess(pass, input) : input));
    }

    /** The new value of each state that the clean pass updates, by the state's name. */
    public Map<String, StateUpdate> stateUpdates() {
        return Map.copyOf(stateUpdates);
    }

    /** The parameters that are trained, in the order of {@link ParameterSet#trainedNames()}. */
    public List<SDVariable> parameterVariables() {
        return parameters.trainedNames().stream().map(variables::get).toList();
    }

    static void checkDropoutRate(String name, double rate) {
        Checks.require(rate >= 0 && rate < 1, "rate of dropout '" + name + "'", rate, "0 <= rate < 1");
    }

    private enum StateUpdates {
        RECORD,
        IGNORE
    }

    private final class GraphPass implements Pass {

        private final String batch;
        private final StateUpdates updates;

        GraphPass(String batch, StateUpdates updates) {
            this.batch = batch;
            this.updates = updates;
        }

        @Override
        public SameDiff graph() {
            return graph;
        }

        @Override
        public Mode mode() {
            return mode;
        }

        @Override
        public DataType dataType() {
            return GraphBuilder.this.dataType();
        }

        @Override
        public SDVariable parameter(String name, WeightInitScheme initializer, long... shape) {
            ParameterSet.checkShape(
                    "parameter", name, parameters.parameter(name).shape(), shape);
            return variables.get(name);
        }

        @Override
        public SDVariable state(String name, WeightInitScheme initializer, long... shape) {
            ParameterSet.checkShape("state", name, parameters.state(name).shape(), shape);
            return variables.get(name);
        }

        @Override
        public void averageState(String name, SDVariable value, double decay) {
            parameters.state(name);
            if (updates == StateUpdates.RECORD && !parameters.isFrozen(name)) {
                stateUpdates.put(name, new StateUpdate(value, decay));
            }
        }

        @Override
        public boolean isFixed(String state) {
            return mode == Mode.INFERENCE || parameters.isFrozen(state);
        }

        @Override
        public SDVariable constant(String name, Supplier<INDArray> value) {
            return variables.computeIfAbsent(
                    name, n -> graph.constant(n, value.get().castTo(dataType())));
        }

        @Override
        public SDVariable dropout(String name, SDVariable x, double rate) {
            checkDropoutRate(name, rate);
            if (mode == Mode.INFERENCE || rate == 0) {
                return x;
            }
            SDVariable mask = masks.computeIfAbsent(batch + "/" + name, key -> {
                SDVariable kept = new RandomBernoulli(graph, graph.shape(x), 1 - rate).outputVariable();
                return kept.castTo(dataType()).div(1 - rate);
            });
            return Mask.of(x, mask);
        }
    }
}
