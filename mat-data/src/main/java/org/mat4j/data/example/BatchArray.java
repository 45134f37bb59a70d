package org.mat4j.data.example;

import java.io.Serializable;
import java.util.Arrays;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The array of a batch: a new one each time, or one that every batch of its size overwrites, so that no memory waits for
 * Java's garbage collection.
 */
final class BatchArray implements Serializable {

    private static final long serialVersionUID = 1L;

    private boolean reused;
    private transient INDArray last;

    // Reused, since an array copies them off the heap.
    private transient float[] values;

    /** From now on batches of the same shape overwrite each other. */
    void reuse() {
        reused = true;
    }

    /** Where to put so many values of the next batch; those of the one before may still be there. */
    float[] values(int length) {
        if (values == null || values.length != length) {
            values = new float[length];
        }
        return values;
    }

    /** FLOAT, of a shape, with the values. */
    INDArray of(long... shape) {
        if (!reused) {
            return Nd4j.create(values, shape, DataType.FLOAT);
        }
        if (last == null || last.wasClosed() || !Arrays.equals(last.shape(), shape)) {
            last = Nd4j.create(values, shape, DataType.FLOAT);
        } else {
            ((FloatIndexer) last.data().indexer()).put(0, values);
        }
        return last;
    }
}
