package org.mat4j.layers.samediff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.autodiff.samediff.serde.FlatBuffersMapper;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNorm;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;

/** The operations of a graph that one of its variables needs, to be added to other graphs as often as needed. */
final class GraphPart {

    private static final Set<String> NOT_RANDOM = Set.of("Range", "Linspace");
    private static final String CONTROL_FLOW = ".controlflow.";

    private final SameDiff source;
    private final Map<String, SameDiffOp> operations = new LinkedHashMap<>();
    private final Set<String> leaves = new TreeSet<>();
    private final Map<String, Integer> indices = new HashMap<>();

    /** @param output name of a variable of the source */
    GraphPart(SameDiff source, String output) {
        Checks.require(
                source.hasVariable(output),
                "output",
                "'" + output + "'",
                "a variable of the graph, such as one of " + source.outputs());
        this.source = source;
        source.variables().forEach(v -> indices.put(v.name(), indices.size()));
        collect(output);
    }

    /** Inputs before their users, without recursion: graphs may be deep. */
    private void collect(String output) {
        List<String> open = new ArrayList<>(List.of(output));
        while (!open.isEmpty()) {
            String name = open.get(open.size() - 1);
            SameDiffOp producer = producer(name);
            List<String> missing = producer == null || operations.containsKey(producer.getName())
                    ? List.of()
                    : inputs(producer).filter(input -> !isKnown(input)).toList();
            if (!missing.isEmpty()) {
                open.addAll(missing);
                continue;
            }
            open.remove(open.size() - 1);
            if (producer == null) {
                leaves.add(name);
            } else {
                operations.putIfAbsent(producer.getName(), producer);
            }
        }
    }

    private boolean isKnown(String name) {
        SameDiffOp producer = producer(name);
        return producer == null ? leaves.contains(name) : operations.containsKey(producer.getName());
    }

    private SameDiffOp producer(String variable) {
        String operation = source.getVariables().get(variable).getOutputOfOp();
        return operation == null ? null : source.getOps().get(operation);
    }

    private static Stream<String> inputs(SameDiffOp operation) {
        return operation.getInputsToOp() == null ? Stream.of() : operation.getInputsToOp().stream();
    }

    /** Names of the variables, constants and placeholders that the part starts from, sorted. */
    Set<String> leaves() {
        return leaves;
    }

    /** Whether a variable is computed by the part or one of its leaves. */
    boolean contains(String variable) {
        return isKnown(variable);
    }

    /** The batch normalizations with fixed statistics. */
    List<SameDiffOp> batchNormalizations() {
        return operations.values().stream()
                .filter(o -> o.getOp() instanceof BatchNorm)
                .toList();
    }

    /** Operations whose values are random or that decide which others run, as {@code name (operation)}. */
    Set<String> refused() {
        Set<String> refused = new TreeSet<>();
        operations.values().forEach(operation -> {
            Class<?> type = operation.getOp().getClass();
            boolean random =
                    type.getPackageName().contains(".ops.random") && !NOT_RANDOM.contains(type.getSimpleName());
            if (random || (type.getPackageName() + ".").contains(CONTROL_FLOW)) {
                refused.add(text(operation));
            }
        });
        return refused;
    }

    /**
     * Matrix products that are multiplied by 0, as the ONNX importer of ND4J 1.0.0-M2.1 makes all of them (alpha 0, beta 1): they
     * give what their memory happened to hold.
     */
    Set<String> emptyProducts() {
        Set<String> empty = new TreeSet<>();
        operations.values().forEach(operation -> {
            if (operation.getOp() instanceof Mmul product
                    && product.numTArguments() > 0
                    && product.getTArgument(0) == 0) {
                empty.add(text(operation));
            }
        });
        return empty;
    }

    static String text(SameDiffOp operation) {
        return operation.getName() + " (" + operation.getOp().opName() + ")";
    }

    /** What the operations are and how they hang together: equal for equal parts. */
    String structure() {
        StringBuilder text = new StringBuilder();
        operations.values().forEach(operation -> {
            text.append(operation.getOp().opName()).append(operation.getInputsToOp());
            text.append(operation.getOutputsOfOp()).append(operation.getOp().propertiesForFunction());
        });
        return text.toString();
    }

    /** How an operation is added in another form than its own. */
    @FunctionalInterface
    interface Translation {

        /** @return its output; null to add it as it is */
        SDVariable of(SameDiffOp operation, List<SDVariable> inputs);
    }

    /**
     * Adds the operations to a graph, which names their outputs.
     *
     * @param values for each of the {@link #leaves}, by its name
     * @return the values by their names in the source
     */
    Map<String, SDVariable> addTo(SameDiff target, Map<String, SDVariable> values, Translation translation) {
        Map<String, SDVariable> all = new HashMap<>(values);
        for (SameDiffOp operation : operations.values()) {
            List<SDVariable> inputs = inputs(operation).map(all::get).toList();
            SDVariable translated = translation.of(operation, inputs);
            SDVariable[] outputs = translated == null
                    ? copy(operation.getOp(), target, inputs.toArray(SDVariable[]::new))
                    : new SDVariable[] {translated};
            for (int i = 0; i < outputs.length; i++) {
                all.put(operation.getOutputsOfOp().get(i), outputs[i]);
            }
        }
        return all;
    }

    private SDVariable[] copy(DifferentialFunction function, SameDiff target, SDVariable[] inputs) {
        DifferentialFunction copy = FlatBuffersMapper.cloneViaSerialize(source, function, indices);
        copy.setSameDiff(target);
        copy.setOwnName(target.getOpName(function.opName()));
        target.putOpForId(copy.getOwnName(), copy);
        target.addArgsFor(inputs, copy);
        return copy.outputVariables();
    }
}
