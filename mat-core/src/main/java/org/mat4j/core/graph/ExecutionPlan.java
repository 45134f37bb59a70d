package org.mat4j.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The operations of a {@link GraphProgram} bound to memory, for one combination of placeholder shapes.
 *
 * <p>The first run infers the shapes and gives every intermediate a buffer of an {@link Arena}; a buffer returns to the
 * arena after the last operation that reads it, so later values reuse it. The binding stays, hence a repeated run
 * allocates nothing.
 */
final class ExecutionPlan implements AutoCloseable {

    private record Step(DifferentialFunction operation, OpContext context, boolean random) {}

    private final SameDiff graph;
    private final List<SameDiffOp> operations;
    private final List<String> outputNames;
    private final Map<String, INDArray> bindings;
    private final Arena arena;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, INDArray> values = new HashMap<>();
    private final Map<String, INDArray> inputs = new HashMap<>();
    private final Map<String, INDArray> outputs = new LinkedHashMap<>();

    /** Takes over the arena. */
    ExecutionPlan(
            SameDiff graph,
            List<SameDiffOp> operations,
            List<String> outputNames,
            Map<String, INDArray> bindings,
            Arena arena) {
        this.arena = arena;
        this.bindings = bindings;
        this.graph = graph;
        this.operations = operations;
        this.outputNames = outputNames;
    }

    /** Binds everything while executing for the first time. */
    Map<String, INDArray> prepare(Map<String, INDArray> placeholders, long seed) {
        for (Map.Entry<String, INDArray> e : placeholders.entrySet()) {
            DataType type = graph.getVariable(e.getKey()).dataType();
            INDArray own =
                    arena.allocate(LongShapeDescriptor.fromShape(e.getValue().shape(), type));
            own.assign(e.getValue());
            inputs.put(e.getKey(), own);
            values.put(e.getKey(), own);
        }
        Map<String, Integer> lastUse = lastUses();
        for (int i = 0; i < operations.size(); i++) {
            SameDiffOp operation = operations.get(i);
            Step step = bind(operation);
            steps.add(step);
            execute(step, seed, i);
            release(operation, i, lastUse);
        }
        for (String name : outputNames) {
            outputs.put(name, value(name));
        }
        values.clear();
        return outputs;
    }

    /** Executes again with other values of the same shapes. */
    Map<String, INDArray> run(Map<String, INDArray> placeholders, long seed) {
        placeholders.forEach((name, value) -> inputs.get(name).assign(value));
        for (int i = 0; i < steps.size(); i++) {
            execute(steps.get(i), seed, i);
        }
        return outputs;
    }

    @Override
    public void close() {
        steps.forEach(s -> {
            try {
                s.context().close();
            } catch (Exception e) {
                throw new IllegalStateException(
                        "cannot release the context of " + s.operation().getOwnName(), e);
            }
        });
        steps.clear();
        outputs.clear();
        inputs.clear();
        arena.close();
    }

    private Map<String, Integer> lastUses() {
        Map<String, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < operations.size(); i++) {
            for (String input : GraphProgram.inputsOf(operations.get(i))) {
                lastUse.put(input, i);
            }
        }
        outputNames.forEach(name -> lastUse.put(name, Integer.MAX_VALUE));
        return lastUse;
    }

    private void release(SameDiffOp operation, int position, Map<String, Integer> lastUse) {
        for (String input : GraphProgram.inputsOf(operation)) {
            if (lastUse.get(input) == position && !inputs.containsKey(input)) {
                INDArray dead = values.remove(input);
                if (dead != null) {
                    arena.release(dead);
                }
            }
        }
        for (String output : operation.getOutputsOfOp()) {
            if (!lastUse.containsKey(output)) {
                arena.release(values.remove(output));
            }
        }
    }

    private Step bind(SameDiffOp operation) {
        DifferentialFunction function = operation.getOp();
        OpContext context = Nd4j.getExecutioner().buildContext();
        List<String> names = GraphProgram.inputsOf(operation);
        INDArray[] arguments = names.stream().map(this::value).toArray(INDArray[]::new);
        List<LongShapeDescriptor> shapes;
        if (function instanceof DynamicCustomOp custom) {
            context.setArgs(arguments, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
            shapes = custom.calculateOutputShape(context);
        } else if (function instanceof BaseOp legacy && arguments.length <= 2) {
            for (int i = 0; i < arguments.length; i++) {
                context.setInputArray(i, arguments[i]);
            }
            shapes = legacy.calculateOutputShape(context);
        } else {
            throw new UnsupportedOperationException("operation '" + operation.getName() + "' ("
                    + function.getClass().getSimpleName() + ") cannot be part of a graph program");
        }
        List<String> results = operation.getOutputsOfOp();
        if (shapes.size() != results.size()) {
            throw new IllegalStateException("operation '" + operation.getName() + "' has " + results.size()
                    + " outputs, but shapes for " + shapes.size() + " were inferred");
        }
        for (int i = 0; i < results.size(); i++) {
            // Several operations infer a default type; the variable's declared one is right.
            LongShapeDescriptor shape =
                    shapes.get(i).asDataType(graph.getVariable(results.get(i)).dataType());
            INDArray result = arena.allocate(shape);
            values.put(results.get(i), result);
            context.setOutputArray(i, result);
        }
        boolean random = function.getClass().getPackageName().contains(".ops.random");
        return new Step(function, context, random);
    }

    private INDArray value(String name) {
        INDArray known = values.get(name);
        if (known != null) {
            return known;
        }
        INDArray bound = bindings.get(name);
        INDArray array = bound != null ? bound : graph.getVariable(name).getArr();
        if (array == null) {
            throw new IllegalStateException("variable '" + name + "' of the graph has no array");
        }
        return array;
    }

    private static void execute(Step step, long seed, int position) {
        if (step.random()) {
            step.context().setRngStates(seed, seed * 31 + position + 1);
        }
        if (step.operation() instanceof CustomOp custom) {
            Nd4j.exec(custom, step.context());
        } else {
            Nd4j.exec((Op) step.operation(), step.context());
        }
    }
}
