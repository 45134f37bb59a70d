package org.mat4j.layers.block;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/**
 * Fully connected: [features] to [size]. Weights are [features, size].
 *
 * @param size number of outputs
 * @param bias whether a bias is added
 * @param initialization how the weights start
 */
public record Dense(int size, Bias bias, InitialWeights initialization) implements Block {

    public Dense {
        Checks.require(size >= 1, "size of a dense layer", size, "at least 1");
        Objects.requireNonNull(bias, "bias");
        Objects.requireNonNull(initialization, "initialization");
    }

    /** With the {@linkplain WeightInitialization#DEFAULT usual} initial weights. */
    public Dense(int size, Bias bias) {
        this(size, bias, WeightInitialization.DEFAULT);
    }

    /** With a bias and the usual initial weights. */
    public static Dense of(int size) {
        return new Dense(size, Bias.YES);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        x.requireRank(1, name, "[features]");
        SDVariable weights =
                pass.parameter(name + ".weight", initialization.scheme(x.channels(), size), x.channels(), size);
        SDVariable y = x.value().mmul(weights);
        if (bias == Bias.YES) {
            y = Channels.shift(y, pass.parameter(name + ".bias", new ZeroInitScheme('c'), size));
        }
        return new Tensor(y, size);
    }
}
