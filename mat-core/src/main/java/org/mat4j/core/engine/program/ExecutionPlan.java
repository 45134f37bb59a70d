package org.mat4j.core.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/**
 * The operations of a {@link GraphProgram} bound to memory, for one combination of placeholder shapes. A repeated run
 * allocates nothing: the first one has given every value a place.
 */
final class ExecutionPlan implements AutoCloseable {

    private static final Pattern NATIVE_PREFIX =
            Pattern.compile("(?s)^.*?(error from c\\+\\+:|failed with message)\\s*");

    /** One operation of the graph as native ones. */
    record Step(String operation, List<NativeCall> calls, Optional<Integer> randomStream) {

        void execute(long seed) {
            if (randomStream.isPresent()) {
                calls.get(0).executeRandom(mixed(seed), mixed(seed * 31 + randomStream.get() + 1));
                return;
            }
            for (NativeCall call : calls) {
                call.execute();
            }
        }

        /** ND4J takes the time of day for a seed of 0, and gives poor numbers for some small ones. */
        private static long mixed(long seed) {
            return SeedMixer.mix(seed + 0x9E3779B97F4A7C15L) | 1;
        }
    }

    private final Arena arena;
    private final PlanConstants constants = new PlanConstants();
    private final List<Step> steps = new ArrayList<>();
    private final List<NativeCall> calls = new ArrayList<>();
    private final Map<String, INDArray> inputs = new HashMap<>();
    private final Map<String, INDArray> outputs = new LinkedHashMap<>();

    /** Takes ownership of the arena. */
    ExecutionPlan(Arena arena) {
        this.arena = arena;
    }

    /** Binds everything while executing for the first time. */
    Map<String, INDArray> prepare(GraphProgram.Definition program, Map<String, INDArray> placeholders, long seed) {
        PlanBinder binder = new PlanBinder(program, arena, constants);
        for (Map.Entry<String, INDArray> e : placeholders.entrySet()) {
            LongShapeDescriptor shape = LongShapeDescriptor.fromShape(
                    e.getValue().shape(),
                    program.graph().getVariable(e.getKey()).dataType());
            INDArray own = arena.allocate(shape);
            own.assign(e.getValue());
            inputs.put(e.getKey(), own);
            binder.placeholder(e.getKey(), own);
        }
        List<SameDiffOp> operations = program.operations();
        Map<String, Integer> beginnings = new HashMap<>();
        for (int i = 0; i < operations.size(); i++) {
            PlanBinder.Bound bound = bind(binder, operations.get(i), i, seed);
            if (bound.frequency() == PlanBinder.Frequency.EACH_RUN) {
                steps.add(bound.step());
            }
            SameDiffOp operation = operations.get(i);
            if (operation.getOp() instanceof Repetition.Begin) {
                beginnings.put(operation.getOutputsOfOp().get(0), steps.size());
            } else if (operation.getOp() instanceof Repetition.End end) {
                repeat(beginnings.get(operation.getInputsToOp().get(0)), end.times(), seed);
            }
            binder.release(operations.get(i), i);
        }
        for (String name : program.outputs()) {
            outputs.put(name, binder.value(name));
        }
        return outputs;
    }

    /** Errors of native code do not say what the operation was given. */
    private PlanBinder.Bound bind(PlanBinder binder, SameDiffOp operation, int position, long seed) {
        try {
            PlanBinder.Bound bound = binder.bind(operation, position);
            calls.addAll(bound.step().calls());
            bound.step().execute(seed);
            return bound;
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw e;
        } catch (RuntimeException e) {
            String inputs = Stream.ofNullable(operation.getInputsToOp())
                    .flatMap(List::stream)
                    .map(name -> name + " " + text(binder.value(name)))
                    .collect(Collectors.joining(", "));
            String reason =
                    NATIVE_PREFIX.matcher(String.valueOf(e.getMessage())).replaceFirst("");
            throw new IllegalArgumentException(
                    "operation '" + operation.getName() + "' ("
                            + operation.getOp().opName() + ") cannot compute from " + inputs
                            + (reason.isBlank() ? ": they do not fit together" : ": " + reason),
                    e);
        }
    }

    private static String text(INDArray array) {
        return array.dataType() + " " + Arrays.toString(array.shape());
    }

    /** Carries out the steps from one on for the second to the last time. */
    private void repeat(int from, int times, long seed) {
        List<Step> repeated = List.copyOf(steps.subList(from, steps.size()));
        for (int time = 1; time < times; time++) {
            repeated.forEach(step -> step.execute(seed));
            steps.addAll(repeated);
        }
    }

    /** Executes again with other values of the same shapes; measures the time of each operation unless times is null. */
    Map<String, INDArray> run(Map<String, INDArray> placeholders, long seed, OperationTimes times) {
        placeholders.forEach((name, value) -> inputs.get(name).assign(value));
        for (Step step : steps) {
            long start = times == null ? 0 : System.nanoTime();
            step.execute(seed);
            if (times != null) {
                times.add(step.operation(), System.nanoTime() - start);
            }
        }
        return outputs;
    }

    @Override
    public void close() {
        calls.forEach(NativeCall::close);
        calls.clear();
        steps.clear();
        outputs.clear();
        inputs.clear();
        constants.close();
        arena.close();
    }
}
