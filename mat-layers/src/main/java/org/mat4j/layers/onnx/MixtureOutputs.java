package org.mat4j.layers.onnx;

import static org.mat4j.layers.onnx.Attributes.integer;
import static org.mat4j.layers.onnx.Attributes.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;

/**
 * What the mixture says of a latent z, in double precision as {@link GaussianMixture} has it: far from all classes the
 * densities are too small for single precision.
 *
 * @param posterior p(k|z), DOUBLE [n, m]
 * @param score -log q(z), DOUBLE [n]
 */
record MixtureOutputs(String posterior, String score) {

    private static final String NAME = "mixture";
    private static final AttributeProto KEEP = integer("keepdims", 1);
    private static final AttributeProto DROP = integer("keepdims", 0);

    /** @param latent FLOAT [n, D] */
    static MixtureOutputs of(GaussianMixture mixture, OnnxGraph onnx, String latent) {
        int m = mixture.classCount();
        int d = mixture.latentSize();
        String z = onnx.cast(NAME, DataType.DOUBLE, latent);
        String whitened = mixture.covarianceType() == CovarianceType.FULL
                ? fullyWhitened(mixture, onnx, z)
                : scaled(mixture, onnx, z);
        String squared = onnx.add("Mul", NAME, whitened, whitened);
        String distances = onnx.add("ReduceSum", NAME, List.of(DROP), squared, onnx.longs(NAME, 2));
        double[] terms = IntStream.range(0, m)
                .mapToDouble(k -> d * Math.log(2 * Math.PI) + mixture.logDeterminant(k))
                .toArray();
        String sums = onnx.add("Add", NAME, distances, onnx.doubles(NAME + ".terms", terms, m));
        String logDensities = onnx.add("Mul", NAME + ".log_densities", sums, number(onnx, -0.5));
        String logSum = logSum(onnx, logDensities);
        String posterior = onnx.add("Exp", NAME + ".posterior", onnx.add("Sub", NAME, logDensities, logSum));
        String perExample = onnx.add("Squeeze", NAME, logSum, onnx.longs(NAME, 1));
        String score = onnx.add("Sub", NAME + ".score", number(onnx, Math.log(m)), perExample);
        return new MixtureOutputs(posterior, score);
    }

    /** W_k (z - mu_k) of all classes, [n, m, D], by one product of matrices. */
    private static String fullyWhitened(GaussianMixture mixture, OnnxGraph onnx, String z) {
        int m = mixture.classCount();
        int d = mixture.latentSize();
        double[] matrix = flat(mixture.whitening());
        String product = onnx.add("MatMul", NAME, z, onnx.doubles(NAME + ".whitening", matrix, d, (long) m * d));
        String means = onnx.doubles(NAME + ".whitened_means", mixture.whitenedMeans(), (long) m * d);
        return onnx.add("Reshape", NAME, onnx.add("Sub", NAME, product, means), onnx.longs(NAME, -1, m, d));
    }

    /** The same for covariances without correlations, in m D numbers in place of m D^2. */
    private static String scaled(GaussianMixture mixture, OnnxGraph onnx, String z) {
        int m = mixture.classCount();
        int d = mixture.latentSize();
        double[][] means = new double[m][];
        double[][] deviations = new double[m][];
        for (int k = 0; k < m; k++) {
            means[k] = mixture.mean(k);
            double[][] covariance = mixture.covariance(k);
            deviations[k] = IntStream.range(0, d)
                    .mapToDouble(i -> Math.sqrt(covariance[i][i]))
                    .toArray();
        }
        String perClass = onnx.add("Unsqueeze", NAME, z, onnx.longs(NAME, 1));
        String centered = onnx.add("Sub", NAME, perClass, onnx.doubles(NAME + ".means", flat(means), m, d));
        return onnx.add("Div", NAME, centered, onnx.doubles(NAME + ".deviations", flat(deviations), m, d));
    }

    /** log sum exp over the classes, [n, 1]. */
    private static String logSum(OnnxGraph onnx, String logDensities) {
        String largest = onnx.add("ReduceMax", NAME, List.of(integers("axes", 1), KEEP), logDensities);
        String ratios = onnx.add("Exp", NAME, onnx.add("Sub", NAME, logDensities, largest));
        String sum = onnx.add("ReduceSum", NAME, List.of(KEEP), ratios, onnx.longs(NAME, 1));
        return onnx.add("Add", NAME, largest, onnx.add("Log", NAME, sum));
    }

    private static String number(OnnxGraph onnx, double value) {
        return onnx.doubles(NAME, new double[] {value});
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
