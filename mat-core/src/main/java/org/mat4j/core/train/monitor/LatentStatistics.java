package org.mat4j.core.train.monitor;

import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.LatentBatch;

/**
 * The scale and spread of a batch of latents, in latent units; squared, they can be averaged over batches without bias.
 *
 * <p>The two variances estimate those of the classes, not of the batch's few examples: the means of n_k examples each
 * differ even where the classes do not, so what that noise contributes is taken out. With c classes in the batch,
 * SSW = sum_i ||z_i - m_{y_i}||^2 and SSB = sum_i ||m_{y_i} - m||^2 (m the overall mean, m_k that of class k):
 * within = SSW / (n - c), between = (SSB - (c - 1) within) / n. Without the correction ten inseparable classes in a batch
 * of 100 would show a separation of 0.3. Labels that are probabilities weigh the sums, and c is then the sum of {@link
 * LatentBatch#meanWeights}, which is the number of classes where labels are one-hot.
 *
 * @param total the mean square distance of the latents from their overall mean
 * @param within the mean square distance of latents from their class mean; NaN while no batch has held two examples of a
 *     class
 * @param between the mean square distance of the class means from the overall mean, below 0 where noise outweighs it; NaN
 *     also while no batch has held two classes
 */
public record LatentStatistics(double total, double within, double between) {

    /**
     * The statistics of one batch.
     *
     * @throws IllegalArgumentException if the latents are so large that their squares overflow
     */
    public static LatentStatistics of(LatentBatch batch) {
        int n = batch.size();
        int size = batch.latentSize();
        double[] weights = batch.classWeights();
        double[] classMeans = batch.classMeans();
        double classes = Arrays.stream(batch.meanWeights()).sum();
        double[] mean = new double[size];
        for (int k = 0; k < weights.length; k++) {
            for (int j = 0; j < size; j++) {
                mean[j] += classMeans[k * size + j] * weights[k] / n;
            }
        }
        double[] values = batch.values();
        double[] ofExample = new double[n];
        batch.forEachWeight((i, k, weight) ->
                ofExample[i] += weight * squaredDistance(values, i * size, classMeans, k * size, size));
        double sumWithin = 0;
        for (double distance : ofExample) {
            sumWithin += distance;
        }
        double sumBetween = 0;
        for (int k = 0; k < weights.length; k++) {
            sumBetween += weights[k] * squaredDistance(classMeans, k * size, mean, 0, size);
        }
        double total = (sumWithin + sumBetween) / n;
        Checks.require(
                Double.isFinite(total),
                "squared scale of the latents",
                total,
                "a finite one; the network has diverged");
        double within = n > classes ? sumWithin / (n - classes) : Double.NaN;
        double between = classes > 1 ? (sumBetween - (classes - 1) * within) / n : Double.NaN;
        return new LatentStatistics(total, within, between);
    }

    private static double squaredDistance(double[] a, int fromA, double[] b, int fromB, int size) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            double difference = a[fromA + j] - b[fromB + j];
            sum += difference * difference;
        }
        return sum;
    }

    /** The exponential moving average of this, the old value, and the next one. */
    LatentStatistics average(LatentStatistics next, double decay) {
        return new LatentStatistics(
                average(total, next.total, decay),
                average(within, next.within, decay),
                average(between, next.between, decay));
    }

    private static double average(double old, double next, double decay) {
        if (Double.isNaN(old)) {
            return next;
        }
        return Double.isNaN(next) ? old : decay * old + (1 - decay) * next;
    }

    /** The root mean square distance of the latents from their overall mean. */
    public double scale() {
        return Math.sqrt(total);
    }

    /** The root of {@link #within}. */
    public double withinClassSpread() {
        return Math.sqrt(within);
    }

    /** The root of {@link #between}; 0 where that is negative. */
    public double betweenClassSpread() {
        return Math.sqrt(Math.max(0, between));
    }

    /**
     * betweenClassSpread / withinClassSpread: how far apart the classes are. 0 for latents that are all one point,
     * infinite for classes that are a point each, NaN where a spread is.
     */
    public double separation() {
        return betweenClassSpread() == 0 && withinClassSpread() == 0 ? 0 : betweenClassSpread() / withinClassSpread();
    }
}
