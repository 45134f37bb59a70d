package org.mat4j.core.testing;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.weightinit.impl.OneInitScheme;
import org.nd4j.weightinit.impl.XavierInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/** A network whose body is a function, so that a test can say what it needs; and some ready ones. */
public record TestNetwork(long[] inputShape, int latentSize, int classCount, BiFunction<Pass, SDVariable, Outputs> body)
        implements Network {

    /** Decay of {@link #batchNorm}'s running statistics. */
    public static final double DECAY = 0.8;

    /** What {@link #batchNorm} adds to the variance. */
    public static final double EPSILON = 1e-3;

    @Override
    public Outputs build(Pass pass, SDVariable input) {
        return body.apply(pass, input);
    }

    /** tanh(x W + b) is the latent, z V + c the logits. */
    public static TestNetwork dense(long[] inputShape, int latentSize, int classCount) {
        return new TestNetwork(
                inputShape,
                latentSize,
                classCount,
                (pass, x) -> head(pass, hidden(pass, x, inputShape, latentSize), latentSize, classCount));
    }

    /** As {@link #dense}, for flat inputs. */
    public static TestNetwork dense(int inputs, int latentSize, int classCount) {
        return dense(new long[] {inputs}, latentSize, classCount);
    }

    /** As {@link #dense}, with dropout of the latent before the logits. */
    public static TestNetwork dropout(int inputs, int latentSize, int classCount, double rate) {
        long[] shape = {inputs};
        return new TestNetwork(shape, latentSize, classCount, (pass, x) -> {
            SDVariable latent = hidden(pass, x, shape, latentSize);
            Outputs features = head(pass, pass.dropout("drop", latent, rate), latentSize, classCount);
            return new Outputs(latent, features.logits());
        });
    }

    /** The input normalized by batch statistics (states "mean" and "variance") is the latent. */
    public static TestNetwork batchNorm(int inputs, int classCount) {
        return new TestNetwork(new long[] {inputs}, inputs, classCount, (pass, x) -> {
            SDVariable gamma = pass.parameter("gamma", new OneInitScheme('c'), inputs);
            SDVariable beta = pass.parameter("beta", new ZeroInitScheme('c'), inputs);
            SDVariable mean = pass.state("mean", 0, inputs);
            SDVariable variance = pass.state("variance", 1, inputs);
            SDVariable latent;
            if (pass.isFixed("mean") && pass.isFixed("variance")) {
                SDVariable deviation = pass.graph().math().sqrt(variance.add(EPSILON));
                latent = x.sub(mean).div(deviation).mul(gamma).add(beta);
            } else {
                TrainingBatchNorm.Result result = TrainingBatchNorm.of(x, 2, gamma, beta, EPSILON);
                pass.averageState("mean", result.mean(), DECAY);
                pass.averageState("variance", result.variance(), DECAY);
                latent = result.output();
            }
            return head(pass, latent, inputs, classCount);
        });
    }

    /** A tanh layer of a given width on inputs of a given shape. */
    public static SDVariable hidden(Pass pass, SDVariable x, long[] inputShape, int size) {
        long inputs = Arrays.stream(inputShape).reduce(1, (a, b) -> a * b);
        SDVariable w = pass.parameter("w", new XavierInitScheme('c', inputs, size), inputs, size);
        SDVariable b = pass.parameter("b", new ZeroInitScheme('c'), size);
        return pass.graph().math().tanh(x.reshape(-1, inputs).mmul(w).add(b));
    }

    /** Logits that are linear in a latent of a given size. */
    public static Outputs head(Pass pass, SDVariable latent, int size, int classCount) {
        SDVariable v = pass.parameter("v", new XavierInitScheme('c', size, classCount), size, classCount);
        SDVariable c = pass.parameter("c", new ZeroInitScheme('c'), classCount);
        return new Outputs(latent, latent.mmul(v).add(c));
    }
}
