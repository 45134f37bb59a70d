package org.mat4j.layers.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.BatchNormalization;
import org.mat4j.layers.block.Bias;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.Sequential;

/**
 * Fully connected layers, each with batch normalization and ReLU; the last of them is the latent; then linear to the
 * classes. By default 1200-600-300-150, which trains cheaply on a CPU.
 */
public final class MultilayerPerceptron extends BlockNetwork {

    /** Sizes of the layers by default; the last one is the latent. */
    private static final int[] DEFAULT_SIZES = {1200, 600, 300, 150};

    private MultilayerPerceptron(Builder b) {
        super("mlp", b.task, b.sizes[b.sizes.length - 1], body(b.sizes));
    }

    /** The default sizes, for 28 x 28 gray images in 10 classes. */
    public MultilayerPerceptron() {
        this(builder());
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static Block body(int[] sizes) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Flatten());
        for (int size : sizes) {
            // The normalization has a shift of its own.
            blocks.add(new Dense(size, Bias.NO));
            blocks.add(new BatchNormalization());
            blocks.add(Activation.RELU);
        }
        return Sequential.of(blocks);
    }

    /** Builds a {@link MultilayerPerceptron}. */
    public static final class Builder {

        private ImageTask task = ImageTask.MNIST;
        private int[] sizes = DEFAULT_SIZES;

        private Builder() {}

        /** Size of the images and number of classes. */
        public Builder task(ImageTask value) {
            task = Objects.requireNonNull(value, "task");
            return this;
        }

        /** Sizes of the layers from the input on, at least one; the last one is the latent. */
        public Builder sizes(int... values) {
            sizes = values.clone();
            return this;
        }

        /** Size of the last hidden layer, the latent. */
        public Builder latentSize(int value) {
            int[] changed = sizes.length == 0 ? new int[1] : sizes.clone();
            changed[changed.length - 1] = value;
            sizes = changed;
            return this;
        }

        /** Size of the first layer; the following ones, up to the latent, have half of the one before. */
        public Builder width(int value) {
            int[] changed = sizes.clone();
            for (int i = 0; i < changed.length - 1; i++) {
                // A first size below 1 stays as it is, for build() to refuse.
                changed[i] = i == 0 ? value : Math.max(1, value >> i);
            }
            sizes = changed;
            return this;
        }

        /**
         * Builds the network.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public MultilayerPerceptron build() {
            if (sizes.length == 0 || Arrays.stream(sizes).anyMatch(s -> s < 1)) {
                throw new IllegalArgumentException(
                        "layer sizes are " + Arrays.toString(sizes) + "; expected one or more, each at least 1");
            }
            return new MultilayerPerceptron(this);
        }
    }
}
