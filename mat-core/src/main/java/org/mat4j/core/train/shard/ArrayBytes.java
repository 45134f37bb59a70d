package org.mat4j.core.train.shard;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
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
        if (array.ordering() == 'c' && array.offset() == 0 && Shape.hasDefaultStridesForShape(array)) {
            return ofBuffer(array);
        }
        try (INDArray copy = array.dup('c')) {
            return ofBuffer(copy);
        }
    }

    private static ArrayBytes ofBuffer(INDArray array) {
        Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
        byte[] values =
                new byte[Math.toIntExact(array.length() * array.dataType().width())];
        bytes(array).get(values);
        return new ArrayBytes(array.dataType(), array.shape().clone(), values);
    }

    /** Of several, by name. */
    public static Map<String, ArrayBytes> of(Map<String, INDArray> arrays) {
        Map<String, ArrayBytes> bytes = new LinkedHashMap<>();
        arrays.forEach((name, array) -> bytes.put(name, of(array)));
        return bytes;
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
