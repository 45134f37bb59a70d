package org.mat4j.layers.network;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.GlobalAveragePooling;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Residual;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.block.WeightInitialization;

/**
 * A residual network for small images with its members WideResNet and ResNet-18: a 3x3 convolution, the stem; stages of
 * {@linkplain Residual residual blocks} of two 3x3 convolutions each, of which every stage but the first halves height and
 * width, rounded up; global average pooling to the latent, whose size is the width of the last stage; linear to the classes.
 * Where a block changes the number of channels or the size, a 1x1 convolution is its shortcut.
 *
 * <pre>
 *          wideResNet(d, k)              resNet18()
 * stem     16                            64
 * stages   16k, 32k, 64k                 64, 128, 256, 512
 * blocks   (d - 4) / 6 per stage         2 per stage
 * order    PRE_ACTIVATION                POST_ACTIVATION
 *          leaky ReLU of slope 0.1       ReLU
 * </pre>
 *
 * <p>By default 32 x 32 x 3 images in 10 classes, batch normalization, no dropout, and logits as they are. Convolutions of stride 2 pad as TensorFlow's, see {@link Convolution}.
 *
 * @param name for files and logs; not blank
 * @param input size of the images and number of classes
 * @param order of convolutions, normalizations and activations
 * @param stem filters of the first convolution, at least 1
 * @param stages filters of each stage, one stage or more
 * @param blocksPerStage residual blocks in each stage, at least 1
 * @param dropoutRate share of the elements dropped before the second convolution of each block, in [0, 1)
 * @param normalization of the convolutions' inputs or outputs, see {@link Order}
 * @param activation after each normalization
 * @param latentRange where the latents may lie
 * @param logitNormalization after the logits
 * @param weightInitialization how the weights of all linear layers start
 */
