package org.mat4j.core.method.direction;

import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** The norm in which a perturbation's size is measured, for each example over all of its input dimensions. */
public enum Norm {

    /** Euclidean. */
    L2 {
        @Override
        public SDVariable steepest(SDVariable gradient, int rank) {
            return unit(gradient, rank);
        }

        @Override
        public SDVariable project(SDVariable r, SDVariable epsilon, int rank) {
            SameDiff graph = r.getSameDiff();
            SDVariable size = graph.math().sqrt(graph.sum(r.mul(r), true, axes(rank)));
            SDVariable longer = graph.max(size, epsilon);
            return r.mul(epsilon.div(longer.add(isZero(longer))));
        }

        @Override
        SDVariable start(SDVariable noise, int rank) {
            return unit(noise, rank);
        }
    },

    /** Largest absolute element. */
    L_INFINITY {
        @Override
        public SDVariable steepest(SDVariable gradient, int rank) {
            return gradient.getSameDiff().math().sign(gradient);
        }

        @Override
        public SDVariable project(SDVariable r, SDVariable epsilon, int rank) {
            SameDiff graph = r.getSameDiff();
            return graph.max(graph.min(r, epsilon), epsilon.neg());
        }

        @Override
        SDVariable start(SDVariable noise, int rank) {
            return noise.getSameDiff().math().erf(noise.mul(Math.sqrt(0.5)));
        }
    };

    /**
     * The direction of norm 1 along which a loss with this gradient rises most: gradient / |gradient| for L2, its sign
     * for L-infinity. An example whose gradient is zero gets the zero vector.
     *
     * @param gradient [n, ...]
     * @param rank number of axes of the gradient, at least 2
     * @return of the gradient's shape
     */
    public abstract SDVariable steepest(SDVariable gradient, int rank);

    /**
     * The nearest perturbation of at most a given size: each example that is larger is scaled down for L2, cut off
     * element by element for L-infinity. Not made to be differentiated.
     *
     * @param r [n, ...]
     * @param epsilon at least 0, of shape [1, ...] with as many axes as r
     * @param rank number of axes of r, at least 2
     * @return of r's shape
     */
    public abstract SDVariable project(SDVariable r, SDVariable epsilon, int rank);

    /**
     * A random perturbation of a size of at most 1: of length 1 and uniform direction for L2, uniform in the ball for
     * L-infinity.
     *
     * @param noise independent standard normal numbers, [n, ...]
     * @param rank number of axes of the noise, at least 2
     */
    abstract SDVariable start(SDVariable noise, int rank);

    /**
     * Each example divided by its Euclidean norm; a zero example stays zero.
     *
     * @param d [n, ...]
     * @param rank number of axes of d, at least 2
     */
    static SDVariable unit(SDVariable d, int rank) {
        return unit(d, largest(d, rank), rank);
    }

    private static SDVariable unit(SDVariable d, SDVariable largest, int rank) {
        SameDiff graph = d.getSameDiff();
        // Divided by the largest element first: squares of small gradients would vanish in single precision.
        SDVariable scaled = d.div(largest.add(isZero(largest)));
        SDVariable norm = graph.math().sqrt(graph.sum(scaled.mul(scaled), true, axes(rank)));
        return scaled.div(norm.add(isZero(norm)));
    }

    /**
     * As {@link #unit}, but an example that is zero takes the fallback's value.
     *
     * @param d [n, ...]
     * @param fallback of d's shape
     * @param rank number of axes of d, at least 2
     */
    static SDVariable unitOr(SDVariable d, SDVariable fallback, int rank) {
        SDVariable largest = largest(d, rank);
        return unit(d, largest, rank).add(fallback.mul(isZero(largest)));
    }

    private static SDVariable largest(SDVariable d, int rank) {
        SameDiff graph = d.getSameDiff();
        return graph.max(graph.math().abs(d), true, axes(rank));
    }

    private static int[] axes(int rank) {
        return IntStream.range(1, rank).toArray();
    }

    /** 1 where a non-negative value is 0, else 0. */
    private static SDVariable isZero(SDVariable nonNegative) {
        return nonNegative.getSameDiff().math().sign(nonNegative).rsub(1.0);
    }
}
