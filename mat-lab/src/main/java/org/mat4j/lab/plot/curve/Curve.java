package org.mat4j.lab.plot.curve;

import java.util.Objects;

/**
 * Points of a quantity, joined by a line in a chart.
 *
 * @param name of the run or model; decides on color and marker, see {@link org.mat4j.lab.plot.Palette#ofModels}
 * @param x [n], finite and ascending, such as parameter updates
 * @param y [n], finite
 */
public record Curve(String name, double[] x, double[] y) {

    /** Checks the points; there must be at least one. */
    public Curve {
        Objects.requireNonNull(name, "name");
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException("curve '" + name + "': expected as many x as y and at least one, found "
                    + x.length + " and " + y.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
                throw new IllegalArgumentException("curve '" + name + "': expected finite values, found (" + x[i] + ", "
                        + y[i] + ") at index " + i);
            }
            if (i > 0 && x[i] <= x[i - 1]) {
                throw new IllegalArgumentException("curve '" + name + "': expected ascending x, found " + x[i]
                        + " after " + x[i - 1] + " at index " + i);
            }
        }
        x = x.clone();
        y = y.clone();
    }

    /** A copy. */
    @Override
    public double[] x() {
        return x.clone();
    }

    /** A copy. */
    @Override
    public double[] y() {
        return y.clone();
    }

    /** The number of points. */
    public int size() {
        return x.length;
    }

    /**
     * A curve of fewer points, each the mean of as many neighboring ones; what is left over at the end is averaged as
     * well. The curve itself if it is short enough.
     *
     * @param most points of the result, at least 1
     */
    public Curve averaged(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("points: expected at least 1, found " + most);
        }
        int block = blockFor(most);
        if (block == 1) {
            return this;
        }
        int count = (x.length + block - 1) / block;
        double[] meanX = new double[count];
        double[] meanY = new double[count];
        for (int i = 0; i < count; i++) {
            int end = Math.min(x.length, (i + 1) * block);
            meanX[i] = mean(x, i * block, end);
            meanY[i] = mean(y, i * block, end);
        }
        return new Curve(name, meanX, meanY);
    }

    /** How many points {@link #averaged} puts together. */
    int blockFor(int most) {
        return (x.length + most - 1) / most;
    }

    private static double mean(double[] values, int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += values[i];
        }
        return sum / (end - start);
    }
}
