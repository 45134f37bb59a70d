package org.mat4j.layers.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Bias;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Convolution.Padding;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Sequential;

/**
 * The blocks of a ready network in the making. A layer is a linear block, its normalization and its activation; without
 * normalization it is two blocks, so that the parameters' numbers have no gap.
 */
final class LayerStack {

    private final ReadyNetwork network;
    private final List<Block> blocks = new ArrayList<>();

    LayerStack(ReadyNetwork network) {
        this.network = network;
    }

    void addConvolution(int filters, int kernel, Padding padding) {
        Bias bias = network.normalization().biasBefore();
        addLayer(new Convolution(filters, kernel, 1, 1, padding, bias, network.weightInitialization()));
    }

    void addDense(int size) {
        addLayer(new Dense(size, network.normalization().biasBefore(), network.weightInitialization()));
    }

    private void addLayer(Block linear) {
        add(linear);
        if (network.normalization() != Normalization.NONE) {
            add(network.normalization());
        }
        add(network.activation());
    }

    void add(Block block) {
        blocks.add(block);
    }

    /** None where nothing is dropped: parameters are called the same as in a model that was saved without. */
    void addDropoutIfAny() {
        if (network.dropoutRate() > 0) {
            add(new Dropout(network.dropoutRate()));
        }
    }

    /** A linear block that has a bias and no normalization. */
    Dense linear(int size) {
        return new Dense(size, Bias.YES, network.weightInitialization());
    }

    /** The network of these blocks and a linear head; its settings are the choices of all networks, and more. */
    BlockNetwork toNetwork(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        if (network.dropoutRate() > 0) {
            // Not told by networks that have none as published: their models are on record without it.
            settings.put("dropout rate", Double.toString(network.dropoutRate()));
        }
        settings.put("normalization", network.normalization().name());
        settings.put("activation", network.activation().name());
        settings.put("latent range", network.latentRange().toString());
        settings.put("logit normalization", network.logitNormalization().name());
        settings.put("initial weights", network.weightInitialization().name());
        if (network.latentRange().kind() != LatentRange.Kind.UNLIMITED) {
            add(network.latentRange());
        }
        return new BlockNetwork(
                network.name(),
                network.input(),
                network.latentSize(),
                new Sequential(blocks),
                linear(network.classCount()),
                network.logitNormalization(),
                settings);
    }

    /** The largest number of filters that a network may begin with; later layers have a multiple. */
    static final int LARGEST_WIDTH = 1 << 20;

    static void requireWidth(int width) {
        Checks.require(
                width >= 1 && width <= LARGEST_WIDTH, "width", width, "at least 1 filter, at most " + LARGEST_WIDTH);
    }

    static void requireChoices(
            Object normalization, Object activation, Object latentRange, Object logitNormalization, Object weights) {
        Objects.requireNonNull(normalization, "normalization");
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(latentRange, "latent range");
        Objects.requireNonNull(logitNormalization, "logit normalization");
        Objects.requireNonNull(weights, "weight initialization");
    }

    /** An immutable copy of sizes that are all right. */
    static List<Integer> checkedSizes(String what, List<Integer> sizes) {
        Checks.require(
                !sizes.isEmpty() && sizes.stream().allMatch(s -> s >= 1), what, sizes, "one or more, each at least 1");
        return List.copyOf(sizes);
    }

    /** A copy with another last element. */
    static List<Integer> withLast(List<Integer> sizes, int last) {
        List<Integer> changed = new ArrayList<>(sizes);
        changed.set(sizes.size() - 1, last);
        return changed;
    }
}
