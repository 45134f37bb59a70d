package org.mat4j.data.example;

import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches of {@link Inputs} without end: FLOAT [n, inputShape...], all of the same size.
 *
 * <p>Each pass over the inputs has its own random order, which depends on the seed and the pass's number alone. Where a
 * pass does not end with a batch, the batch is filled up from the next pass, so that every input is taken as often as
 * every other. Orders and augmentation differ from those of labeled examples with the same seed. Not safe for use by
 * several threads at once.
 */
public final class UnlabeledIterator extends BatchStream implements UnlabeledBatches {
    private static final long serialVersionUID = 1L;

    /** As {@link #UnlabeledIterator(Inputs, int, long, InputChange)}, without augmentation. */
    public UnlabeledIterator(Inputs inputs, int batchSize, long seed) {
        this(inputs, batchSize, seed, InputChange.NONE);
    }

    /**
     * @param batchSize at least 1; may exceed the number of inputs, which then come more than once
     * @param seed of the orders and the augmentation
     * @throws IllegalArgumentException if the batch size is below 1, or the inputs do not fit the augmentation
     */
    public UnlabeledIterator(Inputs inputs, int batchSize, long seed, InputChange augmentation) {
        super(inputs, batchSize, augmentation, ~seed, shuffled(seed, 1));
    }

    /**
     * From now on each batch overwrites the array of the one before, see {@link ExampleIterator#reusingArrays}.
     *
     * @return this
     */
    public UnlabeledIterator reusingArrays() {
        reuseArrays();
        return this;
    }

    @Override
    public INDArray next() {
        return take(new int[batch()]);
    }
}
