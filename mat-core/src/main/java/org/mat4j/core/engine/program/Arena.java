package org.mat4j.core.engine.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.backend.Memory;
import org.mat4j.core.engine.backend.Workspaces;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory with one owner: arrays are taken and given back, buffers are reused by type and length and freed all at
 * once. Touching fresh pages costs more than most operations, so reuse matters.
 */
class Arena implements AutoCloseable {

    private record Size(DataType type, long length) {}

    private final Map<Size, Deque<DataBuffer>> free = new HashMap<>();
    private final Map<INDArray, DataBuffer> live = new IdentityHashMap<>();
    private final List<DataBuffer> all = new ArrayList<>();
    private double held;

    /** An uninitialized array; its buffer is this arena's. */
    INDArray allocate(LongShapeDescriptor shape) {
        if (shape.isEmpty()) {
            return Nd4j.create(shape, false);
        }
        long length = Sharing.length(shape);
        Deque<DataBuffer> candidates = free.get(new Size(shape.dataType(), length));
        DataBuffer buffer = candidates == null ? null : candidates.poll();
        if (buffer == null) {
            double bytes = Memory.bytes(shape.dataType(), shape.getShape());
            Memory.requireNative(
                    "values of the graph, with one of shape " + Arrays.toString(shape.getShape()) + ",", held + bytes);
            buffer = Workspaces.outside(() -> Nd4j.createBuffer(shape.dataType(), length, false));
            all.add(buffer);
            held += bytes;
        }
        INDArray array =
                Nd4j.create(buffer, shape.getShape(), Nd4j.getStrides(shape.getShape(), 'c'), 0, 'c', shape.dataType());
        live.put(array, buffer);
        return array;
    }

    /** Takes an array back; an array that is not this arena's, or was given back before, is refused. */
    void release(INDArray array) {
        if (array.isEmpty()) {
            return;
        }
        DataBuffer buffer = live.remove(array);
        if (buffer == null) {
            throw new IllegalStateException("the array is not a live one of this arena: released twice, or foreign");
        }
        free.computeIfAbsent(new Size(buffer.dataType(), buffer.length()), s -> new ArrayDeque<>())
                .push(buffer);
    }

    /** Number of buffers ever allocated. */
    int bufferCount() {
        return all.size();
    }

    /** Bytes held, in use or not. */
    long bytes() {
        return all.stream().mapToLong(b -> b.length() * b.getElementSize()).sum();
    }

    @Override
    public void close() {
        free.clear();
        live.clear();
        all.forEach(DataBuffer::close);
        all.clear();
        held = 0;
    }
}
