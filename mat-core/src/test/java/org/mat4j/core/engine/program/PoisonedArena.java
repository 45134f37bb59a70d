package org.mat4j.core.engine.program;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/** An arena whose memory holds NaN before it is written and after it was given back. */
final class PoisonedArena extends Arena {

    private static final int POISON_OF_INTEGERS = -77;

    private final List<INDArray> handedOut = new ArrayList<>();
    private int releases;

    @Override
    INDArray allocate(LongShapeDescriptor shape) {
        INDArray array = super.allocate(shape);
        poison(array);
        handedOut.add(array);
        return array;
    }

    @Override
    void release(INDArray array) {
        releases++;
        poison(array);
        super.release(array);
    }

    /** Overwrites everything, in use or not. */
    void poisonAll() {
        handedOut.forEach(PoisonedArena::poison);
    }

    /** In how many places arrays began. */
    int placeCount() {
        return (int) handedOut.stream()
                .filter(array -> !array.isEmpty())
                .mapToLong(array -> array.data().address())
                .distinct()
                .count();
    }

    int releases() {
        return releases;
    }

    private static void poison(INDArray array) {
        if (array.isEmpty()) {
            return;
        }
        if (array.dataType().isFPType()) {
            array.assign(Double.NaN);
        } else if (array.dataType() == DataType.BOOL) {
            array.assign(1);
        } else {
            array.assign(POISON_OF_INTEGERS);
        }
    }
}
