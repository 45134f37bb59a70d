package org.mat4j.core.engine.program;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gives each operation of a plan the arrays it reads and writes.
 *
 * <p>A result takes fresh memory only where it must: a reshaped value is a view, an elementwise operation writes over an
 * input that nobody reads afterwards, and what depends on shapes alone is computed once and kept.
 */
final class PlanBinder {

    /** How often an operation has to run. */
    enum Frequency {
        /** Once for the plan: its result never changes, or is a view. */
        ONCE,
        /** In each run. */
        EACH_RUN
    }

    /** An operation with its arrays. */
    record Bound(ExecutionPlan.Step step, Frequency frequency) {}

    /** Their results depend on the shape of the input, not on its values. */
    private static final Set<String> SHAPE_OPERATIONS = Set.of("shape_of", "size_at", "size", "rank");

    private final GraphProgram.Definition program;
    private final Arena arena;
    private final PlanConstants constants;
    private final int parts;
    private final ValueTable values;
    private final Set<String> fixed = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();

    /** @param parts of a batch, one of which a run computes */
    PlanBinder(GraphProgram.Definition program, Arena arena, PlanConstants constants, int parts) {
        this.program = program;
        this.arena = arena;
        this.constants = constants;
        this.parts = parts;
        this.values = new ValueTable(arena, LastUses.of(program));
    }

    /** A placeholder's array, filled before each run. */
    void placeholder(String name, INDArray array) {
        values.put(name, array);
    }

    /** The array of a value that was bound before, or of a variable or constant of the graph. */
    INDArray value(String name) {
        INDArray known = values.get(name);
        if (known != null) {
            return known;
        }
        INDArray bound = program.bindings().get(name);
        INDArray array =
                bound != null ? bound : program.graph().getVariable(name).getArr();
        if (array == null) {
            throw new IllegalStateException("variable '" + name + "' of the graph has no array");
        }
        return array;
    }

    /**
     * Binds an operation whose inputs have been computed.
     *
     * @param position in the order of execution
     */
    Bound bind(SameDiffOp operation, int position) {
        DifferentialFunction function = operation.getOp();
        List<String> names = GraphProgram.inputsOf(operation);
        INDArray[] arguments = names.stream().map(this::value).toArray(INDArray[]::new);
        if (function instanceof CheckedOperation checked) {
            checked.check(arguments);
        }
        if (function instanceof CompositeOperation composite) {
            return bindComposite(composite, operation, arguments);
        }
        OpContext context = Nd4j.getExecutioner().buildContext();
        List<LongShapeDescriptor> shapes = setInputs(operation, context, arguments);
        List<String> results = operation.getOutputsOfOp();
        checkCount(operation, shapes);
        Frequency frequency = frequency(function, names, results);
        if (frequency == Frequency.EACH_RUN && FasterForms.has(function, arguments, shapes)) {
            new NativeCall(function, context).close();
            INDArray result = place(results.get(0), declared(results.get(0), shapes.get(0)));
            return bindRecorded(
                    function, arguments, (calls, inputs) -> FasterForms.record(calls, function, inputs, result));
        }
        if (frequency == Frequency.EACH_RUN && results.size() == 1) {
            LongShapeDescriptor shape = declared(results.get(0), shapes.get(0));
            if (isView(function, results.get(0), names, arguments, shape)) {
                new NativeCall(function, context).close();
                if (isForeign(names.get(0))) {
                    foreign.add(results.get(0));
                }
                values.share(results.get(0), names.get(0), arguments[0].reshape('c', shape.getShape()));
                return new Bound(
                        new ExecutionPlan.Step(function.opName(), List.of(), Optional.empty()), Frequency.ONCE);
            }
        }
        for (int i = 0; i < results.size(); i++) {
            LongShapeDescriptor shape = declared(results.get(i), shapes.get(i));
            context.setOutputArray(
                    i,
                    frequency == Frequency.ONCE
                            ? fixedResult(results.get(i), shape)
                            : result(operation, results.get(i), arguments, shape, position));
        }
        Optional<ExecutionPlan.Draw> draw = isRandom(function)
                ? Optional.of(draw(context, arguments, values.get(results.get(0)), position))
                : Optional.empty();
        return new Bound(
                new ExecutionPlan.Step(function.opName(), List.of(new NativeCall(function, context)), draw), frequency);
    }

    /** Binds an operation to the native ones that it is carried out as, which are given the arguments in c order. */
    private Bound bindRecorded(
            DifferentialFunction function, INDArray[] arguments, BiConsumer<NativeCalls, INDArray[]> recording) {
        NativeCalls calls = new NativeCalls(arena, constants);
        recording.accept(calls, calls.inOrder(arguments));
        return new Bound(
                new ExecutionPlan.Step(function.opName(), calls.finish(), Optional.empty()), Frequency.EACH_RUN);
    }

    /** For a part of a batch, numbers of the whole are drawn where the operation can be told to by the shape that it is given. */
    private ExecutionPlan.Draw draw(OpContext context, INDArray[] arguments, INDArray result, int position) {
        if (parts == 1 || !isShapeOf(result, arguments)) {
            return new ExecutionPlan.Draw(position, Optional.empty(), result);
        }
        long[] all = result.shape().clone();
        all[0] *= parts;
        INDArray shape = constants.create(LongShapeDescriptor.fromShape(arguments[0].shape(), arguments[0].dataType()));
        shape.assign(arguments[0]).putScalar(0, all[0]);
        INDArray whole = arena.allocate(LongShapeDescriptor.fromShape(all, result.dataType()));
        arena.release(whole); // once the part's numbers are taken from it
        context.setInputArray(0, shape);
        context.setOutputArray(0, whole);
        return new ExecutionPlan.Draw(position, Optional.of(whole), result);
    }

