package org.mat4j.data.image;

import java.io.Serializable;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Images epoch after epoch, augmented and gathered into batches. An image's augmentation depends on the seed, the epoch
 * and its place in the epoch, not on the size of the batches.
 */
abstract class ImageStream implements Resumable, Serializable {
    private static final long serialVersionUID = 1L;

    /** The order of an epoch's images: a permutation of 0 to size - 1. */
    interface EpochOrder extends Serializable {
        int[] of(int size, int epoch);
    }

    private final UnlabeledImages images;
    private final ImageAugmentation augmentation;
    private final long augmentationSeed;
    private final EpochOrder order;
    private final int batchSize;

    private int epoch;
    private int offset;
    private int[] indices;

    // Reused, since the array of a batch copies them off the heap.
    private transient byte[] image;
    private transient float[] values;

    /** @throws IllegalArgumentException if the batch size is below 1, or the images do not fit the augmentation */
    ImageStream(
            UnlabeledImages images,
            int batchSize,
            ImageAugmentation augmentation,
            long augmentationSeed,
            EpochOrder order) {
        this.images = images;
        this.batchSize = (int) Checks.atLeast(1, "batchSize", batchSize);
        this.augmentation = Objects.requireNonNull(augmentation, "augmentation");
        this.augmentationSeed = augmentationSeed;
        this.order = order;
        augmentation.requireShape(images.shape());
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

    /** {@return the number of images of a batch} */
    public final int batch() {
        return batchSize;
    }

    /** {@return the epoch and the number of its images that were given} */
    @Override
    public final DataPosition position() {
        return new DataPosition(epoch, offset);
    }

    /**
     * Goes to a position, to resume a training: the next batches are those that followed there.
     *
     * @param position of an iterator of the same images, order and seed; its batch size does not matter
     * @throws IllegalArgumentException if it is beyond the number of images
     */
    @Override
    public final void moveTo(DataPosition position) {
        position.requireWithin(images.size());
        startEpoch(position.epoch());
        offset = position.offset();
    }

    final void nextEpoch() {
        startEpoch(Math.incrementExact(epoch));
    }

    private void startEpoch(int number) {
        epoch = number;
        offset = 0;
        indices = order.of(images.size(), number);
    }

    /** How many images of the epoch were not given yet. */
    final int left() {
        return indices.length - offset;
    }

    /**
     * The next images; where the epoch ends, the next one begins.
     *
     * @param taken receives which ones they are, and says by its length how many
     * @return FLOAT [n, height, width, channels] in [0, 1]
     */
    final INDArray take(int[] taken) {
        ImageShape shape = images.shape();
        int length = Math.multiplyExact(taken.length, shape.values());
        if (values == null || values.length != length) {
            image = new byte[shape.values()];
            values = new float[length];
        }
        for (int i = 0; i < taken.length; i++) {
            if (left() == 0) {
                nextEpoch();
            }
            taken[i] = indices[offset];
            images.copyPixels(taken[i], image, 0);
            int start = i * image.length;
            for (int v = 0; v < image.length; v++) {
                values[start + v] = Byte.toUnsignedInt(image[v]) / 255f;
            }
            long seed = SeedMixer.mix(SeedMixer.mix(SeedMixer.mix(augmentationSeed) + epoch) + offset);
            augmentation.augment(values, start, shape, seed);
            offset++;
        }
        long[] batchShape = {taken.length, shape.height(), shape.width(), shape.channels()};
        return Nd4j.create(values, batchShape, DataType.FLOAT);
    }
}
