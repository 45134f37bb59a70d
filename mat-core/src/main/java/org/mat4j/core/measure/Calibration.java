package org.mat4j.core.measure;

import java.util.List;
import org.mat4j.core.method.mixture.GaussianMixture;

/**
 * Whether probabilities mean what they say: of the examples that get their class with confidence 0.8, 80 % should be
 * right. The confidence of an example is its largest probability, and the class is that probability's (the first of
 * several).
 *
 * <p>Source: Guo, Pleiss, Sun, Weinberger, "On Calibration of Modern Neural Networks", ICML 2017; M bins of equal width,
 * ((b - 1) / M, b / M].
 *
 * @param examples n
 * @param expectedError ECE, 0 to 1: sum over the bins of |accuracy - mean confidence|, weighted by their share of the
 *     examples
 * @param maximumError MCE, 0 to 1: the largest such difference of a bin that has an example
 * @param negativeLogLikelihood mean of -log p(y_i), natural logarithm; infinite if a true class has probability 0
 * @param brierScore mean of sum_k (p_k - [k = y_i])^2, 0 to 2
 * @param accuracy share of the examples whose class is the most likely one, 0 to 1
 * @param meanConfidence mean of the confidence, 0 to 1
 * @param bins the M bins, from low to high confidence
 */
public record Calibration(
        int examples,
        double expectedError,
        double maximumError,
        double negativeLogLikelihood,
        double brierScore,
        double accuracy,
        double meanConfidence,
        List<Bin> bins) {

    /** Bins by default, as in the source. */
    public static final int DEFAULT_BINS = 15;

    /** How far from 1 probabilities may sum to: those of single precision are. */
    private static final double SUM_TOLERANCE = 1e-3;

    /** Copies the list. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * The examples of a range of confidence.
     *
     * @param above lower end, itself outside
     * @param upTo upper end, itself inside
     * @param count number of examples
     * @param meanConfidence NaN if there is no example
     * @param accuracy share of them whose class is right, 0 to 1; NaN if there is no example
     */
    public record Bin(double above, double upTo, int count, double meanConfidence, double accuracy) {

        /** |accuracy - meanConfidence|; 0 if there is no example. */
        public double error() {
            return count == 0 ? 0 : Math.abs(accuracy - meanConfidence);
        }
    }

    /** As {@link #of(double[][], int[], int)}, with the default number of bins. */
    public static Calibration of(double[][] probabilities, int[] labels) {
        return of(probabilities, labels, DEFAULT_BINS);
    }

    /**
     * Measures.
     *
     * @param probabilities [n, m], each row in [0, 1] and summing to 1
     * @param labels [n], each in 0..m-1
     * @param binCount M, at least 1
     * @throws IllegalArgumentException if the lengths differ, there is no example, a row is not of probabilities, a label
     *     is no class index or the number of bins is below 1
     */
    public static Calibration of(double[][] probabilities, int[] labels, int binCount) {
        Rows.require(probabilities, "probabilities");
        Rows.requireLabels(labels, probabilities.length, "probabilities", probabilities[0].length);
        CalibrationBins bins = new CalibrationBins(binCount);
        for (int i = 0; i < labels.length; i++) {
            requireProbabilities(probabilities[i], i);
            // Not -log, which is minus zero for 1.
            bins.add(probabilities[i], labels[i], 0 - Math.log(probabilities[i][labels[i]]));
        }
        return bins.result();
    }

    /** As {@link #ofScores(double[][], int[], int)}, with the default number of bins. */
    public static Calibration ofScores(double[][] scores, int[] labels) {
        return ofScores(scores, labels, DEFAULT_BINS);
    }

    /**
     * Measures probabilities that are given by their logarithms up to a constant: exp(s_k) / sum_j exp(s_j). The
     * likelihood of a true class whose probability is too small for a double is taken exactly.
     *
     * @param scores [n, m], finite: logits for the softmax, log N(z; mu_k, Sigma_k) for p(k|z)
     * @param labels [n], each in 0..m-1
     * @param binCount M, at least 1
     * @throws IllegalArgumentException if the lengths differ, there is no example, a score is not finite, a label is no
     *     class index or the number of bins is below 1
     */
    public static Calibration ofScores(double[][] scores, int[] labels, int binCount) {
        Rows.require(scores, "scores");
        Rows.requireLabels(labels, scores.length, "scores", scores[0].length);
        CalibrationBins bins = new CalibrationBins(binCount);
        for (int i = 0; i < labels.length; i++) {
            double[] p = new double[scores[i].length];
            double logSum = Rows.logSumExp(scores[i]);
            for (int k = 0; k < p.length; k++) {
                p[k] = Math.exp(scores[i][k] - logSum);
            }
            bins.add(p, labels[i], logSum - scores[i][labels[i]]);
        }
        return bins.result();
    }

    /** Of the softmax p(y|x) of a model. */
    public static Calibration ofSoftmax(ModelOutputs outputs) {
        return ofScores(outputs.logits(), outputs.labels());
    }

    /**
     * Of p(k|z), by which a mixture tells the class of a latent.
     *
     * @throws IllegalArgumentException if the mixture does not fit the latents
     */
    public static Calibration ofPosterior(ModelOutputs outputs, GaussianMixture mixture) {
        return ofScores(MixtureFit.logDensities(outputs.latents(), mixture), outputs.labels());
    }

    private static void requireProbabilities(double[] row, int i) {
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            if (row[k] < 0 || row[k] > 1) {
                throw new IllegalArgumentException(
                        "probabilities: row " + i + ", column " + k + " is " + row[k] + ", expected 0 to 1");
            }
            sum += row[k];
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    "probabilities: row " + i + " sums to " + sum + ", expected 1 (are they logits?)");
        }
    }
}
