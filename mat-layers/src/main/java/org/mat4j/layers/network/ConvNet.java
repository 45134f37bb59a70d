package org.mat4j.layers.network;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.GlobalAveragePooling;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/**
 * A convolutional network for small color images, of the family of Miyato et al. (2017, appendix) with its members
 * Conv-Large and Conv-Small: stages, each of some 3x3 convolutions of its width, a 2x2 max pooling and dropout; then
 * the top, a 3x3 convolution without padding and 1x1 convolutions; global average pooling to the latent, whose size is
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
 *         .stages(List.of(32, 64, 128))
 *         .convolutionsPerStage(2)
 *         .top(List.of(128, 64))
 *         .activation(Activation.PRELU)
 *         .build();
 * }</pre>
 *
 * <p>{@link #convLarge} and {@link #convSmall} are changed likewise: {@code ConvNet.convLarge().withDropoutRate(0.2)}.
 *
 * <p>By default 32 x 32 x 3 images in 10 classes, three convolutions per stage, batch normalization, leaky ReLU of
 * slope 0.1, dropout of a half, and logits as they are. The passes of one update over the same batch share the masks of
 * dropout, and each update draws new ones, see {@link org.mat4j.core.network.Pass#dropout}.
 *
 * @param name for files and logs; not blank
 * @param input size of the images and number of classes
 * @param stages filters of each stage, one stage or more; each halves height and width, and 3 x 3 pixels must be left
 * @param convolutionsPerStage 3x3 convolutions in each stage, at least 1
 * @param top filters of the convolutions after the stages, one or more; the first is 3x3, the last gives the latent
 * @param dropoutRate share of the elements dropped after each pooling, in [0, 1)
 * @param normalization between a convolution and its activation
 * @param activation of the convolutions
 * @param latentRange where the latents may lie
 * @param logitNormalization after the logits
 * @param weightInitialization how the weights of all linear layers start
 */
@RecordBuilder
public record ConvNet(
        String name,
        ImageInput input,
        List<Integer> stages,
        int convolutionsPerStage,
        List<Integer> top,
        double dropoutRate,
        Normalization normalization,
        Activation activation,
        LatentRange latentRange,
        Normalization logitNormalization,
        WeightInitialization weightInitialization)
        implements ReadyNetwork, ConvNetBuilder.With {

    /** Filters of the first stage of Conv-Large, and size of its latent. */
    public static final int CONV_LARGE_WIDTH = 128;

    /** Filters of the first stage of Conv-Small on CIFAR-10; its latent has twice the size. */
    public static final int CONV_SMALL_WIDTH = 96;

    /** Filters of the first stage of Conv-Small on SVHN; its latent has twice the size. */
    public static final int CONV_SMALL_WIDTH_SVHN = 64;

    private static final int KERNEL = 3;

    public ConvNet {
        Checks.require(!name.isBlank(), "name", "'" + name + "'", "some text");
        stages = LayerStack.checkedSizes("list of stage widths", stages);
        Checks.require(convolutionsPerStage >= 1, "convolutions per stage", convolutionsPerStage, "at least 1");
        top = LayerStack.checkedSizes("list of top widths", top);
        Dropout.requireRate(dropoutRate);
        input.requirePoolings(stages.size(), KERNEL, name);
        LayerStack.requireChoices(normalization, activation, latentRange, logitNormalization, weightInitialization);
    }

    /** Starts from the defaults, without stages and top. */
    public static ConvNetBuilder builder() {
        return ConvNetBuilder.builder()
                .name("conv-net")
                .input(ImageInput.CIFAR_10)
                .stages(List.of())
                .convolutionsPerStage(3)
                .top(List.of())
                .dropoutRate(0.5)
                .normalization(Normalization.BATCH)
                .activation(Activation.LEAKY_RELU)
                .latentRange(LatentRange.unlimited())
                .logitNormalization(Normalization.NONE)
                .weightInitialization(WeightInitialization.DEFAULT);
    }

    /** Conv-Large (Miyato et al. 2017; Laine and Aila 2017): 3.1 million parameters. */
    public static ConvNet convLarge() {
        return convLarge(CONV_LARGE_WIDTH);
    }

    /** Conv-Large of another width: filters of the first stage and size of the latent, at least 1. */
    public static ConvNet convLarge(int width) {
        LayerStack.requireWidth(width);
        return published("conv-large", width, 4 * width, 2 * width, width);
    }

    /** Conv-Small as for CIFAR-10 (Miyato et al. 2017; Salimans et al. 2016): 1.4 million parameters. */
    public static ConvNet convSmall() {
        return convSmall(CONV_SMALL_WIDTH);
    }

    /** Conv-Small of another width, such as {@link #CONV_SMALL_WIDTH_SVHN}: filters of the first stage, at least 1. */
    public static ConvNet convSmall(int width) {
        LayerStack.requireWidth(width);
        return published("conv-small", width, 2 * width, 2 * width, 2 * width);
    }

    private static ConvNet published(String name, int width, Integer... top) {
        return builder()
                .name(name)
                .stages(List.of(width, 2 * width))
                .top(List.of(top))
                .build();
    }

    @Override
    public int latentSize() {
        return top.get(top.size() - 1);
    }

    /** A copy with another size of the latent: filters of the last convolution. */
    public ConvNet withLatentSize(int size) {
        return withTop(LayerStack.withLast(top, size));
    }

    @Override
    public BlockNetwork blocks() {
        LayerStack layers = new LayerStack(this);
        for (int filters : stages) {
            for (int i = 0; i < convolutionsPerStage; i++) {
                layers.addConvolution(filters, KERNEL, Padding.SAME);
            }
            layers.add(new MaxPooling(2));
            layers.add(new Dropout(dropoutRate));
        }
        for (int i = 0; i < top.size(); i++) {
            layers.addConvolution(top.get(i), i == 0 ? KERNEL : 1, Padding.VALID);
        }
        layers.add(new GlobalAveragePooling());
        return layers.toNetwork(Map.of(
                "stages", stages.toString(), "top", top.toString(), "dropout rate", Double.toString(dropoutRate)));
    }
}
