package org.mat4j.core.train.monitor;

import org.mat4j.core.method.mixture.LatentBatch;

/**
 * The squares of {@link LatentStatistics}, which can be averaged over batches without bias: the estimate of between may
 * be negative, and cutting it at 0 before averaging would make inseparable classes look separated.
 */
record LatentMoments(double total, double within, double between) {

    static LatentMoments of(LatentBatch batch) {
        int n = batch.size();
        int size = batch.latentSize();
        int[] classSizes = batch.classSizes();
        double[] classMeans = batch.classMeans(classSizes);
        double[] mean = new double[size];
        int classes = 0;
        for (int k = 0; k < classSizes.length; k++) {
            classes += classSizes[k] > 0 ? 1 : 0;
            for (int j = 0; j < size; j++) {
                mean[j] += classMeans[k * size + j] * classSizes[k] / n;
            }
        }
        double sumWithin = 0;
        double[] values = batch.values();
        for (int i = 0; i < n; i++) {
            sumWithin += squaredDistance(values, i * size, classMeans, batch.label(i) * size, size);
        }
        double sumBetween = 0;
        for (int k = 0; k < classSizes.length; k++) {
            sumBetween += classSizes[k] * squaredDistance(classMeans, k * size, mean, 0, size);
        }
        double total = (sumWithin + sumBetween) / n;
        if (!Double.isFinite(total)) {
            throw new IllegalArgumentException("latents are so large that their squared scale overflows, expected a"
                    + " finite number; the network has diverged");
        }
        double within = n > classes ? sumWithin / (n - classes) : Double.NaN;
        double between = classes > 1 ? (sumBetween - (classes - 1) * within) / n : Double.NaN;
        return new LatentMoments(total, within, between);
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
    LatentMoments average(LatentMoments next, double decay) {
        return new LatentMoments(
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

    LatentStatistics statistics() {
        return new LatentStatistics(Math.sqrt(total), Math.sqrt(within), Math.sqrt(Math.max(0, between)));
    }
}
