package org.mat4j.core.train.shard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What is sent arrives as it was. */
class ArrayBytesTest {

    @Test
    void arraysOfAllTypesOrdersAndShapesArriveAsTheyWere() {
        INDArray values = Nd4j.linspace(DataType.DOUBLE, -3, 0.37, 24).reshape('c', 2, 3, 4);
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE, DataType.INT32, DataType.UINT8)) {
            INDArray array = values.castTo(type);
            List<INDArray> all = List.of(
                    array,
                    array.dup('f'),
                    array.get(NDArrayIndex.point(1), NDArrayIndex.all(), NDArrayIndex.interval(1, 3)),
                    array.permute(2, 0, 1),
                    array.get(NDArrayIndex.interval(0, 1), NDArrayIndex.all(), NDArrayIndex.all()),
                    array.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.all()),
                    array.dup().reshape(24).get(NDArrayIndex.interval(5, 11)),
                    Nd4j.scalar(type, 5));
            for (INDArray sent : all) {
                ArrayBytes bytes = ArrayBytes.of(sent);
                assertEquals(type.width() * sent.length(), bytes.values().length);
                INDArray received = bytes.toArray();
                assertEquals(type, received.dataType());
                assertEquals(sent, received);
            }
        }
    }

    @Test
    void theArrayIsACopyEachTime() {
        INDArray array = Nd4j.createFromArray(1.0, 2.0);
        ArrayBytes bytes = ArrayBytes.of(array);
        array.assign(0);
        bytes.toArray().assign(0);
        assertEquals(Nd4j.createFromArray(1.0, 2.0), bytes.toArray());
    }
}
