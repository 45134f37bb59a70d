package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.FiniteDifferences;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares the gradient of an operation with central differences, for a random weighting of the operation's elements,
 * so that no error can cancel in a sum.
 */
final class GradientCheck {

    private static final double TOLERANCE = 1e-7;

    private final Function<SDVariable[], SDVariable> operation;
    private final UnaryOperator<SameDiff> storage;
    private final INDArray[] inputs;

    private GradientCheck(
            Function<SDVariable[], SDVariable> operation, UnaryOperator<SameDiff> storage, INDArray... inputs) {
        this.operation = operation;
        this.storage = storage;
        this.inputs = inputs;
    }

    /** The gradient to every input, and to each input alone, against central differences and against stock SameDiff. */
    static void stock(Function<SDVariable[], SDVariable> operation, INDArray... inputs) {
        GradientCheck check = new GradientCheck(operation, UnaryOperator.identity(), inputs);
        List<INDArray> gradients = check.run();
        check.compareWithStock(gradients);
    }

    /** The gradient to every input, and to each input alone, against central differences. */
    static void numeric(Function<SDVariable[], SDVariable> operation, INDArray... inputs) {
        new GradientCheck(operation, UnaryOperator.identity(), inputs).run();
    }

    /** As {@link #numeric}, in a graph that was saved and loaded before it is differentiated. */
    static void loaded(Function<SDVariable[], SDVariable> operation, INDArray... inputs) {
        new GradientCheck(operation, GradientCheck::load, inputs).run();
    }

    private static SameDiff load(SameDiff graph) {
        try {
            SameDiff loaded = SameDiff.fromFlatBuffers(graph.asFlatBuffers(true));
            loaded.getOps()
                    .values()
                    .forEach(
                            o -> assertTrue(o.getOp().getClass().getName().startsWith("org.nd4j."), () -> o.getName()));
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<INDArray> run() {
        List<INDArray> all = gradients(range());
        if (inputs.length > 1) {
            for (int i = 0; i < inputs.length; i++) {
                INDArray alone = gradients(new int[] {i}).get(0);
                Values.assertClose(all.get(i), alone, 1e-12, "gradient to input " + i + " alone");
            }
        }
        return all;
    }

    private List<INDArray> gradients(int[] wanted) {
        SDVariable built = loss(variables(SameDiff.create()));
        SameDiff graph = storage.apply(built.getSameDiff());
        SDVariable loss = graph.getVariable(built.name());
        List<SDVariable> gradients = Gradients.of(loss)
                .withRespectTo(Arrays.stream(wanted)
                        .mapToObj(i -> graph.getVariable("input" + i))
                        .toList());
        List<INDArray> result = new ArrayList<>();
        List<String> names = gradients.stream().map(SDVariable::name).toList();
        try (GraphProgram program = new GraphProgram(graph, names, bindings());
                GraphProgram value = new GraphProgram(graph, List.of(loss.name()), bindings())) {
            Map<String, INDArray> values = program.run(Map.of(), 0);
            for (int k = 0; k < wanted.length; k++) {
                INDArray actual = values.get(names.get(k)).dup();
                INDArray expected = FiniteDifferences.gradient(
                        () -> value.run(Map.of(), 0).get(loss.name()).getDouble(0), inputs[wanted[k]]);
                Values.assertClose(expected, actual, TOLERANCE, "gradient to input " + wanted[k]);
                result.add(actual);
            }
        }
        return result;
    }

    private void compareWithStock(List<INDArray> gradients) {
        SameDiff graph = SameDiff.create();
        SDVariable[] variables = variables(graph);
        graph.setLossVariables(loss(variables));
        List<String> names = Arrays.stream(variables).map(SDVariable::name).toList();
        Map<String, INDArray> stock = graph.calculateGradients(Map.of(), names);
        for (int i = 0; i < gradients.size(); i++) {
            Values.assertClose(stock.get(names.get(i)), gradients.get(i), 1e-12, "stock gradient to input " + i);
        }
    }

    private SDVariable loss(SDVariable[] variables) {
        SameDiff graph = variables[0].getSameDiff();
        SDVariable y = operation.apply(variables);
        INDArray weights;
        try (GraphProgram program = new GraphProgram(graph, List.of(y.name()), bindings())) {
            weights = Values.normal(99, program.run(Map.of(), 0).get(y.name()).shape());
        }
        return y.mul(graph.constant(weights)).sum();
    }

    private SDVariable[] variables(SameDiff graph) {
        return Arrays.stream(range())
                .mapToObj(i -> graph.var("input" + i, inputs[i]))
                .toArray(SDVariable[]::new);
    }

    private Map<String, INDArray> bindings() {
        Map<String, INDArray> bindings = new LinkedHashMap<>();
        for (int i : range()) {
            bindings.put("input" + i, inputs[i]);
        }
        return bindings;
    }

    private int[] range() {
        return IntStream.range(0, inputs.length).toArray();
    }
}
