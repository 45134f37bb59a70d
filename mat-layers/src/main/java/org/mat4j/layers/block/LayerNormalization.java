package org.mat4j.layers.block;

import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.OneInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/**
 * Layer normalization over the last axis (Ba et al. 2016): (x - mean) / sqrt(variance + epsilon), times a trained scale plus a
 * trained shift of each channel. Mean and variance (divided by the number of channels) are those of one example's features, in
 * images those of one pixel's channels. Training and inference are the same, and no example depends on another.
 *
 * @param epsilon added to the variance, positive
 */
public record LayerNormalization(double epsilon) implements Block {

    /** The usual summand of the variance, as in PyTorch. */
    public static final double DEFAULT_EPSILON = 1e-5;

    public LayerNormalization {
        Checks.positive("epsilon of layer normalization", epsilon);
    }

    /** With the default epsilon. */
    public LayerNormalization() {
        this(DEFAULT_EPSILON);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        SDVariable gamma = pass.parameter(name + ".gamma", new OneInitScheme('c'), x.channels());
        SDVariable beta = pass.parameter(name + ".beta", new ZeroInitScheme('c'), x.channels());
        int last = x.shape().length;
        SDVariable centered = x.value().sub(x.value().mean(true, last));
        SDVariable variance = centered.mul(centered).mean(true, last);
        SDVariable normalized = centered.div(pass.graph().math().sqrt(variance.add(epsilon)));
        return x.with(Channels.shift(Channels.scale(normalized, gamma), beta));
    }
}
