package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;

/** What a network does to the outputs of its linear layers before the activation. */
public enum Normalization implements Block {

    /** Nothing. */
    NONE,

    /** {@link BatchNormalization} with the decay and epsilon of Miyato et al. (2017). */
    BATCH,

    /** {@link LayerNormalization} with the usual epsilon. */
    LAYER;

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        return switch (this) {
            case NONE -> x;
            case BATCH -> new BatchNormalization().apply(pass, name, x);
            case LAYER -> new LayerNormalization().apply(pass, name, x);
        };
    }

    /** Whether the linear layer before it needs a bias: a normalization has a shift of its own. */
    public Bias biasBefore() {
        return this == NONE ? Bias.YES : Bias.NO;
    }
}
