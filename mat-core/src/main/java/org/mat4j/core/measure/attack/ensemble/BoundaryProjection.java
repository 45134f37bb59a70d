package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The shortest way from a point to a hyperplane within the bounds: min |d| with value + normal . d = 0 and
 * low &lt;= point + d &lt;= high.
 *
 * <p>Under L1 the elements move one after another. Else every element moves at a rate of its own, |normal_j| for L2 and 1 for L-infinity, until it meets a bound. What is gained rises with
 * the length of the way, piece by piece ever more slowly; so Newton's method from 0 on never goes too far, and ends exactly
 * at the hyperplane after a few pieces.
 */
final class BoundaryProjection {
    private final double[] directions;
    private final double[] rates;
    private final double[] rooms;
    private final double[] gains;

    private BoundaryProjection(Threat threat, double[] point, double[] normal, double value) {
        int d = point.length;
        directions = new double[d];
        rates = new double[d];
        rooms = new double[d];
        gains = new double[d];
        for (int j = 0; j < d; j++) {
            directions[j] = -Math.signum(value) * Math.signum(normal[j]);
            gains[j] = Math.abs(normal[j]);
            rates[j] = threat.norm() == Ball.L2 ? gains[j] : 1;
            double bound =
                    directions[j] > 0 ? threat.bounds().high() : threat.bounds().low();
            rooms[j] = directions[j] == 0 ? 0 : Math.max(0, directions[j] * (bound - point[j]));
        }
    }

    /**
     * @param point within the threat's bounds, [d]
     * @param normal of the hyperplane, [d]
     * @param value of the linear function at the point
     * @return the way d, [d]; as far as the bounds let it where they do not let it reach the hyperplane
     */
    static double[] way(Threat threat, double[] point, double[] normal, double value) {
        BoundaryProjection projection = new BoundaryProjection(threat, point, normal, value);
        if (value == 0) {
            return new double[point.length];
        }
        return threat.norm() == Ball.L1 ? projection.sparseWay(Math.abs(value)) : projection.way(Math.abs(value));
    }

    /** Element after element as far as its bound lets it, from the one that gains most. */
    private double[] sparseWay(double wanted) {
        int[] order = IntStream.range(0, gains.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -gains[j]))
                .mapToInt(j -> j)
                .toArray();
        double[] way = new double[gains.length];
        double left = wanted;
        for (int k = 0; k < order.length && left > 0 && gains[order[k]] > 0; k++) {
            int j = order[k];
            double move = Math.min(left / gains[j], rooms[j]);
            way[j] = directions[j] * move;
            left -= gains[j] * move;
        }
        return way;
    }

    private double[] way(double wanted) {
        double length = 0;
        double slope = slope(length);
        while (slope > 0) {
            double next = length + (wanted - gained(length)) / slope;
            if (!(next > length)) {
                return moved(length);
            }
            length = next;
            slope = slope(length);
        }
        return moved(Double.POSITIVE_INFINITY);
    }

    private double moved(int j, double length) {
        // Infinity times 0 would be NaN.
        return rates[j] == 0 ? 0 : Math.min(rates[j] * length, rooms[j]);
    }

    private double[] moved(double length) {
        double[] way = new double[rooms.length];
        Arrays.setAll(way, j -> directions[j] == 0 ? 0 : directions[j] * moved(j, length));
        return way;
    }

    private double gained(double length) {
        double gained = 0;
        for (int j = 0; j < rooms.length; j++) {
            gained += gains[j] == 0 ? 0 : gains[j] * moved(j, length);
        }
        return gained;
    }

    /** What a longer way gains, by those elements that have not met their bound. */
    private double slope(double length) {
        double slope = 0;
        for (int j = 0; j < rooms.length; j++) {
            slope += rates[j] * length < rooms[j] ? gains[j] * rates[j] : 0;
        }
        return slope;
    }
}
