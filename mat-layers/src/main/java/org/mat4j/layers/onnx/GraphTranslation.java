package org.mat4j.layers.onnx;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.BatchCheck;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff graph that is being translated: each value when it is first asked for. The graph is run once, for the shapes of
 * one example and for what does not depend on the input, which becomes a constant.
 */
final class GraphTranslation {

    private final SameDiff graph;
    private final OnnxGraph onnx;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, INDArray> arrays = new HashMap<>();
    private final Set<String> dependent;

    /**
     * @param graph an inference graph
     * @param input name of its placeholder, which the ONNX graph has already
     * @param example shape of one input
     * @param outputs names of the variables that values will be asked for
     * @throws IllegalArgumentException if an operation has no translator, naming all such and those that have one
     */
    GraphTranslation(SameDiff graph, String input, long[] example, List<String> outputs, OnnxGraph onnx) {
        this.graph = graph;
        this.onnx = onnx;
        values.put(input, input);
        Set<String> needed = reached(outputs, this::inputsOf);
        dependent = reached(List.of(input), this::computedFrom);
        dependent.retainAll(needed);
        requireTranslators();
        List<String> computed =
                needed.stream().filter(name -> producer(name) != null).toList();
        INDArray one = Nd4j.zeros(graph.getVariable(input).dataType(), BatchCheck.batchShape(1, example));
        try (GraphProgram program = new GraphProgram(graph, computed)) {
            program.run(Map.of(input, one), 0).forEach((name, array) -> arrays.put(name, array.dup()));
        }
        for (String name : needed) {
            arrays.computeIfAbsent(
                    name, n -> n.equals(input) ? one : graph.getVariable(n).getArr());
        }
    }

    /** All names that are reached from some. */
    private static Set<String> reached(Collection<String> from, Function<String, Collection<String>> next) {
        Set<String> reached = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            next.apply(open.pop()).stream().filter(reached::add).forEach(open::push);
        }
        return reached;
    }

    private SameDiffOp producer(String variable) {
        String operation = graph.getVariables().get(variable).getOutputOfOp();
        return operation == null ? null : graph.getOps().get(operation);
    }

    private Collection<String> inputsOf(String variable) {
        SameDiffOp producer = producer(variable);
        return producer == null || producer.getInputsToOp() == null ? List.of() : producer.getInputsToOp();
    }

    private Collection<String> computedFrom(String name) {
        Variable variable = graph.getVariables().get(name);
        return variable.getInputsForOp() == null
                ? List.of()
                : variable.getInputsForOp().stream()
                        .flatMap(operation -> graph.getOps().get(operation).getOutputsOfOp().stream())
                        .toList();
    }

    private void requireTranslators() {
        Set<String> missing = new TreeSet<>();
        for (String variable : dependent) {
            SameDiffOp producer = producer(variable);
            if (producer != null
                    && !Translators.ALL.containsKey(producer.getOp().opName())) {
                missing.add(producer.getOp().opName() + " (computes '" + variable + "')");
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("operations of the network are " + missing
                    + ", which cannot be expressed in ONNX, expected only some of " + Translators.ALL.keySet());
        }
    }

    OnnxGraph onnx() {
        return onnx;
    }

    /** The name in the ONNX graph of a variable's value. */
    String value(String variable) {
        String value = values.get(variable);
        if (value == null) {
            Optional<INDArray> known = known(variable);
            if (known.isPresent()) {
                value = onnx.constant(variable, known.get());
            } else {
                SameDiffOp producer = producer(variable);
                value = Translators.ALL.get(producer.getOp().opName()).translate(new Operation(this, producer));
            }
            values.put(variable, value);
        }
        return value;
    }

    /** The array of a variable that does not depend on the input. */
    Optional<INDArray> known(String variable) {
        return dependent.contains(variable) ? Optional.empty() : Optional.of(arrays.get(variable));
    }

    /** For a batch of one example. */
    long[] shape(String variable) {
        return arrays.get(variable).shape();
    }

    DataType type(String variable) {
        return arrays.get(variable).dataType();
    }
}
