package org.mat4j.core.measure;

import java.util.ArrayList;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.internal.Rows;

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
        double[] surprise = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            requireProbabilities(probabilities[i], i);
            // Not -log, which is minus zero for 1.
            surprise[i] = 0 - Math.log(probabilities[i][labels[i]]);
        }
        return of(probabilities, surprise, labels, binCount);
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
        double[][] p = new double[labels.length][scores[0].length];
        double[] surprise = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            double logSum = Rows.logSumExp(scores[i]);
            for (int k = 0; k < p[i].length; k++) {
                p[i][k] = Math.exp(scores[i][k] - logSum);
            }
            surprise[i] = logSum - scores[i][labels[i]];
        }
        return of(p, surprise, labels, binCount);
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

    /** Of probabilities p, with -log of the true class's. */
    private static Calibration of(double[][] p, double[] surprise, int[] labels, int binCount) {
        Checks.atLeast(1, "number of bins", binCount);
        int n = labels.length;
        int[] counts = new int[binCount];
        int[] right = new int[binCount];
        double[] confidences = new double[binCount];
        double negativeLogLikelihood = 0;
        double brier = 0;
        for (int i = 0; i < n; i++) {
            int predicted = Rows.argMax(p[i]);
            int bin = binOf(p[i][predicted], binCount);
            counts[bin]++;
            confidences[bin] += p[i][predicted];
            right[bin] += predicted == labels[i] ? 1 : 0;
            negativeLogLikelihood += surprise[i];
            for (int k = 0; k < p[i].length; k++) {
                double difference = p[i][k] - (k == labels[i] ? 1 : 0);
                brier += difference * difference;
            }
        }
        List<Bin> bins = new ArrayList<>();
        int allRight = 0;
        double allConfidence = 0;
        double expected = 0;
        double maximum = 0;
        for (int b = 0; b < binCount; b++) {
            Bin bin = new Bin(
                    (double) b / binCount,
                    (b + 1.0) / binCount,
                    counts[b],
                    confidences[b] / counts[b],
                    (double) right[b] / counts[b]);
            bins.add(bin);
            allRight += right[b];
            allConfidence += confidences[b];
            expected += counts[b] * bin.error();
            maximum = Math.max(maximum, bin.error());
        }
        return new Calibration(
                n,
                expected / n,
                maximum,
                negativeLogLikelihood / n,
                brier / n,
                (double) allRight / n,
                allConfidence / n,
                bins);
    }

    private static int binOf(double confidence, int binCount) {
        int bin = (int) Math.min(binCount - 1, Math.ceil(confidence * binCount) - 1);
        // The product is rounded: the ends of the bins decide.
        while (bin > 0 && confidence <= (double) bin / binCount) {
            bin--;
        }
        while (bin < binCount - 1 && confidence > (bin + 1.0) / binCount) {
            bin++;
        }
        return bin;
    }
}
