package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.method.Batches;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.Weight;
import org.mat4j.core.method.direction.Direction;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.network.StateUpdate;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One update as one graph (Algorithm 1): the placeholders and passes that an {@link Objective} is built on, and the
 * gradient of its loss to every parameter.
 *
 * <p>The clean pass serves the cross-entropy, the regularizer and, in supervised training, the target of the
 * divergences. Perturbation and target are constants in the last gradient.
 */
final class UpdateGraph implements Batches {

    /** Where the unlabeled examples of an update come from. */
    enum Unlabeled {
        /** The labeled batch serves as the unlabeled one too. */
        SAME_BATCH,
        /** A batch of their own. */
        OWN_BATCH
    }

    static final String LABELED_INPUT = "labeled_input";
    static final String UNLABELED_INPUT = "unlabeled_input";
    static final String LABELS = "labels";
    static final String NOISE = "noise";
    private static final String OTHER_MASKS = "_again";
    private static final String WEIGHT_PREFIX = "weight_";

    private final GraphBuilder builder;
    private final SameDiff graph;
    private final MixtureVariables mixture;
    private final Map<String, Weight> weights = new LinkedHashMap<>();
    private final Examples labeled;
    private final Examples unlabeled;
    private final Objective.Built objective;
    private final boolean perturbsUnlabeled;
    private final List<SDVariable> gradients;
    private final StopSignal stop;
    private SDVariable noise;

    /** The signal may break off what takes long: objective and gradients of a large network. */
    UpdateGraph(
            Network network,
            Objective objective,
            ParameterSet parameters,
            Unlabeled source,
            PerturbationSpace space,
            StopSignal stop) {
        this.stop = stop;
        builder = new GraphBuilder(network, Mode.TRAINING, parameters, space);
        graph = builder.graph();
        DataType type = builder.dataType();
        mixture = new MixtureVariables(
                graph, type, objective.mixture().covarianceType(), network.classCount(), network.latentSize());
        SDVariable labels = graph.placeHolder(LABELS, type, -1, network.classCount());
        SDVariable x = builder.input(LABELED_INPUT);
        labeled = new Examples(x, builder.cleanPass("labeled", x), labels, passes("labeled"));
        boolean own = source == Unlabeled.OWN_BATCH && objective.usesUnlabeled();
        unlabeled = own ? ownBatch() : labeled;
        perturbsUnlabeled = own && !objective.perturbsLabeled();
        this.objective = objective.on(this);
        NetworkException.naming(network, "cannot be trained", () -> {
            requireNamesOfTheirOwn(parameters);
            return null;
        });
        gradients = NetworkException.naming(network, "has no gradient", () -> Gradients.of(this.objective.loss())
                .stopIf(stop::isOverdue)
                .withRespectTo(builder.parameterVariables()));
    }

    private void requireNamesOfTheirOwn(ParameterSet parameters) {
        for (String name : parameters.bindings().keySet()) {
            Checks.require(
                    !graph.inputs().contains(name),
                    "name of a parameter or state",
                    "'" + name + "'",
                    "another one: training has a placeholder of that name");
        }
    }

    private Examples ownBatch() {
        SDVariable u = builder.input(UNLABELED_INPUT);
        return new Examples(u, builder.pass("unlabeled", u), null, passes("unlabeled"));
    }

    private Passes passes(String batch) {
        return (input, masks) -> {
            stop.checkOverdue();
            return builder.pass(masks == Direction.Masks.OWN ? batch + OTHER_MASKS : batch, input);
        };
    }

    @Override
    public Examples labeled() {
        return labeled;
    }

    @Override
    public Examples unlabeled() {
        return unlabeled;
    }

    @Override
    public SDVariable noise() {
        if (noise == null) {
            noise = builder.inputPlaceholder(NOISE);
        }
        return noise;
    }

    @Override
    public MixtureVariables mixture() {
        return mixture;
    }

    @Override
    public SDVariable of(String term, Weight weight) {
        String placeholder = WEIGHT_PREFIX + term;
        return weights.put(placeholder, weight) == null
                ? graph.placeHolder(placeholder, builder.dataType())
                : graph.getVariable(placeholder);
    }

    SameDiff graph() {
        return graph;
    }

    Objective.Built built() {
        return objective;
    }

    /** Whether r is of the shape of the unlabeled input, not of the labeled one. */
    boolean perturbsUnlabeled() {
        return perturbsUnlabeled;
    }

    /** In the order of {@link ParameterSet#trainedNames()}. */
    List<SDVariable> gradients() {
        return gradients;
    }

    Map<String, StateUpdate> stateUpdates() {
        return builder.stateUpdates();
    }

    /** The scalar placeholders of the weights with what to feed. */
    Map<String, Weight> weights() {
        return weights;
    }
}
