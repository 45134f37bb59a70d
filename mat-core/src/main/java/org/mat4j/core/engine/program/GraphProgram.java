package org.mat4j.core.engine.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some outputs of a SameDiff graph, ready to be computed again and again.
 *
 * <p>SameDiff's own session finds the order of the operations, infers every shape and allocates every intermediate
 * again in each call. A training step repeats the same work thousands of times, so this class does all of that once for each
 * combination of placeholder shapes (a {@linkplain ExecutionPlan plan}) and afterwards only runs the operations.
 *
 * <p>Graphs with SameDiff's control flow (loops, switches) or tensor arrays are not supported; a fixed number of steps is a
 * {@link Repetition}. Shapes may depend on the shapes of
 * the placeholders, not on their values. Instances are not thread-safe; arrays returned by {@link #run} belong to the
 * program and are overwritten by its next run.
 */
public final class GraphProgram implements AutoCloseable {

    /** How many combinations of placeholder shapes keep their memory by default. */
    static final int MAX_PLANS = 4;

    /** Plans made per plan kept, at which a log entry says that shapes change too often. */
    private static final int OFTEN = 10;

    private static final Logger LOG = LoggerFactory.getLogger(GraphProgram.class);

    /**
     * What a program computes.
     *
     * @param operations those that the outputs need, in an order in which they can run
     * @param outputs names of the variables to compute
     * @param bindings arrays to read in place of the graph's own
     * @param targets arrays to write outputs to
     */
    record Definition(
            SameDiff graph,
            List<SameDiffOp> operations,
            List<String> outputs,
            Map<String, INDArray> bindings,
            Map<String, INDArray> targets) {}

    private final Definition program;
    private final Set<String> placeholders = new HashSet<>();
    private final Supplier<Arena> arenas;
    private final LinkedHashMap<Map<String, List<Long>>, ExecutionPlan> plans = new LinkedHashMap<>(8, 0.75f, true);
    private OperationTimes times;
    private BooleanSupplier stop = () -> false;
    private int plansKept = MAX_PLANS;
    private int plansMade;

    /** A program that reads all variables from the graph itself. */
    public GraphProgram(SameDiff graph, Collection<String> outputs) {
        this(graph, outputs, Map.of());
    }

    /** A program without targets. */
    public GraphProgram(SameDiff graph, Collection<String> outputs, Map<String, INDArray> bindings) {
        this(graph, outputs, bindings, Map.of());
    }

    /**
     * @param graph the graph; operations added to it later are not seen
     * @param outputs names of the variables to compute
     * @param bindings arrays to read in place of the graph's own for some of its variables and constants; read where
     *     they lie, so that a change in place is seen by the next run (SameDiff itself copies arrays that are views)
     * @param targets arrays, in c order, that these outputs are written to, instead of memory of the program's own
     */
    public GraphProgram(
            SameDiff graph, Collection<String> outputs, Map<String, INDArray> bindings, Map<String, INDArray> targets) {
        this(graph, outputs, bindings, targets, Arena::new);
    }

    /** A program whose plans take their memory from these arenas, one per plan. */
    GraphProgram(
            SameDiff graph,
            Collection<String> outputs,
            Map<String, INDArray> bindings,
            Map<String, INDArray> targets,
            Supplier<Arena> arenas) {
        this.arenas = arenas;
        Objects.requireNonNull(graph, "graph");
        List<String> names = List.copyOf(new LinkedHashSet<>(outputs));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a graph program needs at least one output, got none");
        }
        List<SameDiffOp> operations = sort(graph, names);
        for (String target : targets.keySet()) {
            if (!names.contains(target) || producer(graph, target) == null) {
                throw new IllegalArgumentException("'" + target + "' has an array to be written to, expected a computed"
                        + " output, one of " + names);
            }
        }
        program = new Definition(graph, operations, names, Map.copyOf(bindings), Map.copyOf(targets));
    }

    /** Names of the placeholders that the outputs depend on. */
    public Set<String> placeholders() {
        return Set.copyOf(placeholders);
    }

    /** Number of operations, each counted once even where a {@link Repetition} repeats it. */
    int operationCount() {
        return program.operations().size();
    }

    /**
     * Computes the outputs of a whole batch.
     *
     * @see #run(Map, long, Share)
     */
    public Map<String, INDArray> run(Map<String, INDArray> values, long seed) {
        return run(values, seed, Share.WHOLE);
    }

    /**
     * Computes the outputs.
     *
     * @param values an array for each of {@link #placeholders()}; others are ignored. They are copied, and cast to the
     *     placeholder's data type
     * @param seed determines the random operations (dropout masks) of this run
     * @param share of a batch that the values are of; always with the same count
     * @return the outputs by name, owned by this program and valid until its next run
     * @throws IllegalArgumentException if a placeholder has no value, or an array to write to does not fit its output
     * @throws CancellationException if it was {@linkplain #stopIf told to stop}
     */
    public Map<String, INDArray> run(Map<String, INDArray> values, long seed, Share share) {
        Map<String, List<Long>> key = new HashMap<>();
        Map<String, INDArray> selected = new HashMap<>();
        for (String name : placeholders) {
            INDArray value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException(
                        "no value for placeholder '" + name + "', expected values for " + placeholders);
            }
            selected.put(name, value);
            key.put(name, Arrays.stream(value.shape()).boxed().toList());
        }
        ExecutionPlan plan = plans.get(key);
        if (plan == null) {
            plan = new ExecutionPlan(arenas.get());
            try {
                Map<String, INDArray> result =
                        plan.prepare(program, selected, new ExecutionPlan.Run(seed, share, null, stop));
                plans.put(key, plan);
                evict();
                return result;
            } catch (RuntimeException e) {
                plan.close();
                throw e;
            }
        }
        return plan.run(selected, new ExecutionPlan.Run(seed, share, times, stop));
    }

    /**
     * Measures the operations of later runs; the first run with a combination of shapes, which plans, is left out.
     *
     * @param value where to add them up; null to measure no more
     */
    public void measure(OperationTimes value) {
        times = value;
    }

    /**
     * Sets when later runs are broken off: before each operation it is asked. Outputs of such a run are of no use; the next
     * one computes all again.
     *
     * @param condition cheap; may be told by another thread
     */
    public void stopIf(BooleanSupplier condition) {
        stop = condition;
    }

    /** Frees the memory of every plan; arrays returned earlier must not be used any more. */
    @Override
    public void close() {
        plans.values().forEach(ExecutionPlan::close);
        plans.clear();
    }

    /**
     * Sets how many combinations of placeholder shapes keep their memory, {@value #MAX_PLANS} by default; the one used
     * least recently is dropped.
     *
     * @param count at least 1
     */
    public void keepPlans(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("number of plans to keep is " + count + ", expected at least 1");
        }
        plansKept = count;
    }

    private void evict() {
        if (++plansMade == OFTEN * plansKept) {
            LOG.warn(
                    "{} batches had shapes of which the last {} are kept, and were planned again, which is slow; give"
                            + " batches of fewer sizes",
                    plansMade,
                    plansKept);
        }
        if (plans.size() > plansKept) {
            var eldest = plans.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
    }

    /** Depth-first from the outputs, iteratively: each operation after those that produce its inputs. */
    private List<SameDiffOp> sort(SameDiff graph, List<String> outputs) {
        List<SameDiffOp> sorted = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Deque<String> stack = new ArrayDeque<>();
        for (String output : outputs) {
            if (!graph.hasVariable(output)) {
                throw new IllegalArgumentException("the graph has no variable '" + output + "' to compute");
            }
            visit(graph, output, done, stack);
            while (!stack.isEmpty()) {
                String name = stack.peek();
                if (done.contains(name)) {
                    stack.pop();
                    continue;
                }
                SameDiffOp operation = graph.getOps().get(name);
                int before = stack.size();
                for (String input : inputsOf(operation)) {
                    visit(graph, input, done, stack);
                }
                if (stack.size() == before) {
                    stack.pop();
                    done.add(name);
                    sorted.add(operation);
                }
            }
        }
        for (SameDiffOp operation : List.copyOf(sorted)) {
            if (operation.getOp() instanceof Repetition.End) {
                gather(graph, sorted.subList(0, sorted.indexOf(operation) + 1));
            }
        }
        return List.copyOf(sorted);
    }

    /** Moves what a repetition repeats to the end of the operations up to its last one. */
    private static void gather(SameDiff graph, List<SameDiffOp> upToEnd) {
        String carried = upToEnd.get(upToEnd.size() - 1).getInputsToOp().get(0);
        Set<String> repeated = new HashSet<>(Set.of(producer(graph, carried)));
        for (SameDiffOp operation : upToEnd) {
            if (inputsOf(operation).stream()
                    .map(input -> producer(graph, input))
                    .anyMatch(p -> p != null && repeated.contains(p))) {
                repeated.add(operation.getName());
            }
        }
        // A stable sort keeps the order within both parts.
        upToEnd.sort(Comparator.comparing(operation -> repeated.contains(operation.getName())));
    }

    private void visit(SameDiff graph, String variable, Set<String> done, Deque<String> stack) {
        String producer = producer(graph, variable);
        if (producer == null) {
            if (graph.getVariable(variable).isPlaceHolder()) {
                placeholders.add(variable);
            }
        } else if (!done.contains(producer)) {
            stack.push(producer);
        }
    }

    private static String producer(SameDiff graph, String variable) {
        return graph.getVariables().get(variable).getOutputOfOp();
    }

    static List<String> inputsOf(SameDiffOp operation) {
        List<String> inputs = operation.getInputsToOp();
        return inputs == null ? List.of() : inputs;
    }
}
