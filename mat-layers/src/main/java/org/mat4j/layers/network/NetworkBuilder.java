package org.mat4j.layers.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Bias;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/**
 * What the builders of the ready networks have in common.
 *
 * @param <B> the builder itself
 */
public abstract class NetworkBuilder<B extends NetworkBuilder<B>> {

    private ImageTask task;
    private Normalization normalization;
    private Activation activation;
    private Normalization logitNormalization = Normalization.NONE;
    private WeightInitialization weightInitialization = WeightInitialization.DEFAULT;

    NetworkBuilder(ImageTask task, Normalization normalization, Activation activation) {
        this.task = task;
        this.normalization = normalization;
        this.activation = activation;
    }

    abstract B self();

    /** Size of the images and number of classes. */
    public B task(ImageTask value) {
        task = Objects.requireNonNull(value, "task");
        return self();
    }

    /** What stands between a linear layer and its activation. Without it the linear layers have a bias. */
    public B normalization(Normalization value) {
        normalization = Objects.requireNonNull(value, "normalization");
        return self();
    }

    /** What follows each linear layer but the one to the classes. */
    public B activation(Activation value) {
        activation = Objects.requireNonNull(value, "activation");
        return self();
    }

    /** BATCH normalizes the logits too, as Miyato et al. do on SVHN; by default NONE, as they do on CIFAR-10. */
    public B logitNormalization(Normalization value) {
        logitNormalization = Objects.requireNonNull(value, "logit normalization");
        return self();
    }

    /** How the weights of all linear layers start; by default {@link WeightInitialization#DEFAULT}. */
    public B weightInitialization(WeightInitialization value) {
        weightInitialization = Objects.requireNonNull(value, "weight initialization");
        return self();
    }

    /**
     * Builds the network.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public abstract BlockNetwork build();

    ImageTask task() {
        return task;
    }

    Normalization logitNormalization() {
        return logitNormalization;
    }

    Activation activation() {
        return activation;
    }

    LayerStack layers() {
        return new LayerStack(normalization, activation, weightInitialization);
    }

    /** What was chosen, in words by name. */
    abstract Map<String, String> settings();

    /** What all networks have to tell, and more. */
    final Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("normalization", normalization.name());
        settings.put("activation", activation.name());
        settings.put("logit normalization", logitNormalization.name());
        settings.put("initial weights", weightInitialization.name());
        return Collections.unmodifiableMap(settings);
    }

    /** The layer from a latent to the classes. */
    Dense head() {
        return new Dense(task.classCount(), Bias.YES, weightInitialization);
    }

    /** A latent's layer, which has a bias and no normalization. */
    Dense latent(int size) {
        return new Dense(size, Bias.YES, weightInitialization);
    }

    /** A copy with another last element; an array of that element alone where there was none. */
    static int[] withLast(int[] sizes, int last) {
        int[] changed = Arrays.copyOf(sizes, Math.max(1, sizes.length));
        changed[changed.length - 1] = last;
        return changed;
    }

    static void requireWidth(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("width is " + width + "; expected at least 1 filter");
        }
    }

    static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least 1");
        }
    }

    static void requireSizes(String name, int[] sizes) {
        if (sizes.length == 0 || Arrays.stream(sizes).anyMatch(s -> s < 1)) {
            throw new IllegalArgumentException(
                    name + " are " + Arrays.toString(sizes) + "; expected one or more, each at least 1");
        }
    }
}
