package org.mat4j.data.image;

import java.io.Serializable;
import java.util.Objects;
import org.mat4j.core.engine.program.SeedMixer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Collects images into the features of a batch. */
final class FeatureBatch implements Serializable {
    private static final long serialVersionUID = 1L;

    private final UnlabeledImages images;
    private final ImageAugmentation augmentation;
    private final long seed;

    // Reused, since the array of a batch copies them off the heap.
    private transient byte[] pixels;
    private transient float[] values;
    private transient long[] seeds;
    private transient int count;

    /**
     * @param seed of the augmentation
     * @throws IllegalArgumentException if the images do not fit the augmentation
     */
    FeatureBatch(UnlabeledImages images, ImageAugmentation augmentation, long seed) {
        this.images = Objects.requireNonNull(images, "images");
        this.augmentation = Objects.requireNonNull(augmentation, "augmentation");
        this.seed = seed;
        augmentation.requireShape(images.shape());
    }

    /** Starts a batch. */
    void start(int size) {
        if (seeds == null || seeds.length != size) {
            int length = Math.multiplyExact(size, images.shape().values());
            pixels = new byte[length];
            values = new float[length];
            seeds = new long[size];
        }
        count = 0;
    }

    /** Adds an image; where it comes in the epoch, whatever the size of the batches, determines its augmentation. */
    void add(int index, int epoch, int offset) {
        images.copyPixels(index, pixels, count * images.shape().values());
        seeds[count++] = SeedMixer.mix(SeedMixer.mix(SeedMixer.mix(seed) + epoch) + offset);
    }

    /** The batch, FLOAT [n, height, width, channels], in [0, 1]. */
    INDArray finish() {
        ImageShape shape = images.shape();
        for (int i = 0; i < pixels.length; i++) {
            values[i] = Byte.toUnsignedInt(pixels[i]) / 255f;
        }
        for (int i = 0; i < count; i++) {
            augmentation.augment(values, i * shape.values(), shape, seeds[i]);
        }
        long[] batchShape = {count, shape.height(), shape.width(), shape.channels()};
        return Nd4j.create(values, batchShape, DataType.FLOAT);
    }
}
