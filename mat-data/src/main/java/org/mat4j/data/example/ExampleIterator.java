package org.mat4j.data.example;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Batches of {@link Examples}: features FLOAT [n, inputShape...], of images [n, height, width, channels] in [0, 1]; labels
 * FLOAT [n, classCount], one-hot, but of the examples' {@link Examples#labelForm} in training.
 *
 * <p>Epochs are counted from 0. {@link #reset()} goes to the next epoch if a batch of this one was taken, and else
 * does nothing, so that resetting before the first batch, as many loops do, changes no result. An epoch's order
 * depends on the seed and the epoch's number alone, an example's augmentation on its place in the order as well. Not safe
 * for use by several threads at once.
 */
public final class ExampleIterator extends BatchStream implements DataSetIterator {

    /** The same batches in every evaluation, so that the same model gets the same numbers to the last digit. */
    public static final int EVALUATION_BATCH_SIZE = 100;

    private static final long serialVersionUID = 1L;

    private final Examples data;
    private final boolean trains;
    private final BatchArray labelArray = new BatchArray();
    private DataSetPreProcessor preProcessor;

    private ExampleIterator(
            Examples data, int batchSize, boolean trains, InputChange augmentation, long seed, EpochOrder order) {
        super(data.unlabeled(), batchSize, augmentation, seed, order);
        this.data = data;
        this.trains = trains;
        Checks.require(
                !trains || batchSize <= data.size(),
                "batchSize",
                batchSize,
                "at most " + data.size() + ", the number of examples, since an incomplete batch is dropped");
    }

    /** As {@link #forTraining(Examples, int, long, InputChange)}, without augmentation. */
    public static ExampleIterator forTraining(Examples data, int batchSize, long seed) {
        return forTraining(data, batchSize, seed, InputChange.NONE);
    }

    /**
     * In another random order every epoch, changed at random; examples that do not fill a batch are left out of the
     * epoch, so that each update weighs the same.
     *
     * @param batchSize 1 to the number of examples
     * @param seed of the orders and the augmentation
     * @throws IllegalArgumentException if the batch size is out of range, or the inputs do not fit the augmentation
     */
    public static ExampleIterator forTraining(Examples data, int batchSize, long seed, InputChange augmentation) {
        return new ExampleIterator(data, batchSize, true, augmentation, seed, shuffled(seed));
    }

    /**
     * As they lie in the data, each example once; those that do not fill a batch are a smaller one.
     *
     * @param batchSize at least 1
     * @throws IllegalArgumentException if the batch size is below 1
     */
    public static ExampleIterator forEvaluation(Examples data, int batchSize) {
        return new ExampleIterator(
                data, batchSize, false, InputChange.NONE, 0, (size, epoch) -> MathArrays.natural(size));
    }

    /** As {@link #forEvaluation(Examples, int)}, in batches of {@link #EVALUATION_BATCH_SIZE}. */
    public static ExampleIterator forEvaluation(Examples data) {
        return forEvaluation(data, EVALUATION_BATCH_SIZE);
    }

    /**
     * From now on each batch overwrites the arrays of the one before, so that an epoch takes the memory of a batch: for loops
     * that are done with a batch before they take the next, such as those of a {@link org.mat4j.core.train.Trainer}, of measures
     * and of attacks.
     *
     * @return this
     */
    public ExampleIterator reusingArrays() {
        reuseArrays();
        labelArray.reuse();
        return this;
    }

    /** {@return the number of batches of an epoch} */
    public int batchesPerEpoch() {
        int whole = data.size() / batch();
        return trains || data.size() % batch() == 0 ? whole : whole + 1;
    }

    @Override
    public boolean hasNext() {
        return left() >= (trains ? batch() : 1);
    }

    @Override
    public DataSet next() {
        return next(batch());
    }

    /**
     * {@return the next batch}
     *
     * @param count the size of the batch, at least 1; in an evaluation fewer where fewer are left
     * @throws NoSuchElementException if the epoch is over
     * @throws IllegalArgumentException if the count is below 1
     */
    @Override
    public DataSet next(int count) {
        Checks.atLeast(1, "count", count);
        int left = left();
        if (left == 0 || trains && left < count) {
            throw new NoSuchElementException("epoch " + position().epoch() + " is over: " + left + " examples left, "
                    + count + " asked for; call reset()");
        }
        int[] taken = new int[Math.min(count, left)];
        INDArray features = take(taken);
        DataSet batch = new DataSet(features, labels(taken));
        if (preProcessor != null) {
            preProcessor.preProcess(batch);
        }
        return batch;
    }

    private INDArray labels(int[] indices) {
        int classes = data.classCount();
        int length = Math.multiplyExact(indices.length, classes);
        float[] values = labelArray.values(length);
        Arrays.fill(values, 0f);
        for (int i = 0; i < indices.length; i++) {
            if (trains) {
                data.copyLabel(indices[i], values, i * classes);
            } else {
                values[i * classes + data.label(indices[i])] = 1f;
            }
        }
        return labelArray.of(indices.length, classes);
    }

    @Override
    public void reset() {
        if (position().offset() > 0) {
            nextEpoch();
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

    /** {@return the number of values of one input} */
    @Override
    public int inputColumns() {
        return (int) ArrayUtil.prodLong(data.inputShape());
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
