package org.mat4j.layers.network;

import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.network.Features;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * LeNet++ (Wen et al. 2016): three stages of two 5x5 convolutions with w, 2w and 4w filters, each convolution followed
 * by a PReLU and each stage by a 2x2 max pooling; fully connected to the latent, PReLU; linear to the classes.
 *
 * <p>With the default width of 32 and latent of size 2 it has 0.8 million parameters, and its latent can be drawn.
 */
public final class LeNetPlusPlus implements Network {

    /** Filters of the first stage by default. */
    public static final int DEFAULT_WIDTH = 32;

    /** Size of the latent by default: it can be plotted. */
    public static final int DEFAULT_LATENT_SIZE = 2;

    private static final int KERNEL = 5;
    private static final int STAGES = 3;

    private final ImageTask task;
    private final int width;
    private final int latentSize;
    private final Block body;
    private final Block head;

    private LeNetPlusPlus(Builder b) {
        task = b.task;
        width = b.width;
        latentSize = b.latentSize;
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
        body = Sequential.of(blocks);
        head = Dense.of(task.classCount());
    }

    /** The network of the paper for 28 x 28 gray images in 10 classes. */
    public LeNetPlusPlus() {
        this(builder());
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public long[] inputShape() {
        return task.inputShape();
    }

    @Override
    public int latentSize() {
        return latentSize;
    }

    @Override
    public int classCount() {
        return task.classCount();
    }

    @Override
    public String name() {
        return "lenet++";
    }

    /** Filters of the first stage. */
    public int width() {
        return width;
    }

    @Override
    public Features build(Pass pass, SDVariable input) {
        Tensor latent = body.apply(pass, "body", new Tensor(input, inputShape()));
        return new Features(latent.value(), head.apply(pass, "head", latent).value());
    }

    /** Builds a {@link LeNetPlusPlus}. */
    public static final class Builder {

        private ImageTask task = ImageTask.MNIST;
        private int width = DEFAULT_WIDTH;
        private int latentSize = DEFAULT_LATENT_SIZE;

        private Builder() {}

        /** Size of the images and number of classes. */
        public Builder task(ImageTask value) {
            task = java.util.Objects.requireNonNull(value, "task");
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
