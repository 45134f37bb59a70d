package org.mat4j.layers.network;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/**
 * LeNet++ (Wen et al. 2016): three stages of two 5x5 convolutions with w, 2w and 4w filters, each convolution followed
 * by a PReLU and each stage by a 2x2 max pooling; fully connected to the latent, PReLU; linear to the classes. No
 * dropout by default.
 *
 * <p>With the default width of 32 and latent of size 2 it has 0.8 million parameters, and its latent can be drawn. A
 * normalization, by default none, follows the convolutions and not the latent: one of two dimensions that is normalized
 * does not hold ten classes apart.
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
 *
 * @param input size of the images and number of classes
 * @param width filters of the first stage, at least 1; each further stage has twice those of the one before
 * @param stages number of stages, at least 1; each halves height and width, and a pixel must be left
 * @param convolutionsPerStage 5x5 convolutions in each stage, at least 1
 * @param latentSize D, at least 1
 * @param dropoutRate share of the elements dropped before the layer of the latent, in [0, 1)
 * @param normalization between a convolution and its activation
 * @param activation of the convolutions and of the latent
 * @param latentRange where the latents may lie
 * @param logitNormalization after the logits
 * @param weightInitialization how the weights of all linear layers start
 */
@RecordBuilder
public record LeNetPlusPlus(
        ImageInput input,
        int width,
        int stages,
        int convolutionsPerStage,
        int latentSize,
        double dropoutRate,
        Normalization normalization,
        Activation activation,
        LatentRange latentRange,
        Normalization logitNormalization,
        WeightInitialization weightInitialization)
        implements ReadyNetwork, LeNetPlusPlusBuilder.With {

    /** Filters of the first stage by default. */
    public static final int DEFAULT_WIDTH = 32;

    /** Size of the latent by default: it can be plotted. */
    public static final int DEFAULT_LATENT_SIZE = 2;

    public LeNetPlusPlus {
        LayerStack.requireWidth(width);
        Checks.require(stages >= 1, "number of stages", stages, "at least 1");
        Checks.require(convolutionsPerStage >= 1, "convolutions per stage", convolutionsPerStage, "at least 1");
        Checks.require(latentSize >= 1, "latent size", latentSize, "at least 1");
        Dropout.requireRate(dropoutRate);
        input.requirePoolings(stages, 1, "LeNet++");
        LayerStack.requireChoices(normalization, activation, latentRange, logitNormalization, weightInitialization);
    }

    /** The network of the paper for 28 x 28 gray images in 10 classes. */
    public LeNetPlusPlus() {
        this(
                ImageInput.MNIST,
                DEFAULT_WIDTH,
                3,
                2,
                DEFAULT_LATENT_SIZE,
                0,
                Normalization.NONE,
                Activation.PRELU,
                LatentRange.unlimited(),
                Normalization.NONE,
                WeightInitialization.DEFAULT);
    }

    /** Starts from the defaults. */
    public static LeNetPlusPlusBuilder builder() {
        return new LeNetPlusPlus().with();
    }

    @Override
    public String name() {
        return "lenet++";
    }

    @Override
    public BlockNetwork blocks() {
        LayerStack layers = new LayerStack(this);
        for (int stage = 0; stage < stages; stage++) {
            for (int i = 0; i < convolutionsPerStage; i++) {
                layers.addConvolution(Math.multiplyExact(width, 1 << stage), 5, Padding.SAME);
            }
            layers.add(new MaxPooling(2));
        }
        layers.add(new Flatten());
        layers.addDropoutIfAny();
        layers.add(layers.linear(latentSize));
        layers.add(activation);
        return layers.toNetwork(Map.of("width", Integer.toString(width)));
    }
}
