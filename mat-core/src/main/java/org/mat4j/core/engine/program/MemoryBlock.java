package org.mat4j.core.engine.program;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.mat4j.core.engine.backend.Workspaces;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** A piece of native memory of which parts are taken and given back. Parts begin at multiples of {@link #ALIGNMENT}. */
final class MemoryBlock implements AutoCloseable {

    /** Bytes of a line of the cache, and of the widest registers. */
    static final long ALIGNMENT = 64;

    private final long size;
    private final Pointer memory;
    private final Pointer start;

    /** Where they begin, and their bytes; never two side by side. */
    private final TreeMap<Long, Long> free = new TreeMap<>();

    private long used;

    /** @param bytes to be had in one part or several */
    MemoryBlock(long bytes) {
        size = aligned(bytes);
        // ND4J would fill it with zeros: pages that nobody writes take no memory.
        memory = Pointer.malloc(size + ALIGNMENT);
        if (memory == null) {
            throw new OutOfMemoryError("no " + size + " bytes outside of Java's heap for the values of a graph");
        }
        long misplaced = memory.address() % ALIGNMENT;
        start = new BytePointer(memory).getPointer(misplaced == 0 ? 0 : ALIGNMENT - misplaced);
        free.put(0L, size);
    }

    private static long aligned(double bytes) {
        return (long) Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    }

    /** Bytes of the smallest free part that has room for some; {@link Long#MAX_VALUE} if there is none. */
    long smallestFit(double bytes) {
        return smallest(bytes).map(Map.Entry::getValue).orElse(Long.MAX_VALUE);
    }

    /** The first of the smallest. */
    private Optional<Map.Entry<Long, Long>> smallest(double bytes) {
        long needed = aligned(bytes);
        return free.entrySet().stream()
                .filter(part -> part.getValue() >= needed)
                .min(Map.Entry.comparingByValue());
    }

    /** Takes so many bytes from the first of the smallest parts that have room; gives where they begin. */
    long take(long bytes) {
        Map.Entry<Long, Long> part = smallest(bytes).orElseThrow();
        long offset = part.getKey();
        long room = part.getValue();
        long taken = aligned(bytes);
        free.remove(offset);
        if (room > taken) {
            free.put(offset + taken, room - taken);
        }
        used = Math.max(used, offset + taken);
        return offset;
    }

    /** Takes back what was taken. */
    void give(long offset, long bytes) {
        long from = offset;
        long to = offset + aligned(bytes);
        Map.Entry<Long, Long> before = free.lowerEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            from = before.getKey();
        }
        Long after = free.remove(to);
        if (after != null) {
            to += after;
        }
        free.put(from, to - from);
    }

    /** A buffer of a part, which does not own it. */
    DataBuffer buffer(long offset, DataType type, long length) {
        Pointer part = new BytePointer(start).getPointer(offset).capacity(length * type.width());
        return Workspaces.outside(() -> Nd4j.createBuffer(part, length, type));
    }

    /** All bytes. */
    long size() {
        return size;
    }

    /** Bytes from the beginning to the last one that was ever taken. */
    long used() {
        return used;
    }

    @Override
    public void close() {
        free.clear();
        Pointer.free(memory);
    }
}
