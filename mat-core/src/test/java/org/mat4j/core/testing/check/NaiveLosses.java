package org.mat4j.core.testing.check;

/** Losses of one example's scores, by loops. */
public final class NaiveLosses {

    private NaiveLosses() {}

    /** Probabilities exp(s_k) / sum_j exp(s_j). */
    public static double[] softmax(double[] scores) {
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score);
        }
        double[] p = new double[scores.length];
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(scores[k]) / sum;
        }
        return p;
    }

    /** -log p(y). */
    public static double crossEntropy(double[] logits, int label) {
        return -Math.log(softmax(logits)[label]);
    }

    /** log sum_{j != y} exp(s_j) - s_y. */
    public static double margin(double[] logits, int label) {
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            sum += k == label ? 0 : Math.exp(logits[k]);
        }
        return Math.log(sum) - logits[label];
    }

    /** -sum_k p_k log p_k. */
    public static double entropy(double[] logits) {
        double sum = 0;
        for (double p : softmax(logits)) {
            sum -= p * Math.log(p);
        }
        return sum;
    }

    /** sum_k p_k log(p_k / q_k) with p and q the softmax of a and b. */
    public static double kullbackLeibler(double[] a, double[] b) {
        double[] p = softmax(a);
        double[] q = softmax(b);
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            sum += p[k] * Math.log(p[k] / q[k]);
        }
        return sum;
    }

    /** 1/m sum_k (p_k - q_k)^2 with p and q the softmax of a and b. */
    public static double squaredDifference(double[] a, double[] b) {
        double[] p = softmax(a);
        double[] q = softmax(b);
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            sum += (p[k] - q[k]) * (p[k] - q[k]) / p.length;
        }
        return sum;
    }
}