@RecordBuilder
public record ResNet(
        String name,
        ImageInput input,
        Order order,
        int stem,
        List<Integer> stages,
        int blocksPerStage,
        double dropoutRate,
        Normalization normalization,
        Activation activation,
        LatentRange latentRange,
        Normalization logitNormalization,
        WeightInitialization weightInitialization)
        implements ReadyNetwork, ResNetBuilder.With {

    /** Where a block has its normalizations and activations. */
    public enum Order {
        /**
         * Before each convolution (He et al. 2016, "Identity mappings"), the first ones before the shortcut too where it is a
         * convolution; and once more after all blocks.
         */
        PRE_ACTIVATION,
        /**
         * After each convolution, the shortcut's and the stem's too, but the last activation after the sum (He et al. 2016,
         * "Deep residual learning").
         */
        POST_ACTIVATION
    }

    /** Filters of the first stage of ResNet-18. */
    public static final int RESNET_18_WIDTH = 64;

    private static final int WIDE_STEM = 16;
    private static final int KERNEL = 3;

    public ResNet {
        Checks.require(!name.isBlank(), "name", "'" + name + "'", "some text");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(order, "order");
        Checks.require(stem >= 1, "filters of the stem", stem, "at least 1");
        stages = LayerStack.checkedSizes("list of stage widths", stages);
        Checks.require(blocksPerStage >= 1, "blocks per stage", blocksPerStage, "at least 1");
        Dropout.requireRate(dropoutRate);
        LayerStack.requireChoices(normalization, activation, latentRange, logitNormalization, weightInitialization);
    }

    /** WRN-28-2, as in comparisons of semi-supervised methods (Oliver et al. 2018): 1.5 million parameters. */
    public static ResNet wideResNet() {
        return wideResNet(28, 2);
    }

    /**
     * WRN-depth-factor (Zagoruyko and Komodakis 2016), with the leaky ReLU of Oliver et al. in place of ReLU.
     *
     * @param depth 6 n + 4 for n blocks per stage, at least 10
     * @param factor by which the stages are wider than 16, 32 and 64 filters, at least 1
     */
    public static ResNet wideResNet(int depth, int factor) {
        Checks.require(depth >= 10 && depth % 6 == 4, "depth", depth, "6 n + 4 for n blocks per stage, such as 28");
        Checks.require(
                factor >= 1 && factor <= LayerStack.LARGEST_WIDTH / WIDE_STEM,
                "widening factor",
                factor,
                "1 to " + LayerStack.LARGEST_WIDTH / WIDE_STEM);
        return published("wrn", Order.PRE_ACTIVATION, WIDE_STEM, doubled(WIDE_STEM * factor, 3), (depth - 4) / 6)
                .withActivation(Activation.LEAKY_RELU);
    }

    /** ResNet-18 for small images, with a stem of 3x3 and no pooling after it: 11.2 million parameters. */
    public static ResNet resNet18() {
        return resNet18(RESNET_18_WIDTH);
    }

    /** ResNet-18 of another width: filters of the stem and of the first stage, at least 1. */
    public static ResNet resNet18(int width) {
        LayerStack.requireWidth(width);
        return published("resnet18", Order.POST_ACTIVATION, width, doubled(width, 4), 2);
    }

    private static ResNet published(String name, Order order, int stem, List<Integer> stages, int blocksPerStage) {
        return new ResNet(
                name,
                ImageInput.CIFAR_10,
                order,
                stem,
                stages,
                blocksPerStage,
                0,
                Normalization.BATCH,
                Activation.RELU,
                LatentRange.unlimited(),
                Normalization.NONE,
                WeightInitialization.DEFAULT);
    }

    private static List<Integer> doubled(int width, int stages) {
        return IntStream.range(0, stages).mapToObj(i -> width << i).toList();
    }

    @Override
    public int latentSize() {
        return stages.get(stages.size() - 1);
    }

    /** A copy with another size of the latent: filters of the last stage. */
    public ResNet withLatentSize(int size) {
        return withStages(LayerStack.withLast(stages, size));
    }

    /** A copy with other stages: filters of the first one, and twice as many in each further one; the stem stays. */
    public ResNet withWidth(int width) {
        return withStages(doubled(width, stages.size()));
    }

    @Override
    public BlockNetwork blocks() {
        LayerStack layers = new LayerStack(this);
        layers.add(convolution(stem, KERNEL, 1));
        if (order == Order.POST_ACTIVATION) {
            layers.add(activated());
        }
        int channels = stem;
        for (int i = 0; i < stages.size(); i++) {
            for (int j = 0; j < blocksPerStage; j++) {
                layers.add(block(channels, stages.get(i), i > 0 && j == 0 ? 2 : 1));
                channels = stages.get(i);
            }
        }
        if (order == Order.PRE_ACTIVATION) {
            layers.add(activated());
        }
        layers.add(new GlobalAveragePooling());
        return layers.toNetwork(Map.of(
                "order", order.name(),
                "stem", Integer.toString(stem),
                "stages", stages.toString(),
                "blocks per stage", Integer.toString(blocksPerStage),
                "dropout rate", Double.toString(dropoutRate)));
    }

    private Block block(int channels, int filters, int stride) {
        boolean projected = channels != filters || stride != 1;
        Convolution first = convolution(filters, KERNEL, stride);
        Convolution second = convolution(filters, KERNEL, 1);
        Convolution shortcut = convolution(filters, 1, stride);
        Block between = Sequential.of(activated(), new Dropout(dropoutRate));
        if (order == Order.POST_ACTIVATION) {
            Block branch = Sequential.of(first, between, second, normalization);
            return Sequential.of(
                    projected ? new Residual(branch, Sequential.of(shortcut, normalization)) : Residual.of(branch),
                    activation);
        }
        return projected
                ? Sequential.of(activated(), new Residual(Sequential.of(first, between, second), shortcut))
                : Residual.of(Sequential.of(activated(), first, between, second));
    }

    /** A normalization, if there is one, and the activation. */
    private Block activated() {
        List<Block> blocks = new ArrayList<>();
        if (normalization != Normalization.NONE) {
            blocks.add(normalization);
        }
        blocks.add(activation);
        return new Sequential(blocks);
    }

    private Convolution convolution(int filters, int kernel, int stride) {
        return new Convolution(
                filters, kernel, stride, 1, Padding.SAME, normalization.biasBefore(), weightInitialization);
    }
}
