package org.mat4j.data.image;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of {@link ImageData}: features FLOAT [n, height, width, channels], in [0, 1],
 * labels FLOAT one-hot [n, classCount].
 *
 * <p>Epochs are counted from 0. {@link #reset()} goes to the next epoch if a batch of this one was taken, and else
 * does nothing, so that resetting before the first batch, as many loops do, changes no result. An epoch's order
 * depends on the seed and the epoch's number alone, an image's augmentation on its place in the order as well. Not safe
 * for use by several threads at once.
 */
public final class ImageDataIterator implements DataSetIterator, Resumable {

    /** The same batches in every evaluation, so that the same model gets the same numbers to the last digit. */
    public static final int EVALUATION_BATCH_SIZE = 100;

    private static final long serialVersionUID = 1L;

    private final ImageData data;
    private final int batchSize;
    private final BatchOrder order;
    private final LastBatch lastBatch;
    private final long seed;
    private final int[] indices;
    private final FeatureBatch features;

    private int epoch;
    private int offset;
    private DataSetPreProcessor preProcessor;

    // Reused, since the array of a batch copies it off the heap.
    private transient float[] labelScratch;

    /**
     * @param data      the examples
     * @param batchSize at least 1; at most the number of examples where the last batch is dropped
     * @param order     the order of the examples
     * @param lastBatch what becomes of an incomplete batch
     * @param seed      of the orders; without effect on {@link BatchOrder#SEQUENTIAL}
     * @throws IllegalArgumentException if the batch size is out of range
     */
    public ImageDataIterator(ImageData data, int batchSize, BatchOrder order, LastBatch lastBatch, long seed) {
        this(data, batchSize, order, lastBatch, seed, ImageAugmentation.NONE);
    }

    private ImageDataIterator(
            ImageData data,
            int batchSize,
            BatchOrder order,
            LastBatch lastBatch,
            long seed,
            ImageAugmentation augmentation) {
        this.data = Objects.requireNonNull(data, "data");
        this.order = Objects.requireNonNull(order, "order");
        this.lastBatch = Objects.requireNonNull(lastBatch, "lastBatch");
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize: expected at least 1, found " + batchSize);
        }
        if (lastBatch == LastBatch.DROP && batchSize > data.size()) {
            throw new IllegalArgumentException("batchSize: expected at most " + data.size()
                    + ", the number of examples, since an incomplete batch is dropped; found " + batchSize);
        }
        this.batchSize = batchSize;
        this.seed = seed;
        this.features = new FeatureBatch(data.unlabeled(), augmentation, seed);
        this.indices = new int[data.size()];
        startEpoch(0);
    }

    /**
     * Shuffled, without an incomplete batch.
     *
     * @param data      the examples
     * @param batchSize 1 to the number of examples
     * @param seed      of the orders
     * @return an iterator at the start of epoch 0
     */
    public static ImageDataIterator forTraining(ImageData data, int batchSize, long seed) {
        return new ImageDataIterator(data, batchSize, BatchOrder.SHUFFLED, LastBatch.DROP, seed);
    }

    /**
     * Shuffled, without an incomplete batch, changed at random.
     *
     * @param data         the examples
     * @param batchSize    1 to the number of examples
     * @param seed         of the orders and the augmentation
     * @param augmentation random changes
     * @return an iterator at the start of epoch 0
     * @throws IllegalArgumentException if the batch size is out of range, or the images do not fit the augmentation
     */
    public static ImageDataIterator forTraining(
            ImageData data, int batchSize, long seed, ImageAugmentation augmentation) {
        return new ImageDataIterator(data, batchSize, BatchOrder.SHUFFLED, LastBatch.DROP, seed, augmentation);
    }

    /**
     * In order, each example once.
     *
     * @param data      the examples
     * @param batchSize at least 1
     * @return an iterator at the start
     */
    public static ImageDataIterator forEvaluation(ImageData data, int batchSize) {
        return new ImageDataIterator(data, batchSize, BatchOrder.SEQUENTIAL, LastBatch.KEEP, 0);
    }

    /**
     * In order, each example once, in batches of {@link #EVALUATION_BATCH_SIZE}.
     *
     * @param data the examples
     * @return an iterator at the start
     */
    public static ImageDataIterator forEvaluation(ImageData data) {
        return forEvaluation(data, EVALUATION_BATCH_SIZE);
    }

    /**
     * Goes to the start of an epoch, to resume a training.
     *
     * @param number 0 or more
     * @throws IllegalArgumentException if it is negative
     */
    public void startEpoch(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("epoch: expected 0 or more, found " + number);
        }
        epoch = number;
        offset = 0;
        switch (order) {
            case SEQUENTIAL -> Arrays.setAll(indices, i -> i);
            case SHUFFLED -> EpochOrder.shuffle(indices, seed, number);
        }
    }

    /** {@return the epoch and the number of its examples that were given} */
    @Override
    public DataPosition position() {
        return new DataPosition(epoch, offset);
    }

    /**
     * Goes to a position, to resume a training: the next batches are those that followed there.
     *
     * @param position of an iterator of the same data, order and seed; its batch size does not matter
     * @throws IllegalArgumentException if it is beyond the number of examples
     */
    @Override
    public void moveTo(DataPosition position) {
        position.requireWithin(data.size());
        startEpoch(position.epoch());
        offset = position.offset();
    }

    /** {@return the number of the current epoch, from 0} */
    public int epoch() {
        return epoch;
    }

    /** {@return the examples} */
    public ImageData data() {
        return data;
    }

    /** {@return the number of batches of an epoch} */
    public int batchesPerEpoch() {
        int whole = data.size() / batchSize;
        return lastBatch == LastBatch.KEEP && data.size() % batchSize > 0 ? whole + 1 : whole;
    }

    @Override
    public boolean hasNext() {
        int left = data.size() - offset;
        return lastBatch == LastBatch.KEEP ? left > 0 : left >= batchSize;
    }

    @Override
    public DataSet next() {
        return next(batchSize);
    }

    /**
     * @param count the size of the batch, at least 1; fewer where fewer are left and the last batch is kept
     * @return the next batch
     * @throws NoSuchElementException   if the epoch is over
     * @throws IllegalArgumentException if the count is below 1
     */
    @Override
    public DataSet next(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count: expected at least 1, found " + count);
        }
        int left = data.size() - offset;
        if (left == 0 || lastBatch == LastBatch.DROP && left < count) {
            throw new NoSuchElementException(
                    "epoch " + epoch + " is over: " + left + " examples left, " + count + " asked for; call reset()");
        }
        DataSet batch = batch(Math.min(count, left));
        if (preProcessor != null) {
            preProcessor.preProcess(batch);
        }
        return batch;
    }

    private DataSet batch(int count) {
        int classes = data.classCount();
        features.start(count);
        labelScratch = sized(labelScratch, Math.multiplyExact(count, classes));
        Arrays.fill(labelScratch, 0f);
        for (int i = 0; i < count; i++) {
            int index = indices[offset];
            features.add(index, epoch, offset);
            labelScratch[i * classes + data.label(index)] = 1f;
            offset++;
        }
        INDArray labels = Nd4j.create(labelScratch, new long[] {count, classes}, DataType.FLOAT);
        return new DataSet(features.finish(), labels);
    }

    private static float[] sized(float[] scratch, int length) {
        return scratch != null && scratch.length == length ? scratch : new float[length];
    }

    @Override
    public void reset() {
        if (offset > 0) {
            startEpoch(epoch + 1);
        }
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public boolean asyncSupported() {
        return true;
    }

    @Override
    public int batch() {
        return batchSize;
    }

    /** {@return the number of values of one image} */
    @Override
    public int inputColumns() {
        return data.shape().values();
    }

    @Override
    public int totalOutcomes() {
        return data.classCount();
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        this.preProcessor = preProcessor;
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    /** {@return the names of the classes} */
    @Override
    public List<String> getLabels() {
        return data.classNames();
    }
}
