package org.mat4j.core.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mat4j.core.engine.backend.Memory;
import org.mat4j.core.engine.backend.Workspaces;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/** Values that are computed once for a plan: they depend on shapes alone. Their memory is never reused. */
final class PlanConstants implements AutoCloseable {

    private record Row(DataType type, long length, double value) {}

    private final Map<Object, INDArray> known = new HashMap<>();
    private final List<INDArray> all = new ArrayList<>();

    /** A row of equal numbers, [1, n]. */
    INDArray row(DataType type, long n, double value) {
        return of(new Row(type, n, value), () -> Nd4j.valueArrayOf(new long[] {1, n}, value, type));
    }

    /** The array that was made for an equal key, or a new one. */
    INDArray of(Object key, Supplier<INDArray> creation) {
        return known.computeIfAbsent(key, k -> keep(creation));
    }

    /** An uninitialized array. */
    INDArray create(LongShapeDescriptor shape) {
        Memory.requireNative(
                "fixed values of the graph, with one of shape " + Arrays.toString(shape.getShape()) + ",",
                Memory.bytes(shape.dataType(), shape.getShape()));
        return keep(() -> Nd4j.create(shape, false));
    }

    /** In memory of its own: a workspace of the caller's would take it back. */
    private INDArray keep(Supplier<INDArray> creation) {
        INDArray array = Workspaces.outside(creation);
        all.add(array);
        return array;
    }

    @Override
    public void close() {
        all.stream().filter(a -> !a.isEmpty()).forEach(INDArray::close);
        all.clear();
        known.clear();
    }
}
