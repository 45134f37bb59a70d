package org.mat4j.layers.network;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A network of blocks: a body from the input to the latent, and a linear head from there to the logits, which may be
 * normalized.
 *
 * <pre>{@code
 * Network network = BlockNetwork.of("two-layers", new TableInput(20, 3), 16, Sequential.of(
 *         Dense.of(64), Activation.RELU,
 *         Dense.of(16), Activation.RELU));
 * }</pre>
 *
 * @param name for files and logs
 * @param input shape of the input and number of classes
 * @param latentSize D, at least 1; what the body gives
 * @param body from the input's shape to [D]; a part that no block does is a lambda over SameDiff's own operations
 * @param head from [D] to the logits of all classes
 * @param logitNormalization after the head
 * @param settings see {@link Network#settings}
 */
@RecordBuilder
public record BlockNetwork(
        String name,
        Input input,
        int latentSize,
        Block body,
        Dense head,
        Normalization logitNormalization,
        Map<String, String> settings)
        implements Network, BlockNetworkBuilder.With {

    /** Checks the values; the body is checked when it is built. */
    public BlockNetwork {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(logitNormalization, "logit normalization");
        Checks.require(latentSize >= 1, "latent size of " + name, latentSize, "at least 1");
        Checks.require(
                head.size() == input.classCount(),
                "number of logits that the head of " + name + " gives",
                head.size(),
                input.classCount() + ", one per class");
        settings = Map.copyOf(settings);
    }

    /**
     * With a head of the usual initial weights and logits as they are.
     *
     * @param name for files and logs
     * @param input shape of the input and number of classes
     * @param latentSize D, at least 1; what the body gives
     * @param body from the input's shape to [D]
     */
    public static BlockNetwork of(String name, Input input, int latentSize, Block body) {
        return new BlockNetwork(
                name, input, latentSize, body, Dense.of(input.classCount()), Normalization.NONE, Map.of());
    }

    @Override
    public long[] inputShape() {
        return input.shape();
    }

    @Override
    public int classCount() {
        return input.classCount();
    }

    @Override
    public Outputs build(Pass pass, SDVariable x) {
        Tensor latent = body.apply(pass, "body", new Tensor(x, input.shape()));
        Checks.require(
                Arrays.equals(latent.shape(), new long[] {latentSize}),
                "shape that the body of " + name + " gives",
                Arrays.toString(latent.shape()),
                "[" + latentSize + "], the size of the latent");
        Tensor logits = logitNormalization.apply(pass, "head.normalization", head.apply(pass, "head", latent));
        return new Outputs(latent.value(), logits.value());
    }
}
