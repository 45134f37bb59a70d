package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;

/** The norm whose ball an attacker stays in, in plain numbers: those of {@link Norm}, and L1. */
public enum Ball {
    /** Sum of the absolute values: few of them may change, by much. */
    L1 {
        @Override
        double size(double[] r) {
            return Arrays.stream(r).map(Math::abs).sum();
        }

        @Override
        double roundings(int d) {
            return d;
        }

        @Override
        double[] steepest(double[] gradient) {
            double largest = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
            double[] steepest = new double[gradient.length];
            IntStream.range(0, gradient.length)
                    .filter(j -> Math.abs(gradient[j]) == largest)
                    .findFirst()
                    .ifPresent(j -> steepest[j] = Math.signum(gradient[j]));
            return steepest;
        }

        /**
         * The nearest point within both ball and bounds (Croce and Hein 2021, proposition 2.1): every element's absolute
         * value is cut by the same amount, then to what its bound leaves. The smallest such amount is found between two of
         * those where the sum of what remains, which is linear in pieces, bends.
         */
        @Override
        double[] within(double epsilon, Bounds bounds, double[] x, double[] r) {
            double[] sizes = Arrays.stream(r).map(Math::abs).toArray();
            double[] rooms = new double[r.length];
            Arrays.setAll(rooms, j -> Math.max(0, r[j] > 0 ? bounds.high() - x[j] : x[j] - bounds.low()));
            double cut = cut(sizes, rooms, epsilon);
            double[] within = new double[r.length];
            Arrays.setAll(within, j -> Math.signum(r[j]) * remains(sizes[j], rooms[j], cut));
            return within;
        }

        private static double remains(double size, double room, double cut) {
            return Math.min(Math.max(size - cut, 0), room);
        }

        private static double remain(double[] sizes, double[] rooms, double cut) {
            return IntStream.range(0, sizes.length)
                    .mapToDouble(j -> remains(sizes[j], rooms[j], cut))
                    .sum();
        }

        private static double cut(double[] sizes, double[] rooms, double epsilon) {
            if (remain(sizes, rooms, 0) <= epsilon) {
                return 0;
            }
            double[] bends = DoubleStream.concat(
                            DoubleStream.concat(DoubleStream.of(0), Arrays.stream(sizes)),
                            Arrays.stream(MathArrays.ebeSubtract(sizes, rooms)).filter(bend -> bend > 0))
                    .sorted()
                    .toArray();
            int low = 0;
            int high = bends.length - 1;
            while (high - low > 1) {
                int middle = (low + high) / 2;
                if (remain(sizes, rooms, bends[middle]) > epsilon) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            double tooMuch = remain(sizes, rooms, bends[low]);
            double share = (tooMuch - epsilon) / (tooMuch - remain(sizes, rooms, bends[high]));
            return bends[low] + share * (bends[high] - bends[low]);
        }
    },

    /** Euclidean. */
    L2 {
        @Override
        double size(double[] r) {
            // Scaled by the largest element: squares of small ones would vanish.
            double largest = L_INFINITY.size(r);
            return largest == 0 || !Double.isFinite(largest)
                    ? largest
                    : largest
                            * Math.sqrt(Arrays.stream(r)
                                    .map(v -> v / largest * (v / largest))
                                    .sum());
        }

        @Override
        double roundings(int d) {
            return Math.sqrt(d);
        }

        @Override
        double[] steepest(double[] gradient) {
            double size = size(gradient);
            return size == 0 ? gradient.clone() : MathArrays.scale(1 / size, gradient);
        }

        @Override
        double[] within(double epsilon, Bounds bounds, double[] x, double[] r) {
            return MathArrays.scale(Math.min(1, epsilon / Math.max(size(r), Double.MIN_NORMAL)), r);
        }
    },

    /** Largest absolute value. */
    L_INFINITY {
        @Override
        double size(double[] r) {
            return Arrays.stream(r).map(Math::abs).max().orElse(0);
        }

        @Override
        double roundings(int d) {
            return 1;
        }

        @Override
        double[] steepest(double[] gradient) {
            return Arrays.stream(gradient).map(Math::signum).toArray();
        }

        @Override
        double[] within(double epsilon, Bounds bounds, double[] x, double[] r) {
            return Arrays.stream(r)
                    .map(v -> Math.max(-epsilon, Math.min(epsilon, v)))
                    .toArray();
        }
    };

    /** That of a norm. */
    public static Ball of(Norm norm) {
        return norm == Norm.L2 ? L2 : L_INFINITY;
    }

    /** The norm of a perturbation, [d]. */
    abstract double size(double[] r);

    /** By how many times the rounding of a single value the rounding of d of them can change a size. */
    abstract double roundings(int d);

    /** The direction of norm 1 along which a function rises most; zero where its gradient is. */
    abstract double[] steepest(double[] gradient);

    /**
     * A perturbation of at most a size: itself where it is; else moved onto the ball, for L1 within the bounds.
     *
     * @param x the example, within the bounds, [d]
     * @param r [d]
     */
    abstract double[] within(double epsilon, Bounds bounds, double[] x, double[] r);
}
