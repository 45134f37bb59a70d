package org.mat4j.core.testing.check;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.impl.OneInitScheme;
import org.nd4j.weightinit.impl.XavierInitScheme;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/** Batch normalization with running statistics, and dropout: latent = tanh(norm(x A)), logits = dropout(latent) C. */
public final class NoisyNetwork implements Network {

    /** Size of the input. */
    public static final int INPUT = 5;

    /** Size D of the latent. */
    public static final int LATENT = 3;

    /** Number m of classes. */
    public static final int CLASSES = 4;

    /** Of the running statistics. */
    public static final double DECAY = 0.9;

    /** Of the batch normalization. */
    public static final double EPSILON = 1e-3;

    private final double dropout;

    /** A network that drops this share of the latent. */
    public NoisyNetwork(double dropout) {
        this.dropout = dropout;
    }

    @Override
    public long[] inputShape() {
        return new long[] {INPUT};
    }

    @Override
    public int latentSize() {
        return LATENT;
    }

    @Override
    public int classCount() {
        return CLASSES;
    }

    @Override
    public Outputs build(Pass pass, SDVariable x) {
        SDVariable hidden = x.mmul(pass.parameter("A", new XavierInitScheme('c', INPUT, LATENT), INPUT, LATENT));
        SDVariable latent = pass.graph().math().tanh(normalize(pass, hidden));
        SDVariable kept = pass.dropout("drop", latent, dropout);
        return new Outputs(
                latent, kept.mmul(pass.parameter("C", new XavierInitScheme('c', LATENT, CLASSES), LATENT, CLASSES)));
    }

    private static SDVariable normalize(Pass pass, SDVariable x) {
        SDVariable gamma = pass.parameter("gamma", new OneInitScheme('c'), LATENT);
        SDVariable beta = pass.parameter("beta", new ZeroInitScheme('c'), LATENT);
        SDVariable mean = pass.state("mean", 0, LATENT);
        SDVariable variance = pass.state("variance", 1, LATENT);
        if (pass.mode() == Mode.INFERENCE) {
            SDVariable scale = gamma.div(pass.graph().math().sqrt(variance.add(EPSILON)));
            return Channels.shift(Channels.scale(x, scale), beta.sub(mean.mul(scale)));
        }
        TrainingBatchNorm.Result result = TrainingBatchNorm.of(x, 2, gamma, beta, EPSILON);
        pass.updateState("mean", mean.mul(DECAY).add(result.mean().mul(1 - DECAY)));
        pass.updateState("variance", variance.mul(DECAY).add(result.variance().mul(1 - DECAY)));
        return result.output();
    }

    /** The same function of a batch, without dropout, in plain doubles, on the present values of the parameters. */
    public static Function<double[][], SmoothNetwork.Point[]> plain(Map<String, INDArray> parameters) {
        double[][] a = Values.rows(parameters.get("A"));
        double[][] c = Values.rows(parameters.get("C"));
        double[] gamma = Values.flat(parameters.get("gamma"));
        double[] beta = Values.flat(parameters.get("beta"));
        return batch -> {
            double[][] hidden = Arrays.stream(batch)
                    .map(x -> SmoothNetwork.affine(x, a, new double[LATENT]))
                    .toArray(double[][]::new);
            double[] mean = mean(hidden);
            double[] variance = variance(hidden);
            return Arrays.stream(hidden)
                    .map(h -> {
                        double[] latent = new double[LATENT];
                        for (int j = 0; j < LATENT; j++) {
                            double normalized = (h[j] - mean[j]) / Math.sqrt(variance[j] + EPSILON);
                            latent[j] = Math.tanh(gamma[j] * normalized + beta[j]);
                        }
                        return new SmoothNetwork.Point(latent, SmoothNetwork.affine(latent, c, new double[CLASSES]));
                    })
                    .toArray(SmoothNetwork.Point[]::new);
        };
    }

    /** What is normalized, x A. */
    public static double[][] hidden(double[][] batch, INDArray weights) {
        return Arrays.stream(batch)
                .map(x -> SmoothNetwork.affine(x, Values.rows(weights), new double[LATENT]))
                .toArray(double[][]::new);
    }

    /** Mean of each column. */
    public static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / rows.length;
            }
        }
        return mean;
    }

    /** Biased variance of each column. */
    public static double[] variance(double[][] rows) {
        double[] mean = mean(rows);
        double[] variance = new double[mean.length];
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
            }
        }
        return variance;
    }
}
