package org.mat4j.data.image;

import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches of {@link UnlabeledImages} without end: FLOAT [n, height, width, channels] in [0, 1], all of the same size.
 *
 * <p>Each pass over the images has its own random order, which depends on the seed and the pass's number alone. Where a
 * pass does not end with a batch, the batch is filled up from the next pass, so that every image is taken as often as
 * every other. Orders and augmentation differ from those of labeled images with the same seed. Not safe for use by
 * several threads at once.
 */
public final class UnlabeledImageIterator extends ImageStream implements UnlabeledBatches {
    private static final long serialVersionUID = 1L;

    /** As {@link #UnlabeledImageIterator(UnlabeledImages, int, long, ImageAugmentation)}, without augmentation. */
    public UnlabeledImageIterator(UnlabeledImages images, int batchSize, long seed) {
        this(images, batchSize, seed, ImageAugmentation.NONE);
    }

    /**
     * @param batchSize at least 1; may exceed the number of images, which then come more than once
     * @param seed of the orders and the augmentation
     * @throws IllegalArgumentException if the batch size is below 1, or the images do not fit the augmentation
     */
    public UnlabeledImageIterator(UnlabeledImages images, int batchSize, long seed, ImageAugmentation augmentation) {
        super(images, batchSize, augmentation, ~seed, shuffled(seed, 1));
    }

    @Override
    public INDArray next() {
        return take(new int[batch()]);
    }
}
