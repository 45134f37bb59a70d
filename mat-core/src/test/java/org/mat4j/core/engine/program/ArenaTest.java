package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertThrown;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

class ArenaTest {

    private final Arena arena = new Arena();

    @AfterEach
    void close() {
        arena.close();
    }

    private INDArray allocate(DataType type, long... shape) {
        return arena.allocate(LongShapeDescriptor.fromShape(shape, type));
    }

    private static long address(INDArray array) {
        return array.data().address();
    }

    @Test
    void anArrayHasTheShapeAndTypeAskedFor() {
        INDArray array = allocate(DataType.DOUBLE, 2, 3, 4);
        assertArrayEquals(new long[] {2, 3, 4}, array.shape());
        assertEquals(DataType.DOUBLE, array.dataType());
        assertEquals('c', array.ordering());
        array.assign(7);
        assertArrayEquals(array.dup().data().asDouble(), array.data().asDouble());
        assertEquals(0, address(array) % MemoryBlock.ALIGNMENT);
        assertEquals(24 * 8, arena.bytes());
        assertEquals(0, allocate(DataType.INT64).rank());
    }

    @Test
    void memoryThatWasGivenBackIsUsedAgain() {
        INDArray first = allocate(DataType.FLOAT, 2, 6);
        long address = address(first);
        arena.release(first);
        assertEquals(address, address(allocate(DataType.DOUBLE, 3, 2)), "of another type and length");
    }

    @Test
    void aLargeArrayTakesTheRoomOfSmallOnesSideBySide() {
        List<INDArray> small = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            small.add(allocate(DataType.FLOAT, 16));
        }
        INDArray behind = allocate(DataType.FLOAT, 16);
        long address = address(small.get(0));
        for (int i : new int[] {2, 0, 3, 1}) {
            arena.release(small.get(i));
        }
        assertEquals(address, address(allocate(DataType.FLOAT, 64)));
        assertEquals(5 * 64, arena.bytes());
        assertEquals(address + 5 * 64, address(allocate(DataType.FLOAT, 16)), "what lies behind is in use");
        arena.release(behind);
    }

    @Test
    void theSmallestRoomIsTaken() {
        INDArray large = allocate(DataType.FLOAT, 160);
        allocate(DataType.FLOAT, 16);
        INDArray small = allocate(DataType.FLOAT, 48);
        allocate(DataType.FLOAT, 16);
        long address = address(small);
        arena.release(large);
        arena.release(small);
        assertEquals(address, address(allocate(DataType.FLOAT, 32)));
    }

    /** More than a block of memory holds. */
    @Test
    void anArrayOfAnySizeFindsRoom() {
        INDArray first = allocate(DataType.FLOAT, 3 << 20);
        INDArray second = allocate(DataType.FLOAT, 5 << 20);
        first.assign(1);
        second.assign(2);
        assertEquals(1, first.maxNumber().intValue());
        assertEquals(8L << 22, arena.bytes());
    }

    @Test
    void liveArraysShareNothing() {
        Random random = new Random(5);
        List<INDArray> live = new ArrayList<>();
        List<Integer> marks = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            if (live.size() > 3 && random.nextBoolean()) {
                int dead = random.nextInt(live.size());
                arena.release(live.remove(dead));
                marks.remove(dead);
            } else {
                INDArray array = allocate(DataType.DOUBLE, 1 + random.nextInt(30), 2);
                array.assign(i);
                live.add(array);
                marks.add(i);
            }
            for (int k = 0; k < live.size(); k++) {
                assertEquals(marks.get(k), live.get(k).minNumber().intValue());
                assertEquals(marks.get(k), live.get(k).maxNumber().intValue());
            }
        }
        long held = live.stream().mapToLong(array -> 8 * array.length()).sum();
        assertTrue(arena.bytes() < 3 * held, "memory is used again, got " + arena.bytes() + " for " + held);
    }

    @Test
    void anArrayIsTakenBackOnce() {
        INDArray array = allocate(DataType.DOUBLE, 3);
        arena.release(array);
        assertThrows(IllegalStateException.class, () -> arena.release(array));
        INDArray next = allocate(DataType.DOUBLE, 3);
        assertNotSame(array, next);
        assertThrows(IllegalStateException.class, () -> arena.release(array), "its buffer is in use by another");
    }

    @Test
    void aForeignArrayIsRefused() {
        INDArray own = allocate(DataType.DOUBLE, 3);
        assertThrown(IllegalStateException.class, () -> arena.release(Nd4j.create(DataType.DOUBLE, 3)), "foreign");
        assertThrows(IllegalStateException.class, () -> arena.release(own.dup()), "an equal array is another one");
    }

    @Test
    void anEmptyArrayNeedsNoMemory() {
        INDArray empty = arena.allocate(Nd4j.empty(DataType.DOUBLE).shapeDescriptor());
        assertTrue(empty.isEmpty());
        arena.release(empty);
        assertEquals(0, arena.bytes());
    }

    @Test
    void closingFreesEverything() {
        INDArray array = allocate(DataType.DOUBLE, 3);
        arena.close();
        assertTrue(array.wasClosed());
        assertEquals(0, arena.bytes());
    }
}
