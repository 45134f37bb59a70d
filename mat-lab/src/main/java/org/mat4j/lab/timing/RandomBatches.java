package org.mat4j.lab.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Batches of random pixels in [0, 1) and random labels: a few, made beforehand and given in turn. */
public final class RandomBatches {

    private static final int BATCHES = 4;

    private final Random random;
    private final long[] inputShape;

    /**
     * @param inputShape of one example
     * @param seed the same seed gives the same batches
     */
    public RandomBatches(long[] inputShape, long seed) {
        this.inputShape = inputShape.clone();
        this.random = new Random(seed);
    }

    /** Labeled batches; an epoch has a few. */
    public DataSetIterator labeled(int size, int classCount) {
        List<DataSet> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            float[][] labels = new float[size][classCount];
            for (float[] label : labels) {
                label[random.nextInt(classCount)] = 1;
            }
            batches.add(new DataSet(inputs(size), Nd4j.createFromArray(labels)));
        }
        return new ExistingDataSetIterator(batches);
    }

    /** Unlabeled batches without end. */
    public UnlabeledBatches unlabeled(int size) {
        List<INDArray> batches =
                Stream.generate(() -> inputs(size)).limit(BATCHES).toList();
        int[] next = {0};
        return () -> batches.get(next[0]++ % BATCHES);
    }

    /**
     * Inputs alone, [size, input shape].
     *
     * @throws IllegalArgumentException if they are more than 2^31 - 1 values
     */
    public INDArray inputs(int size) {
        long[] shape = BatchCheck.batchShape(size, inputShape);
        long length = ArrayUtil.prodLong(shape);
        Checks.require(
                length <= Integer.MAX_VALUE,
                "shape of a random batch",
                Arrays.toString(shape),
                "at most 2^31 - 1 values");
        float[] values = new float[(int) length];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Nd4j.createFromArray(values).reshape(shape);
    }
}
