package org.mat4j.core.engine.convolution;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Views of arrays in the same memory. */
final class Rows {

    private Rows() {}

    /** The pixels of images [n, height, width, channels], one per row. */
    static INDArray of(INDArray images) {
        long channels = images.size(3);
        return images.reshape('c', images.length() / channels, channels);
    }

    /** Rows from (inclusive) to (exclusive). */
    static INDArray range(INDArray rows, long from, long to) {
        return rows.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
    }

    /** The beginning of memory, in this shape. */
    static INDArray shaped(INDArray memory, long... shape) {
        long length = 1;
        for (long size : shape) {
            length *= size;
        }
        return memory.get(NDArrayIndex.interval(0, length)).reshape('c', shape);
    }
}
