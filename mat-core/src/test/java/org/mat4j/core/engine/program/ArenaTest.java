package org.mat4j.core.engine.program;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
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

    @Test
    void anArrayHasTheShapeAndTypeAskedFor() {
        INDArray array = allocate(DataType.DOUBLE, 2, 3, 4);
        assertArrayEquals(new long[] {2, 3, 4}, array.shape());
        assertEquals(DataType.DOUBLE, array.dataType());
        assertEquals('c', array.ordering());
        assertEquals(24 * 8, arena.bytes());
        assertEquals(0, allocate(DataType.INT64).rank());
    }

    @Test
    void aBufferThatWasGivenBackIsUsedAgain() {
        INDArray first = allocate(DataType.FLOAT, 2, 6);
        first.assign(5);
        arena.release(first);
        INDArray second = allocate(DataType.FLOAT, 3, 4);
        assertSame(first.data(), second.data());
        assertEquals(1, arena.bufferCount());
    }

    @Test
    void anotherTypeOrLengthTakesAnotherBuffer() {
        arena.release(allocate(DataType.FLOAT, 12));
        allocate(DataType.INT32, 12);
        allocate(DataType.FLOAT, 11);
        assertEquals(3, arena.bufferCount());
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
                INDArray array = allocate(DataType.DOUBLE, 1 + random.nextInt(3), 2);
                array.assign(i);
                live.add(array);
                marks.add(i);
            }
            for (int k = 0; k < live.size(); k++) {
                assertEquals(marks.get(k), live.get(k).minNumber().intValue());
                assertEquals(marks.get(k), live.get(k).maxNumber().intValue());
            }
        }
        assertTrue(arena.bufferCount() < 100, "buffers are used again, got " + arena.bufferCount());
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
    void anEmptyArrayNeedsNoBuffer() {
        INDArray empty = arena.allocate(Nd4j.empty(DataType.DOUBLE).shapeDescriptor());
        assertTrue(empty.isEmpty());
        arena.release(empty);
        assertEquals(0, arena.bufferCount());
    }

    @Test
    void closingFreesEverything() {
        INDArray array = allocate(DataType.DOUBLE, 3);
        arena.close();
        assertTrue(array.wasClosed());
        assertEquals(0, arena.bytes());
    }
}
