package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;

/** What a network does to the outputs of its linear layers before the activation. */
public enum Normalization implements Block {

    /** {@link BatchNormalization} with the decay and epsilon of Miyato et al. (2017). */
    BATCH {
        @Override
        public Tensor apply(Pass pass, String name, Tensor x) {
            return new BatchNormalization().apply(pass, name, x);
        }

        @Override
        public Bias biasBefore() {
            return Bias.NO;
        }
    },

    /** Nothing. */
    NONE {
        @Override
        public Tensor apply(Pass pass, String name, Tensor x) {
            return x;
        }

        @Override
        public Bias biasBefore() {
            return Bias.YES;
        }
    };

    /** Whether the linear layer before it needs a bias: batch normalization has a shift of its own. */
    public abstract Bias biasBefore();
}
