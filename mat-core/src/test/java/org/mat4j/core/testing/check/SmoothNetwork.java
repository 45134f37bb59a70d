package org.mat4j.core.testing.check;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.impl.XavierInitScheme;

/** Two layers without a kink: latent = softplus(tanh(x A + a) B), logits = latent C + c. */
public final class SmoothNetwork implements Network {

    /** Size of the input. */
    public static final int INPUT = 5;

    /** Size D of the latent. */
    public static final int LATENT = 3;

    /** Number m of classes. */
    public static final int CLASSES = 4;

    private static final int HIDDEN = 6;

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
        SDVariable hidden = pass.graph()
                .math()
                .tanh(x.mmul(weights(pass, "A", INPUT, HIDDEN)).add(weights(pass, "a", 1, HIDDEN)));
        SDVariable latent = pass.graph().nn().softplus(hidden.mmul(weights(pass, "B", HIDDEN, LATENT)));
        return new Outputs(
                latent, latent.mmul(weights(pass, "C", LATENT, CLASSES)).add(weights(pass, "c", 1, CLASSES)));
    }

    private static SDVariable weights(Pass pass, String name, long rows, long columns) {
        return pass.parameter(name, new XavierInitScheme('c', rows, columns), rows, columns);
    }

    /** Latent and logits of one example. */
    public record Point(double[] latent, double[] logits) {}

    /** The same function in plain doubles. */
    public static Point at(double[] x, Map<String, INDArray> parameters) {
        return plain(parameters).apply(new double[][] {x})[0];
    }

    /** The same function of a batch in plain doubles, on the present values of the parameters. */
    public static Function<double[][], Point[]> plain(Map<String, INDArray> parameters) {
        double[][] a = Values.rows(parameters.get("A"));
        double[] aBias = Values.rows(parameters.get("a"))[0];
        double[][] b = Values.rows(parameters.get("B"));
        double[][] c = Values.rows(parameters.get("C"));
        double[] cBias = Values.rows(parameters.get("c"))[0];
        return batch -> Arrays.stream(batch)
                .map(x -> {
                    double[] hidden = affine(x, a, aBias);
                    double[] latent =
                            affine(Arrays.stream(hidden).map(Math::tanh).toArray(), b, new double[LATENT]);
                    latent = Arrays.stream(latent)
                            .map(v -> Math.log(1 + Math.exp(v)))
                            .toArray();
                    return new Point(latent, affine(latent, c, cBias));
                })
                .toArray(Point[]::new);
    }

    static double[] affine(double[] x, double[][] weights, double[] bias) {
        double[] y = bias.clone();
        for (int j = 0; j < y.length; j++) {
            for (int i = 0; i < x.length; i++) {
                y[j] += x[i] * weights[i][j];
            }
        }
        return y;
    }
}
