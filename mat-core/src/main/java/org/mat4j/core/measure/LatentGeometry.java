package org.mat4j.core.measure;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.LatentBatch;

/**
 * How a latent separates the classes, about the class means of the examples that are measured. With n examples, n_k of
 * class k, class means m_k and the overall mean m, distances are in latent units, their squares in squared ones. A class
 * without an example does not count.
 *
 * @param examples n
 * @param classes number of classes that have an example, at least 2
 * @param withinScatter trace of S_w = (1/n) sum_i (z_i - m_{y_i})(z_i - m_{y_i})': the mean squared distance of a latent
 *     to the mean of its class; smaller is more compact
 * @param betweenScatter trace of S_b = (1/n) sum_k n_k (m_k - m)(m_k - m)'
 * @param meanClassDistance mean of ||m_j - m_k|| over all pairs of classes
 * @param smallestClassDistance the least of them
 * @param nearestMeanAccuracy share of the latents, 0 to 1, that are nearer to the mean of their class than to any other
 *     (a latent as near to another one counts as wrong)
 * @param silhouette mean of (b - a) / max(a, b), -1 to 1, with the distance a to the mean of the own class and b to the
 *     nearest other mean, 0 where both are 0: the simplified silhouette, which is cheap where the one of Rousseeuw (1987)
 *     takes n^2 distances
 */
public record LatentGeometry(
        int examples,
        int classes,
        double withinScatter,
        double betweenScatter,
        double meanClassDistance,
        double smallestClassDistance,
        double nearestMeanAccuracy,
        double silhouette) {
    /**
     * Measures.
     *
     * @param latents [n, D]
     * @param labels [n], each in 0..classCount-1
     * @param classCount m
     * @throws IllegalArgumentException if the lengths differ, a latent is not finite, a label is no class index, or the
     *     examples are of fewer than two classes
     */
    public static LatentGeometry of(double[][] latents, int[] labels, int classCount) {
        LatentBatch batch = LatentBatch.of(latents, labels, classCount);
        int n = batch.size();
        int size = batch.latentSize();
        double[] sizes = batch.classWeights();
        double[] all = batch.classMeans();
        double[][] means = new double[sizes.length][];
        Arrays.setAll(means, k -> Arrays.copyOfRange(all, k * size, (k + 1) * size));
        int[] present =
                IntStream.range(0, sizes.length).filter(k -> sizes[k] > 0).toArray();
        Checks.require(present.length >= 2, "number of classes of the examples", present.length, "at least 2");
        double within = 0;
        double silhouettes = 0;
        int nearest = 0;
        for (int i = 0; i < n; i++) {
            double[] z = batch.latent(i);
            int label = batch.label(i);
            double own = squaredDistance(z, means[label]);
            double other = IntStream.of(present)
                    .filter(k -> k != label)
                    .mapToDouble(k -> squaredDistance(z, means[k]))
                    .min()
                    .orElseThrow();
            within += own;
            nearest += own < other ? 1 : 0;
            silhouettes += silhouette(Math.sqrt(own), Math.sqrt(other));
        }
        DoubleSummaryStatistics distances = IntStream.of(present)
                .boxed()
                .flatMapToDouble(k -> IntStream.of(present)
                        .filter(other -> other > k)
                        .mapToDouble(other -> MathArrays.distance(means[k], means[other])))
                .summaryStatistics();
        return new LatentGeometry(
                n,
                present.length,
                within / n,
                betweenScatter(means, sizes, n),
                distances.getAverage(),
                distances.getMin(),
                (double) nearest / n,
                silhouettes / n);
    }

    private static double betweenScatter(double[][] means, double[] sizes, int n) {
        double[] overall = new double[means[0].length];
        for (int k = 0; k < means.length; k++) {
            for (int j = 0; j < overall.length; j++) {
                overall[j] += means[k][j] * sizes[k] / n;
            }
        }
        double sum = 0;
        for (int k = 0; k < means.length; k++) {
            sum += sizes[k] * squaredDistance(means[k], overall);
        }
        return sum / n;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            double difference = a[j] - b[j];
            sum += difference * difference;
        }
        return sum;
    }

    private static double silhouette(double own, double other) {
        double larger = Math.max(own, other);
        return larger == 0 ? 0 : (other - own) / larger;
    }

    /**
     * betweenScatter / withinScatter, Fisher's ratio J = trace(S_b) / trace(S_w); larger is better separated. 0 for
     * latents that are all one point, infinite for classes that are a point each.
     */
    public double fisherRatio() {
        return betweenScatter == 0 && withinScatter == 0 ? 0 : betweenScatter / withinScatter;
    }
}
