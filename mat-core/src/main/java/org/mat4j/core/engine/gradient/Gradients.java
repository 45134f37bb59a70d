package org.mat4j.core.engine.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.mat4j.core.engine.op.FusedOperation;
import org.mat4j.core.engine.op.StopGradient;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients of a scalar as further values of the same graph, like {@code tf.gradients}.
 *
 * <pre>{@code
 * List<SDVariable> g = Gradients.of(loss).withRespectTo(weights, input);
 * }</pre>
 *
 * <p>The walk goes back from the loss along the operations that depend on the wanted variables, and no further: nothing
 * is computed for the others. What lies behind a {@link StopGradient} counts as a constant. Operations are differentiated by this library's own rules where SameDiff's are
 * wrong or slow. The result can be used in further losses, but not differentiated again (few of SameDiff's backward
 * operations have a derivative): put it behind a {@link StopGradient}.
 */
public final class Gradients {

    private final SDVariable loss;
    private final SameDiff graph;
    private final Map<String, Boolean> depends = new HashMap<>();
    private BooleanSupplier stop = () -> false;

    private Gradients(SDVariable loss) {
        this.loss = loss;
        this.graph = loss.getSameDiff();
    }

    /**
     * Starts from the value to differentiate.
     *
     * @param loss a scalar of floating point type
     */
    public static Gradients of(SDVariable loss) {
        return new Gradients(loss);
    }

    /**
     * Sets when the walk is broken off, which leaves a graph of no use: before each operation it is asked.
     *
     * @param condition cheap; may be told by another thread
     */
    public Gradients stopIf(BooleanSupplier condition) {
        stop = condition;
        return this;
    }

    /** As {@link #withRespectTo(List)}. */
    public List<SDVariable> withRespectTo(SDVariable... variables) {
        return withRespectTo(Arrays.asList(variables));
    }

    /**
     * Adds the gradient to the graph.
     *
     * @param variables any variables of the graph: trainable ones, placeholders, or values in between
     * @return the gradients, of the variables' shapes, in the same order
     * @throws IllegalArgumentException if the loss does not depend on one of them
     * @throws CancellationException if it was {@linkplain #stopIf told to stop}
     */
    public List<SDVariable> withRespectTo(List<SDVariable> variables) {
        Set<String> wanted = new HashSet<>();
        variables.forEach(v -> wanted.add(v.name()));
        List<SameDiffOp> path = path(wanted);
        Map<String, List<SDVariable>> contributions = new HashMap<>();
        SDVariable one = graph.constant(Nd4j.scalar(loss.dataType(), 1.0));
        contributions.put(loss.name(), new ArrayList<>(List.of(one)));
        Map<String, SDVariable> result = new HashMap<>();

        for (int i = path.size() - 1; i >= 0; i--) {
            if (stop.getAsBoolean()) {
                throw new CancellationException("the building of a gradient was told to stop");
            }
            differentiate(path.get(i), wanted, contributions, result);
        }
        List<SDVariable> gradients = new ArrayList<>();
        for (SDVariable v : variables) {
            SDVariable gradient = result.computeIfAbsent(v.name(), n -> sum(contributions.get(n)));
            if (gradient == null) {
                throw new IllegalArgumentException("'" + loss.name() + "' does not depend on '" + v.name()
                        + "', or only behind a StopGradient: it has no gradient to it; compute the one from the other, or leave it"
                        + " out");
            }
            gradients.add(gradient);
        }
        return gradients;
    }

    /**
     * The operations, as ND4J calls them, whose gradient is not known. Each is tried, which adds operations to the graph: give
     * one that is not needed any more.
     */
    public static Set<String> withoutRule(SameDiff graph) {
        Set<String> without = new TreeSet<>();
        for (SameDiffOp operation : List.copyOf(graph.getOps().values())) {
            boolean differentiable = Stream.of(sources(operation), operation.getOutputsOfOp())
                    .allMatch(names -> names.stream()
                            .anyMatch(n -> graph.getVariable(n).dataType().isFPType()));
            if (differentiable && !hasRule(graph, operation)) {
                without.add(operation.getOp().opName());
            }
        }
        return without;
    }

