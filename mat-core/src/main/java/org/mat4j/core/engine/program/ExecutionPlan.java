package org.mat4j.core.engine.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
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

    /** What a run is given beside its values; {@code times} is null where none are measured. */
    record Run(long seed, Share share, OperationTimes times, BooleanSupplier stop) {

        private void checkStop() {
            if (stop.getAsBoolean()) {
                throw new CancellationException("the run of a graph was told to stop");
            }
        }
    }

    /** A part of a run. */
    private sealed interface Part {

        void execute(Run run);
    }

    /** Parts that are carried out one after the other, as often as given. */
    private record Loop(List<Part> parts, int times) implements Part {

        @Override
        public void execute(Run run) {
            execute(run, times);
        }

        void execute(Run run, int times) {
            for (int i = 0; i < times; i++) {
                for (Part part : parts) {
                    part.execute(run);
                }
            }
        }
    }

    /** Of a random operation, which the stream tells from the others: where the numbers of the whole batch are drawn, if at all. */
    record Draw(int stream, Optional<INDArray> whole, INDArray result) {

        private void execute(NativeCall call, long seed, Share share) {
            long own = whole.isPresent() ? seed : seed + share.index();
            call.executeRandom(mixed(own), mixed(own * 31 + stream + 1));
            whole.ifPresent(all -> result.assign(share.of(all)));
        }

        /** ND4J takes the time of day for a seed of 0, and gives poor numbers for some small ones. */
        private static long mixed(long seed) {
            return SeedMixer.mix(seed + 0x9E3779B97F4A7C15L) | 1;
        }
    }

    /** One operation of the graph as native ones. */
    record Step(String operation, List<NativeCall> calls, Optional<Draw> draw) implements Part {

        @Override
        public void execute(Run run) {
            run.checkStop();
            long start = run.times() == null ? 0 : System.nanoTime();
            if (draw.isPresent()) {
                draw.get().execute(calls.get(0), run.seed(), run.share());
            } else {
                calls.forEach(NativeCall::execute);
            }
            if (run.times() != null) {
                run.times().add(operation, System.nanoTime() - start);
            }
        }
    }

    private final Arena arena;
    private final PlanConstants constants = new PlanConstants();
    private final List<Part> parts = new ArrayList<>();
    /** Each once: a step may have the same call several times. */
    private final Set<NativeCall> calls = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<String, INDArray> inputs = new HashMap<>();
    private final Map<String, INDArray> outputs = new LinkedHashMap<>();

    /** Takes ownership of the arena. */
    ExecutionPlan(Arena arena) {
        this.arena = arena;
    }

    /** Binds everything while executing for the first time; nothing is measured. */
    Map<String, INDArray> prepare(GraphProgram.Definition program, Map<String, INDArray> placeholders, Run run) {
        PlanBinder binder =
                new PlanBinder(program, arena, constants, run.share().count());
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
        Deque<List<Part>> open = new ArrayDeque<>(List.of(parts));
        for (int i = 0; i < operations.size(); i++) {
            PlanBinder.Bound bound = bind(binder, operations.get(i), i, run);
            if (bound.frequency() == PlanBinder.Frequency.EACH_RUN) {
                open.peek().add(bound.step());
            }
            SameDiffOp operation = operations.get(i);
            if (operation.getOp() instanceof Repetition.Begin) {
                open.push(new ArrayList<>());
            } else if (operation.getOp() instanceof Repetition.End end) {
                Loop loop = new Loop(open.pop(), end.times());
                loop.execute(run, end.times() - 1); // the first time was that of binding
                open.peek().add(loop);
            }
            binder.release(operations.get(i), i);
        }
        for (String name : program.outputs()) {
            outputs.put(name, binder.value(name));
        }
        return outputs;
    }

    /** Errors of native code do not say what the operation was given. */
    private PlanBinder.Bound bind(PlanBinder binder, SameDiffOp operation, int position, Run run) {
        try {
            PlanBinder.Bound bound = binder.bind(operation, position);
            calls.addAll(bound.step().calls());
            bound.step().execute(run);
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

    /** Executes again with other values of the same shapes. */
    Map<String, INDArray> run(Map<String, INDArray> placeholders, Run run) {
        placeholders.forEach((name, value) -> inputs.get(name).assign(value));
        parts.forEach(part -> part.execute(run));
        if (run.times() != null) {
            run.times().planned(arena.bytes());
        }
        return outputs;
    }

    @Override
    public void close() {
        calls.forEach(NativeCall::close);
        calls.clear();
        parts.clear();
        outputs.clear();
        inputs.clear();
        constants.close();
        arena.close();
    }
}
