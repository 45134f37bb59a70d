package org.mat4j.core.measure.attack;

import org.mat4j.core.method.direction.Norm;

/** How much examples differ from each other, added up batch by batch. */
final class DataSpread {
    private double[] sum;
    private double squares;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private long n;

    void add(double[] values, int examples) {
        int d = values.length / examples;
        sum = sum == null ? new double[d] : sum;
        for (int i = 0; i < values.length; i++) {
            sum[i % d] += values[i];
            squares += values[i] * values[i];
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        n += examples;
    }

    /**
     * A size of perturbations that must be enough against any classifier.
     *
     * <p>L2: with s the root mean square distance of the examples from their mean, m equally frequent classes that are
     * as far apart as they can be, each a single point, have their boundaries at s sqrt(m / (2 (m - 1))); any variation
     * within the classes brings them nearer. L-infinity: half the difference between the largest and the smallest value
     * makes all examples alike.
     *
     * @param classCount m, at least 2
     */
    double largeSize(Norm norm, int classCount) {
        return switch (norm) {
            case L2 -> rootMeanSquare() * Math.sqrt(classCount / (2.0 * (classCount - 1)));
            case L_INFINITY -> (high - low) / 2;
        };
    }

    private double rootMeanSquare() {
        double meanSquared = 0;
        for (double s : sum) {
            meanSquared += s / n * (s / n);
        }
        return Math.sqrt(Math.max(0, squares / n - meanSquared));
    }
}
