package org.mat4j.layers.network;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A network of blocks: a body from the image to the latent, and a linear head from there to the classes, whose logits
 * may be normalized.
 */
public abstract class BlockNetwork implements Network {

    private final String name;
    private final ImageTask task;
    private final int latentSize;
    private final Block body;
    private final Dense head;
    private final Normalization logitNormalization;
    private final Map<String, String> settings;

    /**
     * With a head of the usual initial weights and logits that are not normalized.
     *
     * @param name for files and logs
     * @param task size of the images and number of classes
     * @param latentSize D; what the body gives
     * @param body from [height, width, channels] to [D]
     */
    protected BlockNetwork(String name, ImageTask task, int latentSize, Block body) {
        this(name, task, latentSize, body, Dense.of(task.classCount()), Normalization.NONE);
    }

    /**
     * @param name for files and logs
     * @param task size of the images and number of classes
     * @param latentSize D; what the body gives
     * @param body from [height, width, channels] to [D]
     * @param head from [D] to the logits of all classes
     * @param logitNormalization after the head
     */
    protected BlockNetwork(
            String name, ImageTask task, int latentSize, Block body, Dense head, Normalization logitNormalization) {
        this(name, task, latentSize, body, head, logitNormalization, Map.of());
    }

    /** One of the ready networks. */
    BlockNetwork(String name, NetworkBuilder<?> builder, int latentSize, Block body) {
        this(name, builder.task(), latentSize, body, builder.head(), builder.logitNormalization(), builder.settings());
    }

    private BlockNetwork(
            String name,
            ImageTask task,
            int latentSize,
            Block body,
            Dense head,
            Normalization logitNormalization,
            Map<String, String> settings) {
        this.name = Objects.requireNonNull(name, "name");
        this.task = Objects.requireNonNull(task, "task");
        this.body = Objects.requireNonNull(body, "body");
        this.latentSize = latentSize;
        this.head = Objects.requireNonNull(head, "head");
        if (head.size() != task.classCount()) {
            throw new IllegalArgumentException("the head of " + name + " gives " + head.size() + " logits; expected "
                    + task.classCount() + ", one for each class");
        }
        this.logitNormalization = Objects.requireNonNull(logitNormalization, "logit normalization");
        this.settings = settings;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public final long[] inputShape() {
        return task.inputShape();
    }

    @Override
    public final int latentSize() {
        return latentSize;
    }

    @Override
    public final int classCount() {
        return task.classCount();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Outputs build(Pass pass, SDVariable input) {
        Tensor latent = body.apply(pass, "body", new Tensor(input, inputShape()));
        if (!Arrays.equals(latent.shape(), new long[] {latentSize})) {
            throw new IllegalArgumentException("the body of " + name + " gives the shape "
                    + Arrays.toString(latent.shape()) + "; expected [" + latentSize + "], the size of the latent");
        }
        Tensor logits = head.apply(pass, "head", latent);
        return new Outputs(
                latent.value(),
                logitNormalization.apply(pass, "head.normalization", logits).value());
    }
}
