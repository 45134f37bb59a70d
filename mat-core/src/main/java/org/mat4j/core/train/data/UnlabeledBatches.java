package org.mat4j.core.train.data;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** An endless source of unlabeled inputs for semi-supervised training; it has no labels to give. */
@FunctionalInterface
public interface UnlabeledBatches {

    /** The next batch, [n, inputShape...]. */
    INDArray next();

    /**
     * The features of an iterator's batches, again and again; labels are not read. It is {@link Resumable} if the iterator
     * is.
     *
     * @param data from its present position; its {@link #next} fails with an {@link IllegalStateException} where the data
     *     is empty, or is at its end and cannot be reset
     */
    static UnlabeledBatches of(DataSetIterator data) {
        return data instanceof Resumable resumable
                ? new RepeatedIterator.Movable(data, resumable)
                : new RepeatedIterator(data);
    }
}
