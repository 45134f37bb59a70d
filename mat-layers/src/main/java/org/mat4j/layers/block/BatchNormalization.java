package org.mat4j.layers.block;

import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.OneInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/**
 * Batch normalization over all axes but the last (Ioffe and Szegedy 2015): by the batch's statistics in training, by
 * running statistics in inference. The running statistics follow the clean pass over the labeled batch alone. Where a training has
 * them frozen, they serve in training as in inference. Otherwise a training refuses a batch that has one value per channel, such
 * as a single example's behind a dense layer.
 *
 * @param decay of the running statistics, in [0, 1)
 * @param epsilon added to the variance, positive
 */
public record BatchNormalization(double decay, double epsilon) implements Block {

    /** Decay of the running statistics in Miyato et al. (2017). */
    public static final double DEFAULT_DECAY = 0.99;

    /** Summand of the variance in Miyato et al. (2017). */
    public static final double DEFAULT_EPSILON = 1e-6;

    public BatchNormalization {
        Checks.require(decay >= 0 && decay < 1, "decay of the running statistics", decay, "a number in [0, 1)");
        Checks.positive("epsilon of batch normalization", epsilon);
    }

    /** With the default decay and epsilon. */
    public BatchNormalization() {
        this(DEFAULT_DECAY, DEFAULT_EPSILON);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        long channels = x.channels();
        SDVariable gamma = pass.parameter(name + ".gamma", new OneInitScheme('c'), channels);
        SDVariable beta = pass.parameter(name + ".beta", new ZeroInitScheme('c'), channels);
        SDVariable runningMean = pass.state(name + ".mean", 0, channels);
        SDVariable runningVariance = pass.state(name + ".variance", 1, channels);
        if (pass.isFixed(name + ".mean") && pass.isFixed(name + ".variance")) {
            SDVariable scale = gamma.div(pass.graph().math().sqrt(runningVariance.add(epsilon)));
            SDVariable shift = beta.sub(runningMean.mul(scale));
            return x.with(Channels.shift(Channels.scale(x.value(), scale), shift));
        }
        TrainingBatchNorm.Result normalized =
                TrainingBatchNorm.of(x.value(), x.shape().length + 1, gamma, beta, epsilon);
        pass.averageState(name + ".mean", normalized.mean(), decay);
        pass.averageState(name + ".variance", normalized.variance(), decay);
        return x.with(normalized.output());
    }
}
