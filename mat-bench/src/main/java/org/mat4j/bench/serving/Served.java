package org.mat4j.bench.serving;

import ai.onnxruntime.OrtException;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A model as it is served: from images to probabilities. */
@FunctionalInterface
interface Served extends AutoCloseable {

    /**
     * Of the first image, [m].
     *
     * @param images [n, inputShape...]
     */
    float[] probabilities(INDArray images) throws OrtException;

    @Override
    default void close() throws OrtException {}
}
