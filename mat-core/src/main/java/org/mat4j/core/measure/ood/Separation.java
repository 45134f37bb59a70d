package org.mat4j.core.measure.ood;

import java.util.Arrays;
import org.mat4j.core.check.Checks;

/**
 * How well a score that is higher for what is more foreign tells strangers from home examples. All measures depend on
 * the order of the scores alone; equal scores are never told apart.
 *
 * @param home number of home examples, at least 1
 * @param strangers number of strangers, at least 1
 * @param auroc area under the receiver operating characteristic, 0 to 1: the share of all pairs in which the stranger
 *     scores higher, a tie counting half; 0.5 is guessing, less is worse than that
 * @param aupr area under the curve of precision by recall with strangers as the positives, 0 to 1, as average
 *     precision: the sum over the distinct scores t, from the highest, of (R(t) - R(before)) P(t), where R is the share
 *     of strangers that score at least t and P the share of strangers among all that do. Guessing gives about
 *     strangers / (strangers + home): it compares among sets of the same proportion alone
 * @param fprAt95 false positive rate at a true positive rate of 95 %, 0 to 1, less is better: the share of strangers
 *     that are taken for home examples where 95 % of the home examples are, that is, which score at most the lowest
 *     home score that at least 95 % of the home examples do not exceed (Liang et al., "Enhancing the Reliability of
 *     Out-of-distribution Image Detection in Neural Networks", ICLR 2018)
 */
public record Separation(int home, int strangers, double auroc, double aupr, double fprAt95) {
    /**
     * Measures.
     *
     * @param home scores of the home examples; infinite ones are allowed
     * @param strangers scores of the strangers
     * @throws IllegalArgumentException if there is no score of a kind, or one is NaN
     */
    public static Separation of(double[] home, double[] strangers) {
        double[] in = sorted(home, "home");
        double[] out = sorted(strangers, "stranger");
        int n = in.length;
        int m = out.length;
        long twicePairs = 0;
        double aupr = 0;
        int found = 0;
        int notBelow = 0;
        while (found < m) {
            double score = out[m - 1 - found];
            int equal = 0;
            while (found + equal < m && out[m - 1 - found - equal] == score) {
                equal++;
            }
            found += equal;
            int above = notBelow;
            while (above < n && in[n - 1 - above] > score) {
                above++;
            }
            notBelow = above;
            while (notBelow < n && in[n - 1 - notBelow] >= score) {
                notBelow++;
            }
            twicePairs += (long) equal * (2L * n - above - notBelow);
            aupr += (double) equal / m * found / (found + notBelow);
        }
        double threshold = in[(int) ((95L * n + 99) / 100) - 1];
        long accepted = Arrays.stream(out).filter(score -> score <= threshold).count();
        return new Separation(n, m, twicePairs / (2.0 * n * m), aupr, (double) accepted / m);
    }

    private static double[] sorted(double[] scores, String kind) {
        Checks.atLeast(1, "number of " + kind + " scores", scores.length);
        for (int i = 0; i < scores.length; i++) {
            Checks.require(!Double.isNaN(scores[i]), kind + " score " + i, scores[i], "a number");
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
