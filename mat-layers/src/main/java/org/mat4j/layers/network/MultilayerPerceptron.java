package org.mat4j.layers.network;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/**
 * Fully connected layers, each with batch normalization and ReLU; the last of them is the latent; then linear to the
 * classes. By default 1200-600-300-150 for 28 x 28 gray images in 10 classes, without dropout, which trains cheaply on a
 * CPU.
 *
 * <p>For a table, shallower, with biases in place of normalizations:
 *
 * <pre>{@code
 * MultilayerPerceptron network = MultilayerPerceptron.builder()
 *         .input(new TableInput(20, 3))
 *         .sizes(List.of(500, 32))
 *         .activation(Activation.LEAKY_RELU)
 *         .normalization(Normalization.NONE)
 *         .build();
 * }</pre>
 *
 * @param input shape of the input, which is flattened, and number of classes
 * @param sizes of the layers from the input on, at least one; the last one is the latent
 * @param dropoutRate share of the elements dropped before each layer but the first, in [0, 1); the latent is whole
 * @param normalization between a layer and its activation
 * @param activation of the layers
 * @param latentRange where the latents may lie
 * @param logitNormalization after the logits
 * @param weightInitialization how the weights of all linear layers start
 */
@RecordBuilder
public record MultilayerPerceptron(
        Input input,
        List<Integer> sizes,
        double dropoutRate,
        Normalization normalization,
        Activation activation,
        LatentRange latentRange,
        Normalization logitNormalization,
        WeightInitialization weightInitialization)
        implements ReadyNetwork, MultilayerPerceptronBuilder.With {

    public MultilayerPerceptron {
        Objects.requireNonNull(input, "input");
        sizes = LayerStack.checkedSizes("list of layer sizes", sizes);
        Dropout.requireRate(dropoutRate);
        LayerStack.requireChoices(normalization, activation, latentRange, logitNormalization, weightInitialization);
    }

    /** The defaults. */
    public MultilayerPerceptron() {
        this(
                ImageInput.MNIST,
                List.of(1200, 600, 300, 150),
                0,
                Normalization.BATCH,
                Activation.RELU,
                LatentRange.unlimited(),
                Normalization.NONE,
                WeightInitialization.DEFAULT);
    }

    /** Starts from the defaults. */
    public static MultilayerPerceptronBuilder builder() {
        return new MultilayerPerceptron().with();
    }

    @Override
    public String name() {
        return "mlp";
    }

    @Override
    public int latentSize() {
        return sizes.get(sizes.size() - 1);
    }

    /** A copy with another size of the last layer, the latent. */
    public MultilayerPerceptron withLatentSize(int size) {
        return withSizes(LayerStack.withLast(sizes, size));
    }

    /** A copy with another size of the first layer; each following one, up to the latent, has half of the one before. */
    public MultilayerPerceptron withWidth(int width) {
        // A width below 1 stays as it is, to be refused.
        List<Integer> halves = IntStream.range(0, sizes.size())
                .mapToObj(i -> i == 0 ? width : Math.max(1, width >> i))
                .toList();
        return withSizes(LayerStack.withLast(halves, latentSize()));
    }

    @Override
    public BlockNetwork blocks() {
        LayerStack layers = new LayerStack(this);
        layers.add(new Flatten());
        for (int i = 0; i < sizes.size(); i++) {
            if (i > 0) {
                layers.addDropoutIfAny();
            }
            layers.addDense(sizes.get(i));
        }
        return layers.toNetwork(Map.of("sizes", sizes.toString()));
    }
}
