package org.mat4j.core.engine.op;

import org.mat4j.core.engine.program.NativeCalls;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Pieces of the composite operations on [..., channels]. */
final class RowOperations {

    private RowOperations() {}

    /**
     * result = (x - mean) scale + shift, each of the vectors [channels], in one pass over memory: the stock
     * {@code batchnorm} with a variance of 1. Product and sum with broadcasting are two passes.
     */
    static void addAffine(
            NativeCalls calls, INDArray x, INDArray mean, INDArray scale, INDArray shift, INDArray result) {
        INDArray variance = calls.constant(mean.dataType(), mean.length(), 1);
        INDArray[] inputs = {images(x), mean, variance, scale, shift};
        calls.add("batchnorm", inputs, new INDArray[] {images(result)}, new long[] {1, 1, 3}, 0.0);
    }

    /** Only of images the stock operation has a fast form. */
    private static INDArray images(INDArray x) {
        long channels = x.size(x.rank() - 1);
        return x.rank() == 4 ? x : x.reshape('c', x.length() / channels, 1, 1, channels);
    }
}
