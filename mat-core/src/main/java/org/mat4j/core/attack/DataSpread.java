package org.mat4j.core.attack;

/** How far examples lie from their mean, added up batch by batch. */
final class DataSpread {

    private double[] sum;
    private double squares;
    private long n;

    void add(double[] values, int examples) {
        int d = values.length / examples;
        sum = sum == null ? new double[d] : sum;
        for (int i = 0; i < values.length; i++) {
            sum[i % d] += values[i];
            squares += values[i] * values[i];
        }
        n += examples;
    }

    /** The root mean square of the L2 distance to the mean. */
    double rootMeanSquare() {
        double meanSquared = 0;
        for (double s : sum) {
            meanSquared += s / n * (s / n);
        }
        return Math.sqrt(Math.max(0, squares / n - meanSquared));
    }
}
