package org.mat4j.core.engine.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mat4j.core.engine.backend.Memory;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native memory with one owner: arrays are taken and given back, and later arrays lie where earlier ones lay. Touching fresh
 * pages costs more than most operations, so reuse matters. Everything is freed at once.
 *
 * <p>A backward pass frees the forward pass's values from the small ones to the large ones: what lies side by side is free
 * as one, so that a large array finds room where several small ones were.
 */
class Arena implements AutoCloseable {

    /** Of the first block; each later one is as large as all before it together, or as the array that needs it. */
    private static final long FIRST_BLOCK = 1 << 20;

    private record Place(MemoryBlock block, long offset, long bytes) {}

    private final List<MemoryBlock> blocks = new ArrayList<>();
    private final Map<INDArray, Place> live = new IdentityHashMap<>();
    private final List<DataBuffer> buffers = new ArrayList<>();

    /** An uninitialized array in this arena's memory. */
    INDArray allocate(LongShapeDescriptor shape) {
        if (shape.isEmpty()) {
            return Nd4j.create(shape, false);
        }
        double wanted = Memory.bytes(shape.dataType(), shape.getShape());
        MemoryBlock block = withRoom(wanted).orElseGet(() -> another(wanted, shape));
        long bytes = (long) wanted;
        long offset = block.take(bytes);
        DataBuffer buffer = block.buffer(offset, shape.dataType(), Sharing.length(shape));
        buffers.add(buffer);
        INDArray array =
                Nd4j.create(buffer, shape.getShape(), Nd4j.getStrides(shape.getShape(), 'c'), 0, 'c', shape.dataType());
        live.put(array, new Place(block, offset, bytes));
        return array;
    }

    /** The first of those that it fills most. */
    private Optional<MemoryBlock> withRoom(double wanted) {
        MemoryBlock best = null;
        long least = Long.MAX_VALUE;
        for (MemoryBlock block : blocks) {
            long fit = block.smallestFit(wanted);
            if (fit < least) {
                best = block;
                least = fit;
            }
        }
        return Optional.ofNullable(best);
    }

    private MemoryBlock another(double wanted, LongShapeDescriptor shape) {
        Memory.requireNative(
                "values of the graph, with one of shape " + Arrays.toString(shape.getShape()) + ",", bytes() + wanted);
        long held = blocks.stream().mapToLong(MemoryBlock::size).sum();
        MemoryBlock block = new MemoryBlock(Math.max((long) wanted, Math.max(FIRST_BLOCK, held)));
        blocks.add(block);
        return block;
    }

    /** Takes an array back; an array that is not this arena's, or was given back before, is refused. */
    void release(INDArray array) {
        if (array.isEmpty()) {
            return;
        }
        Place place = live.remove(array);
        if (place == null) {
            throw new IllegalStateException("the array is not a live one of this arena: released twice, or foreign");
        }
        place.block().give(place.offset(), place.bytes());
    }

    /** Bytes that were ever in use at once, with what lay unused between them: no others are touched. */
    long bytes() {
        return blocks.stream().mapToLong(MemoryBlock::used).sum();
    }

    @Override
    public void close() {
        live.clear();
        buffers.forEach(DataBuffer::close);
        buffers.clear();
        blocks.forEach(MemoryBlock::close);
        blocks.clear();
    }
}
