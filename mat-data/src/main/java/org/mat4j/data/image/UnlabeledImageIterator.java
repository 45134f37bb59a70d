package org.mat4j.data.image;

import java.util.Objects;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batches of {@link UnlabeledImages} without end: FLOAT [n, height, width, channels] in [0, 1], all of the same size.
 *
 * <p>Each pass over the images has its own random order, which depends on the seed and the pass's number alone. Where a
 * pass does not end with a batch, the batch is filled up from the next pass, so that every image is taken as often as
 * every other. Not safe for use by several threads at once.
 */
public final class UnlabeledImageIterator implements UnlabeledBatches, Resumable {
    private final UnlabeledImages images;
    private final int batchSize;
    private final long seed;
    private final int[] indices;
    private final FeatureBatch features;

    private int epoch;
    private int offset;

    /**
     * Values in [0, 1], without augmentation.
     *
     * @param images    the images
     * @param batchSize at least 1; may exceed the number of images, which then come more than once
     * @param seed      of the orders
     * @throws IllegalArgumentException if the batch size is below 1
     */
    public UnlabeledImageIterator(UnlabeledImages images, int batchSize, long seed) {
        this(images, batchSize, seed, ImageAugmentation.NONE);
    }

    /**
     * @param images        the images
     * @param batchSize     at least 1; may exceed the number of images, which then come more than once
     * @param seed          of the orders and the augmentation; with the seed of the labeled data both are still other
     *                      ones
     * @param augmentation  random changes
     * @throws IllegalArgumentException if the batch size is below 1, or the images do not fit the augmentation
     */
    public UnlabeledImageIterator(UnlabeledImages images, int batchSize, long seed, ImageAugmentation augmentation) {
        this.images = Objects.requireNonNull(images, "images");
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize: expected at least 1, found " + batchSize);
        }
        this.batchSize = batchSize;
        this.seed = seed;
        this.features = new FeatureBatch(images, augmentation, ~seed);
        this.indices = new int[images.size()];
        startPass(0);
    }

    @Override
    public INDArray next() {
        features.start(batchSize);
        for (int i = 0; i < batchSize; i++) {
            if (offset == indices.length) {
                startPass(Math.incrementExact(epoch));
            }
            features.add(indices[offset], epoch, offset);
            offset++;
        }
        return features.finish();
    }

    /** {@return the images} */
    public UnlabeledImages images() {
        return images;
    }

    /** {@return the number of images of a batch} */
    public int batchSize() {
        return batchSize;
    }

    /** {@return how far this has come: the pass and the number of its images that were given} */
    @Override
    public DataPosition position() {
        return new DataPosition(epoch, offset);
    }

    /**
     * Goes to a position, to resume a training: the next batches are those that followed there.
     *
     * @param position of an iterator of the same images and seed; its batch size does not matter
     * @throws IllegalArgumentException if it is beyond the number of images
     */
    @Override
    public void moveTo(DataPosition position) {
        position.requireWithin(images.size());
        startPass(position.epoch());
        offset = position.offset();
    }

    private void startPass(int number) {
        epoch = number;
        offset = 0;
        EpochOrder.shuffleUnlabeled(indices, seed, number);
    }
}
