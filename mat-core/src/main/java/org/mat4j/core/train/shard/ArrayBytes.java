package org.mat4j.core.train.shard;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An array as bytes that are copied at once, exact to the bit: ND4J's own form for Java's serialization is written and read number
 * by number, which takes five to ten times as long.
 *
 * @param type of numbers
 * @param shape of it
 * @param values in c order, in the processor's order of bytes
 */
public record ArrayBytes(DataType type, long[] shape, byte[] values) implements SentArray {

    /** Of an array of numbers of any shape and order, of up to 2 GB. */
    public static ArrayBytes of(INDArray array) {
        try (INDArray copy = array.dup('c')) {
            Nd4j.getAffinityManager().ensureLocation(copy, AffinityManager.Location.HOST);
            byte[] values =
                    new byte[Math.toIntExact(copy.length() * copy.dataType().width())];
            bytes(copy).get(values);
            return new ArrayBytes(array.dataType(), array.shape(), values);
        }
    }

    /** In c order. */
    @Override
    public INDArray toArray() {
        INDArray array = Nd4j.createUninitialized(type, shape);
        bytes(array).put(values);
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        return array;
    }

    private static ByteBuffer bytes(INDArray array) {
        return array.data().pointer().asByteBuffer();
    }
}