    private static boolean isShapeOf(INDArray result, INDArray... arguments) {
        return arguments.length > 0
                && arguments[0].rank() == 1
                && Arrays.equals(arguments[0].toLongVector(), result.shape());
    }

    private Frequency frequency(DifferentialFunction function, List<String> names, List<String> results) {
        boolean fixedInputs =
                SHAPE_OPERATIONS.contains(function.opName()) || names.stream().allMatch(this::isFixed);
        return fixedInputs && !isRandom(function) && results.stream().noneMatch(this::isTarget)
                ? Frequency.ONCE
                : Frequency.EACH_RUN;
    }

    private static boolean isRandom(DifferentialFunction function) {
        return function.getClass().getPackageName().contains(".ops.random");
    }

    /** Several operations infer a default type; the variable's declared one is right. */
    private LongShapeDescriptor declared(String name, LongShapeDescriptor inferred) {
        return inferred.asDataType(program.graph().getVariable(name).dataType());
    }

    /** Frees the memory of what no later operation reads. */
    void release(SameDiffOp operation, int position) {
        values.release(operation.getOutputsOfOp(), position);
    }

    private Bound bindComposite(CompositeOperation composite, SameDiffOp operation, INDArray[] arguments) {
        List<LongShapeDescriptor> shapes = composite.outputShapes(arguments);
        checkCount(operation, shapes);
        INDArray[] results = new INDArray[shapes.size()];
        for (int i = 0; i < results.length; i++) {
            String name = operation.getOutputsOfOp().get(i);
            if (composite instanceof Repetition.End) {
                results[i] = arguments[0];
                values.share(name, operation.getInputsToOp().get(0), arguments[0]);
            } else {
                results[i] = place(name, shapes.get(i));
            }
        }
        return bindRecorded(composite, arguments, (calls, inputs) -> composite.record(calls, inputs, results));
    }

    private static List<LongShapeDescriptor> setInputs(SameDiffOp operation, OpContext context, INDArray[] arguments) {
        DifferentialFunction function = operation.getOp();
        if (function instanceof DynamicCustomOp custom) {
            context.setArgs(arguments, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
            return custom.calculateOutputShape(context);
        }
        if (function instanceof BaseOp legacy && arguments.length <= 2) {
            for (int i = 0; i < arguments.length; i++) {
                context.setInputArray(i, arguments[i]);
            }
            return legacy.calculateOutputShape(context);
        }
        throw new UnsupportedOperationException("operation '" + operation.getName() + "' ("
                + function.getClass().getSimpleName() + ") cannot be part of a graph program");
    }

    private INDArray fixedResult(String name, LongShapeDescriptor shape) {
        INDArray array = constants.create(shape);
        values.put(name, array);
        fixed.add(name);
        return array;
    }

    private INDArray result(
            SameDiffOp operation, String name, INDArray[] arguments, LongShapeDescriptor shape, int position) {
        if (operation.getOutputsOfOp().size() == 1
                && !isTarget(name)
                && Sharing.worksInPlace(operation.getOp(), arguments, shape)) {
            for (String input : operation.getInputsToOp()) {
                if (values.isFreeAfter(input, position)) {
                    INDArray array = values.get(input);
                    values.share(name, input, array);
                    return array;
                }
            }
        }
        return place(name, shape);
    }

    /** Memory for a result: where the caller wants it, else of its own. */
    private INDArray place(String name, LongShapeDescriptor shape) {
        INDArray target = program.targets().get(name);
        if (target == null) {
            return values.allocate(name, shape);
        }
        if (!Arrays.equals(target.shape(), shape.getShape()) || target.dataType() != shape.dataType()) {
            throw new IllegalArgumentException("the array for '" + name + "' is " + target.dataType() + " "
                    + Arrays.toString(target.shape()) + ", expected " + shape.dataType() + " "
                    + Arrays.toString(shape.getShape()));
        }
        if (!Sharing.isInOrder(target)) {
            throw new IllegalArgumentException("the array for '" + name + "' of shape "
                    + Arrays.toString(target.shape()) + " has strides " + Arrays.toString(target.stride())
                    + ", expected its elements one after the other in c order");
        }
        values.put(name, target);
        foreign.add(name);
        return target;
    }

    private boolean isTarget(String name) {
        return program.targets().containsKey(name);
    }

    /** Constants of the graph, and what was computed from them and from shapes. */
    private boolean isFixed(String name) {
        SDVariable variable = program.graph().getVariable(name);
        return fixed.contains(name)
                || (variable.isConstant() && !program.bindings().containsKey(name));
    }

    /** Whether the value lies in memory of the caller's: a parameter, an output's target, or a view of one. */
    private boolean isForeign(String name) {
        return values.get(name) == null || foreign.contains(name);
    }

    /** Outputs must not be views of memory of the caller's, which changes between runs. */
    private boolean isView(
            DifferentialFunction function,
            String result,
            List<String> names,
            INDArray[] arguments,
            LongShapeDescriptor shape) {
        if (names.isEmpty() || isTarget(result)) {
            return false;
        }
        return !(isForeign(names.get(0)) && program.outputs().contains(result))
                && Sharing.isView(function, arguments[0], shape);
    }

    private static void checkCount(SameDiffOp operation, List<LongShapeDescriptor> shapes) {
        if (shapes.size() != operation.getOutputsOfOp().size()) {
            throw new IllegalStateException("operation '" + operation.getName() + "' has "
                    + operation.getOutputsOfOp().size() + " outputs, but shapes for " + shapes.size()
                    + " were inferred");
        }
    }
}
