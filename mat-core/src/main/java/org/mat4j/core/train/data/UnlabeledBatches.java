package org.mat4j.core.train.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/** An endless source of unlabeled inputs for semi-supervised training; it has no labels to give. */
@FunctionalInterface
public interface UnlabeledBatches {

    /** The next batch, [n, inputShape...]. */
    INDArray next();
}
