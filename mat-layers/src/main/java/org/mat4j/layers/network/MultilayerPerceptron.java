package org.mat4j.layers.network;

import java.util.Arrays;
import java.util.Map;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.Normalization;

/**
 * Fully connected layers, each with batch normalization and ReLU; the last of them is the latent; then linear to the
 * classes. By default 1200-600-300-150, which trains cheaply on a CPU.
 *
 * <p>Shallower, with biases in place of normalizations:
 *
 * <pre>{@code
 * MultilayerPerceptron network = MultilayerPerceptron.builder()
 *         .sizes(500, 32)
 *         .activation(Activation.LEAKY_RELU)
 *         .normalization(Normalization.NONE)
 *         .build();
 * }</pre>
 */
public final class MultilayerPerceptron extends BlockNetwork {

    /** Sizes of the layers by default; the last one is the latent. */
    private static final int[] DEFAULT_SIZES = {1200, 600, 300, 150};

    private MultilayerPerceptron(Builder b) {
        super("mlp", b, b.sizes[b.sizes.length - 1], body(b));
    }

    /** The default sizes, for 28 x 28 gray images in 10 classes. */
    public MultilayerPerceptron() {
        this(builder());
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static Block body(Builder b) {
        LayerStack layers = b.layers();
        layers.add(new Flatten());
        for (int size : b.sizes) {
            layers.addDense(size);
        }
        return layers.toBlock();
    }

    /** Builds a {@link MultilayerPerceptron}. */
    public static final class Builder extends NetworkBuilder<Builder> {

        private int[] sizes = DEFAULT_SIZES;

        private Builder() {
            super(ImageTask.MNIST, Normalization.BATCH, Activation.RELU);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, String> settings() {
            return settings(Map.of("sizes", Arrays.toString(sizes)));
        }

        /** Sizes of the layers from the input on, at least one; the last one is the latent. */
        public Builder sizes(int... values) {
            sizes = values.clone();
            return this;
        }

        /** Size of the last hidden layer, the latent. */
        public Builder latentSize(int value) {
            sizes = withLast(sizes, value);
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

        @Override
        public MultilayerPerceptron build() {
            requireSizes("layer sizes", sizes);
            return new MultilayerPerceptron(this);
        }
    }
}
