package org.mat4j.layers.network;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.GlobalAveragePooling;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Normalization;

/**
 * A convolutional network for small color images, of the family of Miyato et al. (2017, appendix) with its members
 * Conv-Large and Conv-Small: stages, each of some 3x3 convolutions of its width, a 2x2 max pooling and dropout; then the
 * top, a 3x3 convolution without padding and 1x1 convolutions; global average pooling to the latent, whose size is
 * the width of the last of them; linear to the classes. After each convolution come a normalization and an activation.
 *
 * <pre>
 *          convLarge(w)                 convSmall(w)
 * stage    3x3, w      three times      3x3, w      three times
 * stage    3x3, 2w     three times      3x3, 2w     three times
 * top      3x3, 4w     no padding       3x3, 2w     no padding
 *          1x1, 2w                      1x1, 2w
 *          1x1, w                       1x1, 2w
 * latent   w                            2w
 * </pre>
 *
 * <p>Depth, widths and the rest are changed one by one, here to three narrow stages of two convolutions with PReLU:
 *
 * <pre>{@code
 * ConvNet network = ConvNet.builder()
 *         .stages(32, 64, 128)
 *         .convolutionsPerStage(2)
 *         .top(128, 64)
 *         .activation(Activation.PRELU)
 *         .build();
 * }</pre>
 *
 * <p>{@link #convLarge} and {@link #convSmall} are builders too, and can be changed likewise.
 *
 * <p>By default 32 x 32 x 3 images in 10 classes, three convolutions a stage, batch normalization, leaky ReLU of slope
 * 0.1, dropout of a half, and logits as they are. The masks of dropout are shared by the passes of one update over the
 * same batch, and drawn anew for each update, see {@link org.mat4j.core.network.Pass#dropout}.
 */
public final class ConvNet extends BlockNetwork {

    /** Filters of the first stage of Conv-Large, and size of its latent. */
    public static final int CONV_LARGE_WIDTH = 128;

    /** Filters of the first stage of Conv-Small on CIFAR-10; its latent has twice the size. */
    public static final int CONV_SMALL_WIDTH = 96;

    /** Filters of the first stage of Conv-Small on SVHN; its latent has twice the size. */
    public static final int CONV_SMALL_WIDTH_SVHN = 64;

    private static final int KERNEL = 3;
    private static final int POOLING = 2;

    private ConvNet(Builder b) {
        super(b.name, b, b.top[b.top.length - 1], body(b));
    }

    /** Starts from the defaults, without stages and top. */
    public static Builder builder() {
        return new Builder();
    }

    /** Conv-Large (Miyato et al. 2017; Laine and Aila 2017): 3.1 million parameters. */
    public static Builder convLarge() {
        return convLarge(CONV_LARGE_WIDTH);
    }

    /**
     * Conv-Large made narrower or wider.
     *
     * @param width filters of the first stage and size of the latent, at least 1
     * @throws IllegalArgumentException if the width is out of range
     */
    public static Builder convLarge(int width) {
        NetworkBuilder.requireWidth(width);
        return builder().name("conv-large").stages(width, 2 * width).top(4 * width, 2 * width, width);
    }

    /** Conv-Small as for CIFAR-10 (Miyato et al. 2017; Salimans et al. 2016): 1.4 million parameters. */
    public static Builder convSmall() {
        return convSmall(CONV_SMALL_WIDTH);
    }

    /**
     * Conv-Small of another width, such as {@link #CONV_SMALL_WIDTH_SVHN}.
     *
     * @param width filters of the first stage and half the size of the latent, at least 1
     * @throws IllegalArgumentException if the width is out of range
     */
    public static Builder convSmall(int width) {
        NetworkBuilder.requireWidth(width);
        return builder().name("conv-small").stages(width, 2 * width).top(2 * width, 2 * width, 2 * width);
    }

    private static Block body(Builder b) {
        LayerStack layers = b.layers();
        for (int filters : b.stages) {
            for (int i = 0; i < b.convolutionsPerStage; i++) {
                layers.addConvolution(filters, KERNEL, Padding.SAME);
            }
            layers.add(new MaxPooling(POOLING));
            layers.add(new Dropout(b.dropoutRate));
        }
        for (int i = 0; i < b.top.length; i++) {
            layers.addConvolution(b.top[i], i == 0 ? KERNEL : 1, Padding.VALID);
        }
        layers.add(new GlobalAveragePooling());
        return layers.toBlock();
    }

    /** Builds a {@link ConvNet}. */
    public static final class Builder extends NetworkBuilder<Builder> {

        private String name = "conv-net";
        private int[] stages = {};
        private int convolutionsPerStage = 3;
        private int[] top = {};
        private double dropoutRate = 0.5;

        private Builder() {
            super(ImageTask.CIFAR_10, Normalization.BATCH, Activation.LEAKY_RELU);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, String> settings() {
            return settings(Map.of(
                    "stages", Arrays.toString(stages),
                    "top", Arrays.toString(top),
                    "dropout rate", Double.toString(dropoutRate)));
        }

        /** For files and logs; not blank. */
        public Builder name(String value) {
            name = Objects.requireNonNull(value, "name");
            return this;
        }

        /** Filters of each stage, one stage or more; each halves height and width, and 3 x 3 pixels must be left. */
        public Builder stages(int... widths) {
            stages = widths.clone();
            return this;
        }

        /** 3x3 convolutions in each stage, at least 1. */
        public Builder convolutionsPerStage(int value) {
            convolutionsPerStage = value;
            return this;
        }

        /** Filters of the convolutions after the stages, one or more; the first is 3x3, the last gives the latent. */
        public Builder top(int... widths) {
            top = widths.clone();
            return this;
        }

        /** Size D of the latent, at least 1: filters of the last convolution. */
        public Builder latentSize(int value) {
            top = withLast(top, value);
            return this;
        }

        /** Share of the elements dropped after each pooling, in [0, 1). */
        public Builder dropoutRate(double value) {
            dropoutRate = value;
            return this;
        }

        @Override
        public ConvNet build() {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name is '" + name + "'; expected some text");
            }
            requireSizes("widths of the stages", stages);
            requirePositive("convolutions per stage", convolutionsPerStage);
            requireSizes("widths of the top", top);
            task().requirePoolings(stages.length, KERNEL, name);
            return new ConvNet(this);
        }
    }
}
