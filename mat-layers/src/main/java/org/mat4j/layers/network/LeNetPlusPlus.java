package org.mat4j.layers.network;

import java.util.Map;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Normalization;

/**
 * LeNet++ (Wen et al. 2016): three stages of two 5x5 convolutions with w, 2w and 4w filters, each convolution followed
 * by a PReLU and each stage by a 2x2 max pooling; fully connected to the latent, PReLU; linear to the classes.
 *
 * <p>With the default width of 32 and latent of size 2 it has 0.8 million parameters, and its latent can be drawn. A
 * {@link Builder#normalization normalization}, by default none, follows the convolutions and not the latent: one of two
 * dimensions that is normalized does not hold ten classes apart.
 *
 * <p>Deeper, with a larger latent and with batch normalization:
 *
 * <pre>{@code
 * LeNetPlusPlus network = LeNetPlusPlus.builder()
 *         .width(16)
 *         .convolutionsPerStage(3)
 *         .latentSize(32)
 *         .normalization(Normalization.BATCH)
 *         .build();
 * }</pre>
 */
public final class LeNetPlusPlus extends BlockNetwork {

    /** Filters of the first stage by default. */
    public static final int DEFAULT_WIDTH = 32;

    /** Size of the latent by default: it can be plotted. */
    public static final int DEFAULT_LATENT_SIZE = 2;

    private static final int KERNEL = 5;
    private static final int POOLING = 2;

    private LeNetPlusPlus(Builder b) {
        super("lenet++", b, b.latentSize, body(b));
    }

    /** The network of the paper for 28 x 28 gray images in 10 classes. */
    public LeNetPlusPlus() {
        this(builder());
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private static Block body(Builder b) {
        LayerStack layers = b.layers();
        for (int stage = 0; stage < b.stages; stage++) {
            for (int i = 0; i < b.convolutionsPerStage; i++) {
                layers.addConvolution(b.width << stage, KERNEL, Padding.SAME);
            }
            layers.add(new MaxPooling(POOLING));
        }
        layers.add(new Flatten());
        layers.add(b.latent(b.latentSize));
        layers.add(b.activation());
        return layers.toBlock();
    }

    /** Builds a {@link LeNetPlusPlus}. */
    public static final class Builder extends NetworkBuilder<Builder> {

        private int width = DEFAULT_WIDTH;
        private int stages = 3;
        private int convolutionsPerStage = 2;
        private int latentSize = DEFAULT_LATENT_SIZE;

        private Builder() {
            super(ImageTask.MNIST, Normalization.NONE, Activation.PRELU);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, String> settings() {
            return settings(Map.of("width", Integer.toString(width)));
        }

        /** Filters of the first stage, at least 1; each further stage has twice those of the one before. */
        public Builder width(int value) {
            width = value;
            return this;
        }

        /** Number of stages, at least 1; each halves height and width, and a pixel must be left. */
        public Builder stages(int value) {
            stages = value;
            return this;
        }

        /** 5x5 convolutions in each stage, at least 1. */
        public Builder convolutionsPerStage(int value) {
            convolutionsPerStage = value;
            return this;
        }

        /** Size D of the latent, at least 1. */
        public Builder latentSize(int value) {
            latentSize = value;
            return this;
        }

        @Override
        public LeNetPlusPlus build() {
            requireWidth(width);
            requirePositive("stages", stages);
            requirePositive("convolutions per stage", convolutionsPerStage);
            requirePositive("latent size", latentSize);
            task().requirePoolings(stages, 1, "LeNet++");
            return new LeNetPlusPlus(this);
        }
    }
}