    private static boolean hasRule(SameDiff graph, SameDiffOp operation) {
        List<SDVariable> ones = operation.getOutputsOfOp().stream()
                .map(output -> graph.onesLike(graph.getVariable(output)))
                .toList();
        boolean[] needed = new boolean[sources(operation).size()];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = graph.getVariable(sources(operation).get(i)).dataType().isFPType();
        }
        try {
            GradientRules.ruleFor(operation.getOp()).apply(operation.getOp(), ones, needed);
            return true;
        } catch (RuntimeException e) {
            // Whatever ND4J throws where it has none.
            return false;
        }
    }

    /** Operations between the wanted variables and the loss, inputs before users. */
    private List<SameDiffOp> path(Set<String> wanted) {
        Map<String, SameDiffOp> producers = new HashMap<>();
        // A graph is built forward, so insertion order is a topological order.
        for (SameDiffOp operation : graph.getOps().values()) {
            boolean onPath = !StopGradient.is(operation.getOp())
                    && sources(operation).stream().anyMatch(input -> passes(input, wanted));
            for (String output : operation.getOutputsOfOp()) {
                // Shapes, sizes and indices are integers: they depend on a value, but have no gradient to it.
                depends.put(
                        output, onPath && graph.getVariable(output).dataType().isFPType());
                producers.put(output, operation);
            }
        }
        Set<String> ancestors = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(loss.name()));
        while (!open.isEmpty()) {
            SameDiffOp producer = producers.get(open.remove(open.size() - 1));
            if (producer != null && isOnPath(producer) && ancestors.add(producer.getName())) {
                open.addAll(sources(producer));
            }
        }
        return graph.getOps().values().stream()
                .filter(operation -> ancestors.contains(operation.getName()))
                .toList();
    }

    /** What an operation is a function of. */
    private static List<String> sources(SameDiffOp operation) {
        if (operation.getOp() instanceof FusedOperation fused) {
            return List.of(fused.source().name());
        }
        List<String> inputs = operation.getInputsToOp();
        return inputs == null ? List.of() : inputs;
    }

    private boolean isOnPath(SameDiffOp operation) {
        return operation.getOutputsOfOp().stream().anyMatch(o -> depends.getOrDefault(o, false));
    }

    private boolean passes(String variable, Set<String> wanted) {
        return wanted.contains(variable) || depends.getOrDefault(variable, false);
    }

    private void differentiate(
            SameDiffOp operation,
            Set<String> wanted,
            Map<String, List<SDVariable>> contributions,
            Map<String, SDVariable> result) {
        List<String> outputs = operation.getOutputsOfOp();
        if (outputs.stream().noneMatch(contributions::containsKey)) {
            return;
        }
        List<SDVariable> outputGradients = new ArrayList<>();
        for (String output : outputs) {
            SDVariable gradient = sum(contributions.get(output));
            if (gradient != null) {
                result.put(output, gradient);
            }
            outputGradients.add(gradient != null ? gradient : graph.zerosLike(graph.getVariable(output)));
        }
        List<String> inputs = sources(operation);
        boolean[] needed = new boolean[inputs.size()];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = passes(inputs.get(i), wanted);
        }
        DifferentialFunction function = operation.getOp();
        List<SDVariable> gradients;
        try {
            gradients = GradientRules.ruleFor(function).apply(function, outputGradients, needed);
        } catch (UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "operation '" + operation.getName() + "' (" + function.opName()
                            + ") has no gradient; build what it does of others, or put it behind a StopGradient",
                    e);
        }
        for (int i = 0; i < needed.length; i++) {
            if (needed[i] && gradients.get(i) != null) {
                contributions
                        .computeIfAbsent(inputs.get(i), n -> new ArrayList<>())
                        .add(gradients.get(i));
            }
        }
    }

    private SDVariable sum(List<SDVariable> terms) {
        if (terms == null) {
            return null;
        }
        SDVariable total = terms.get(0);
        for (SDVariable term : terms.subList(1, terms.size())) {
            total = total.add(term);
        }
        terms.clear();
        terms.add(total);
        return total;
    }
}
