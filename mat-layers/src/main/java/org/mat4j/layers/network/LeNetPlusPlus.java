package org.mat4j.layers.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Sequential;

/**
 * LeNet++ (Wen et al. 2016): three stages of two 5x5 convolutions with w, 2w and 4w filters, each convolution followed
 * by a PReLU and each stage by a 2x2 max pooling; fully connected to the latent, PReLU; linear to the classes.
 *
 * <p>With the default width of 32 and latent of size 2 it has 0.8 million parameters, and its latent can be drawn.
 */
public final class LeNetPlusPlus extends BlockNetwork {

    /** Filters of the first stage by default. */
    public static final int DEFAULT_WIDTH = 32;

    /** Size of the latent by default: it can be plotted. */
    public static final int DEFAULT_LATENT_SIZE = 2;

    private static final int KERNEL = 5;
    private static final int STAGES = 3;

    private LeNetPlusPlus(Builder b) {
        super("lenet++", b.task, b.latentSize, body(b.width, b.latentSize));
    }

    /** The network of the paper for 28 x 28 gray images in 10 classes. */
    public LeNetPlusPlus() {
        this(builder());
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static Block body(int width, int latentSize) {
        List<Block> blocks = new ArrayList<>();
        for (int stage = 0; stage < STAGES; stage++) {
            int filters = width << stage;
            for (int i = 0; i < 2; i++) {
                blocks.add(Convolution.same(filters, KERNEL));
                blocks.add(Activation.PRELU);
            }
            blocks.add(new MaxPooling(2));
        }
        blocks.add(new Flatten());
        blocks.add(Dense.of(latentSize));
        blocks.add(Activation.PRELU);
        return Sequential.of(blocks);
    }

    /** Builds a {@link LeNetPlusPlus}. */
    public static final class Builder {

        private ImageTask task = ImageTask.MNIST;
        private int width = DEFAULT_WIDTH;
        private int latentSize = DEFAULT_LATENT_SIZE;

        private Builder() {}

        /** Size of the images and number of classes. */
        public Builder task(ImageTask value) {
            task = Objects.requireNonNull(value, "task");
            return this;
        }

        /** Filters of the first stage, at least 1. */
        public Builder width(int value) {
            width = value;
            return this;
        }

        /** Size D of the latent, at least 1. */
        public Builder latentSize(int value) {
            latentSize = value;
            return this;
        }

        /**
         * Builds the network.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public LeNetPlusPlus build() {
            if (width < 1) {
                throw new IllegalArgumentException("width is " + width + "; expected at least 1 filter");
            }
            if (latentSize < 1) {
                throw new IllegalArgumentException("latent size is " + latentSize + "; expected at least 1");
            }
            task.requireAtLeast(1 << STAGES, "LeNet++");
            return new LeNetPlusPlus(this);
        }
    }
}
