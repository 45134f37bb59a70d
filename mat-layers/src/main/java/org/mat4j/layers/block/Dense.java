package org.mat4j.layers.block;

import org.mat4j.core.network.Pass;
import org.mat4j.core.ops.ChannelShift;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.ReluInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/**
 * Fully connected: [features] to [size]. Weights [features, size] start as He et al. (2015).
 *
 * @param size number of outputs
 * @param bias whether a bias is added
 */
public record Dense(int size, Bias bias) implements Block {

    /** Checks the values. */
    public Dense {
        if (size < 1) {
            throw new IllegalArgumentException("dense layer of size " + size + "; expected at least 1");
        }
    }

    /** With a bias. */
    public static Dense of(int size) {
        return new Dense(size, Bias.YES);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        x.requireRank(1, "a dense layer", "[features]");
        SDVariable weights =
                pass.parameter(name + ".weight", new ReluInitScheme('c', x.channels()), x.channels(), size);
        SDVariable y = x.value().mmul(weights);
        if (bias == Bias.YES) {
            y = ChannelShift.of(y, pass.parameter(name + ".bias", new ZeroInitScheme('c'), size));
        }
        return new Tensor(y, size);
    }
}
