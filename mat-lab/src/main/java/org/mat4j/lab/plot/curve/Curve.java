package org.mat4j.lab.plot.curve;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.mat4j.core.check.Checks;

/**
 * Points of a quantity, joined by a line in a chart.
 *
 * @param name of the run or model; decides on color and marker, see {@link org.mat4j.lab.plot.Palette#ofModels}
 * @param x [n], at least one, finite and ascending, such as parameter updates; not changed afterwards
 * @param y [n], finite; not changed afterwards
 */
public record Curve(String name, double[] x, double[] y) {

    /** Checks the points. */
    public Curve {
        String of = " of the curve '" + name + "'";
        boolean matching = x.length == y.length && x.length > 0;
        String sizes = x.length + " and " + y.length;
        Checks.require(matching, "number of points" + of, sizes, "as many x as y and at least one");
        int bad = IntStream.range(0, x.length)
                .filter(i -> !Double.isFinite(x[i]) || !Double.isFinite(y[i]) || i > 0 && x[i] <= x[i - 1])
                .findFirst()
                .orElse(-1);
        if (bad >= 0) {
            String found = "(" + x[bad] + ", " + y[bad] + ")";
            Checks.require(false, "point " + bad + of, found, "finite values, x above that of the point before");
        }
    }

    /** The value at the last point. */
    public double last() {
        return y[y.length - 1];
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
        Checks.require(most >= 1, "most points", most, "at least 1");
        int block = blockFor(most);
        return block == 1 ? this : new Curve(name, averaged(x, block), averaged(y, block));
    }

    /** The curve through some of the points. */
    Curve at(IntStream points) {
        int[] kept = points.toArray();
        return new Curve(
                name,
                IntStream.of(kept).mapToDouble(i -> x[i]).toArray(),
                IntStream.of(kept).mapToDouble(i -> y[i]).toArray());
    }

    /** How many points {@link #averaged} puts together. */
    int blockFor(int most) {
        return (x.length + most - 1) / most;
    }

    private static double[] averaged(double[] values, int block) {
        return IntStream.range(0, (values.length + block - 1) / block)
                .mapToDouble(i ->
                        StatUtils.mean(Arrays.copyOfRange(values, i * block, Math.min(values.length, (i + 1) * block))))
                .toArray();
    }
}
