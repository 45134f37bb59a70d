package org.mat4j.layers.testing;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.layers.network.ConvNet;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a {@link ConvNet} with batch normalization and leaky ReLU computes in inference, one example at a time by plain
 * loops. It takes the parameters in the order of their declaration, whatever their names.
 */
public final class NaiveConvNet {

    private static final double EPSILON = 1e-6;
    private static final double SLOPE = 0.1;

    private final ParameterSet parameters;
    private final List<Integer> stages;
    private final int convolutionsPerStage;
    private final List<Integer> top;

    private Iterator<String> names;
    private Iterator<String> stateNames;

    public NaiveConvNet(ParameterSet parameters, List<Integer> stages, int convolutionsPerStage, List<Integer> top) {
        this.parameters = parameters;
        this.stages = stages;
        this.convolutionsPerStage = convolutionsPerStage;
        this.top = top;
    }

    /** Latent and logits of one example [height][width][channels]. */
    public double[][] of(double[][][] image, boolean normalizedLogits) {
        names = parameters.names().iterator();
        stateNames = parameters.stateNames().iterator();
        double[][][] x = image;
        for (int filters : stages) {
            for (int i = 0; i < convolutionsPerStage; i++) {
                x = layer(x, filters, 3, 1);
            }
            x = pool(x);
        }
        for (int i = 0; i < top.size(); i++) {
            x = layer(x, top.get(i), i == 0 ? 3 : 1, 0);
        }
        double[] latent = new double[x[0][0].length];
        for (double[][] row : x) {
            for (double[] pixel : row) {
                for (int c = 0; c < latent.length; c++) {
                    latent[c] += pixel[c] / (x.length * row.length);
                }
            }
        }
        INDArray weight = parameters.parameter(names.next());
        double[] logits = parameters.parameter(names.next()).toDoubleVector();
        for (int k = 0; k < logits.length; k++) {
            for (int c = 0; c < latent.length; c++) {
                logits[k] += latent[c] * weight.getDouble(c, k);
            }
        }
        if (normalizedLogits) {
            normalize(new double[][][] {{logits}});
        }
        if (names.hasNext() || stateNames.hasNext()) {
            throw new AssertionError("more parameters than layers");
        }
        return new double[][] {latent, logits};
    }

    private double[][][] layer(double[][][] x, int filters, int kernel, int padding) {
        INDArray weight = parameters.parameter(names.next());
        long[] expected = {kernel, kernel, x[0][0].length, filters};
        if (!Arrays.equals(expected, weight.shape())) {
            throw new AssertionError(
                    "weights " + Arrays.toString(weight.shape()) + " for " + Arrays.toString(expected));
        }
        int height = x.length + 2 * padding - kernel + 1;
        int width = x[0].length + 2 * padding - kernel + 1;
        double[][][] y = new double[height][width][filters];
        for (int h = 0; h < height; h++) {
            for (int w = 0; w < width; w++) {
                for (int f = 0; f < filters; f++) {
                    y[h][w][f] = convolution(x, weight, h - padding, w - padding, f);
                }
            }
        }
        normalize(y);
        for (double[][] row : y) {
            for (double[] pixel : row) {
                Arrays.setAll(pixel, c -> pixel[c] > 0 ? pixel[c] : SLOPE * pixel[c]);
            }
        }
        return y;
    }

    private static double convolution(double[][][] x, INDArray weight, int top, int left, int filter) {
        double sum = 0;
        for (int i = 0; i < weight.size(0); i++) {
            for (int j = 0; j < weight.size(1); j++) {
                int h = top + i;
                int w = left + j;
                if (h >= 0 && h < x.length && w >= 0 && w < x[0].length) {
                    for (int c = 0; c < x[0][0].length; c++) {
                        sum += x[h][w][c] * weight.getDouble(i, j, c, filter);
                    }
                }
            }
        }
        return sum;
    }

    private void normalize(double[][][] x) {
        double[] gamma = parameters.parameter(names.next()).toDoubleVector();
        double[] beta = parameters.parameter(names.next()).toDoubleVector();
        double[] mean = parameters.state(stateNames.next()).toDoubleVector();
        double[] variance = parameters.state(stateNames.next()).toDoubleVector();
        for (double[][] row : x) {
            for (double[] pixel : row) {
                Arrays.setAll(pixel, c -> gamma[c] * (pixel[c] - mean[c]) / Math.sqrt(variance[c] + EPSILON) + beta[c]);
            }
        }
    }

    private static double[][][] pool(double[][][] x) {
        double[][][] y = new double[x.length / 2][x[0].length / 2][x[0][0].length];
        for (int h = 0; h < y.length; h++) {
            for (int w = 0; w < y[0].length; w++) {
                for (int c = 0; c < y[0][0].length; c++) {
                    y[h][w][c] = Math.max(
                            Math.max(x[2 * h][2 * w][c], x[2 * h][2 * w + 1][c]),
                            Math.max(x[2 * h + 1][2 * w][c], x[2 * h + 1][2 * w + 1][c]));
                }
            }
        }
        return y;
    }
}
