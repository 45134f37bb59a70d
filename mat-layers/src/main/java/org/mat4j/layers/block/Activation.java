package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;
import org.mat4j.core.ops.ChannelScale;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.ConstantInitScheme;

/** Elementwise nonlinearities. */
public enum Activation implements Block {

    /** max(x, 0). */
    RELU {
        @Override
        public Tensor apply(Pass pass, String name, Tensor x) {
            return x.with(relu(pass, x.value()));
        }
    },

    /** x where positive, 0.1 x elsewhere, as in the networks of Miyato et al. (2017). */
    LEAKY_RELU {
        @Override
        public Tensor apply(Pass pass, String name, Tensor x) {
            SDVariable positive = relu(pass, x.value());
            return x.with(x.value().mul(LEAK).add(positive.mul(1 - LEAK)));
        }
    },

    /** x where positive, a x elsewhere, with a trainable a for each channel that starts at 0.25 (He et al. 2015). */
    PRELU {
        @Override
        public Tensor apply(Pass pass, String name, Tensor x) {
            SDVariable slope =
                    pass.parameter(name + ".slope", new ConstantInitScheme('c', INITIAL_SLOPE), x.channels());
            SDVariable positive = relu(pass, x.value());
            // Arithmetic: the stock prelu is a hundred times slower, and its gradient refuses large inputs.
            return x.with(positive.add(ChannelScale.of(x.value().sub(positive), slope)));
        }
    };

    private static final double LEAK = 0.1;
    private static final double INITIAL_SLOPE = 0.25;

    private static SDVariable relu(Pass pass, SDVariable x) {
        return pass.graph().nn().relu(x, 0);
    }
}
