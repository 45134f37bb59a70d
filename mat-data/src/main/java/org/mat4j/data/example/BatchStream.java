package org.mat4j.data.example;

import java.io.Serializable;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Inputs epoch after epoch, augmented and gathered into batches. An input's augmentation depends on the seed, the epoch
 * and its place in the epoch, not on the size of the batches.
 */
abstract class BatchStream implements Resumable, Serializable {
    private static final long serialVersionUID = 1L;

    /** The order of an epoch's inputs: a permutation of 0 to size - 1. */
    interface EpochOrder extends Serializable {
        int[] of(int size, int epoch);
    }

    private final Inputs inputs;
    private final InputChange change;
    private final long changeSeed;
    private final EpochOrder order;
    private final int batchSize;

    private int epoch;
    private int offset;
    private int[] indices;

    private final BatchArray array = new BatchArray();

    /** @throws IllegalArgumentException if the batch size is below 1, or the inputs do not fit the augmentation */
    BatchStream(Inputs inputs, int batchSize, InputChange change, long changeSeed, EpochOrder order) {
        this.inputs = inputs;
        this.batchSize = (int) Checks.atLeast(1, "batchSize", batchSize);
        this.change = Objects.requireNonNull(change, "augmentation");
        this.changeSeed = changeSeed;
        this.order = order;
        change.requireInput(inputs.inputShape());
        startEpoch(0);
    }

    /** Random orders, each determined by the seed, the epoch and the further numbers. */
    static EpochOrder shuffled(long seed, int... more) {
        return (size, epoch) -> {
            IntStream key = IntStream.of((int) (seed >>> Integer.SIZE), (int) seed, epoch);
            int[] indices = MathArrays.natural(size);
            MathArrays.shuffle(
                    indices,
                    new MersenneTwister(
                            IntStream.concat(key, IntStream.of(more)).toArray()));
            return indices;
        };
    }

    /** {@return the number of inputs of a batch} */
    public final int batch() {
        return batchSize;
    }

    /** {@return the epoch and the number of its inputs that were given} */
    @Override
    public final DataPosition position() {
        return new DataPosition(epoch, offset);
    }

    /**
     * Goes to a position, to resume a training: the next batches are those that followed there.
     *
     * @param position of an iterator of the same inputs, order and seed; its batch size does not matter
     * @throws IllegalArgumentException if it is beyond the number of inputs
     */
    @Override
    public final void moveTo(DataPosition position) {
        position.requireWithin(inputs.size());
        startEpoch(position.epoch());
        offset = position.offset();
    }

    /** From now on each batch overwrites the one before. */
    void reuseArrays() {
        array.reuse();
    }

    final void nextEpoch() {
        startEpoch(Math.incrementExact(epoch));
    }

    private void startEpoch(int number) {
        epoch = number;
        offset = 0;
        indices = order.of(inputs.size(), number);
    }

    /** How many inputs of the epoch were not given yet. */
    final int left() {
        return indices.length - offset;
    }

    /**
     * The next inputs; where the epoch ends, the next one begins.
     *
     * @param taken receives which ones they are, and says by its length how many
     * @return FLOAT [n, inputShape...]
     */
    final INDArray take(int[] taken) {
        long[] shape = inputs.inputShape();
        int size = (int) ArrayUtil.prodLong(shape);
        int length = Math.multiplyExact(taken.length, size);
        float[] values = array.values(length);
        for (int i = 0; i < taken.length; i++) {
            if (left() == 0) {
                nextEpoch();
            }
            taken[i] = indices[offset];
            inputs.copyTo(taken[i], values, i * size);
            long seed = SeedMixer.mix(SeedMixer.mix(SeedMixer.mix(changeSeed) + epoch) + offset);
            change.change(values, i * size, shape, seed);
            offset++;
        }
        return array.of(BatchCheck.batchShape(taken.length, shape));
    }
}
