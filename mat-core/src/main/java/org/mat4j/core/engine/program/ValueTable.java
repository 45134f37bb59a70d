package org.mat4j.core.engine.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/**
 * Which array holds which value while a plan is made, and when its memory is free again: after the last operation that
 * reads the value, or any other value in the same memory.
 */
final class ValueTable {

    /** Memory of the arena, shared by as many values as are counted. */
    private static final class Storage {

        private final INDArray array;
        private int values = 1;

        Storage(INDArray array) {
            this.array = array;
        }
    }

    /** A value; without a storage it is not the arena's: a parameter, a placeholder or a constant of the plan. */
    private record Value(INDArray array, Storage storage) {}

    private final Arena arena;
    private final Map<String, Integer> lastUses;
    private final Map<Integer, List<String>> lastRead;
    private final Map<String, Value> values = new HashMap<>();

    /**
     * @param arena where memory comes from
     * @param lastUses for each value that is read, the position of the last operation that reads it
     */
    ValueTable(Arena arena, Map<String, Integer> lastUses) {
        this.arena = arena;
        this.lastUses = lastUses;
        lastRead = lastUses.keySet().stream().collect(Collectors.groupingBy(lastUses::get));
    }

    /** The value's array, or null if it has none yet. */
    INDArray get(String name) {
        Value value = values.get(name);
        return value == null ? null : value.array();
    }

    /** A value in memory that is not the arena's. */
    void put(String name, INDArray array) {
        values.put(name, new Value(array, null));
    }

    /** A value in memory of its own. */
    INDArray allocate(String name, LongShapeDescriptor shape) {
        INDArray array = arena.allocate(shape);
        values.put(name, new Value(array, array.isEmpty() ? null : new Storage(array)));
        return array;
    }

    /** Whether the value's memory serves no other value, and no operation after this one reads it. */
    boolean isFreeAfter(String name, int position) {
        Value value = values.get(name);
        return value != null
                && value.storage() != null
                && value.storage().values == 1
                && lastUses.getOrDefault(name, -1) == position;
    }

    /** A value in the memory of another, as that other one's array or a view of it. */
    void share(String name, String other, INDArray array) {
        Storage storage = values.containsKey(other) ? values.get(other).storage() : null;
        if (storage != null) {
            storage.values++;
        }
        values.put(name, new Value(array, storage));
    }

    /** Frees what no operation after this one reads, which has these outputs. */
    void release(List<String> outputs, int position) {
        lastRead.getOrDefault(position, List.of()).forEach(this::drop);
        for (String output : outputs) {
            if (!lastUses.containsKey(output)) {
                drop(output);
            }
        }
    }

    private void drop(String name) {
        Value value = values.remove(name);
        if (value != null && value.storage() != null && --value.storage().values == 0) {
            arena.release(value.storage().array);
        }
    }
}
