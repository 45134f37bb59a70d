package org.mat4j.layers.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.BatchNormalization;
import org.mat4j.layers.block.Bias;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.GlobalAveragePooling;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Sequential;

/**
 * Conv-Large (Miyato et al. 2017, appendix; Laine and Aila 2017), for small color images: with w filters,
 *
 * <pre>
 * 3x3, w      three times, 2x2 max pooling, dropout
 * 3x3, 2w     three times, 2x2 max pooling, dropout
 * 3x3, 4w     without padding
 * 1x1, 2w
 * 1x1, w
 * global average pooling: the latent, of size w
 * linear to the classes
 * </pre>
 *
 * <p>After each convolution, which has no bias, batch normalization and leaky ReLU of slope 0.1. With the default width of
 * 128, on 32 x 32 x 3 images, it has 3.1 million parameters.
 */
public final class ConvLarge extends BlockNetwork {

    /** Filters of the first stage, and size of the latent, by default. */
    public static final int DEFAULT_WIDTH = 128;

    /** Share of the elements dropped after each pooling by default. */
    public static final double DEFAULT_DROPOUT_RATE = 0.5;

    /** Two poolings leave this for the convolution without padding. */
    private static final int SMALLEST_IMAGE = 12;

    private ConvLarge(Builder b) {
        super("conv-large", b.task, b.width, body(b.width, b.dropoutRate));
    }

    /** The network of the paper for 32 x 32 color images in 10 classes. */
    public ConvLarge() {
        this(builder());
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static Block body(int width, double dropoutRate) {
        List<Block> blocks = new ArrayList<>();
        for (int filters : new int[] {width, 2 * width}) {
            for (int i = 0; i < 3; i++) {
                addConvolution(blocks, filters, 3, Padding.SAME);
            }
            blocks.add(new MaxPooling(2));
            blocks.add(new Dropout(dropoutRate));
        }
        addConvolution(blocks, 4 * width, 3, Padding.VALID);
        addConvolution(blocks, 2 * width, 1, Padding.VALID);
        addConvolution(blocks, width, 1, Padding.VALID);
        blocks.add(new GlobalAveragePooling());
        return Sequential.of(blocks);
    }

    private static void addConvolution(List<Block> blocks, int filters, int kernel, Padding padding) {
        // The normalization has a shift of its own.
        blocks.add(new Convolution(filters, kernel, padding, Bias.NO));
        blocks.add(new BatchNormalization());
        blocks.add(Activation.LEAKY_RELU);
    }

    /** Builds a {@link ConvLarge}. */
    public static final class Builder {

        private ImageTask task = ImageTask.CIFAR_10;
        private int width = DEFAULT_WIDTH;
        private double dropoutRate = DEFAULT_DROPOUT_RATE;

        private Builder() {}

        /** Size of the images, at least 12 x 12, and number of classes. */
        public Builder task(ImageTask value) {
            task = Objects.requireNonNull(value, "task");
            return this;
        }

        /** Filters of the first stage, which is also the size of the latent; at least 1. */
        public Builder width(int value) {
            width = value;
            return this;
        }

        /** Share of the elements dropped after each pooling, in [0, 1). */
        public Builder dropoutRate(double value) {
            dropoutRate = value;
            return this;
        }

        /**
         * Builds the network.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public ConvLarge build() {
            if (width < 1) {
                throw new IllegalArgumentException("width is " + width + "; expected at least 1 filter");
            }
            task.requireAtLeast(SMALLEST_IMAGE, "Conv-Large");
            return new ConvLarge(this);
        }
    }
}
