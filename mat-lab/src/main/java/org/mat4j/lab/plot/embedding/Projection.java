package org.mat4j.lab.plot.embedding;

import java.util.Arrays;
import java.util.function.LongFunction;
import org.mat4j.core.check.Checks;

/** Puts points of any size into the plane, so that they can be drawn. */
public interface Projection {

    /** The ready projections. */
    enum Algorithm {
        /** Principal components: quick, keeps distances in the large. */
        PCA(seed -> new Pca()),
        /** t-SNE: slow, keeps neighbors together, as figure 5 of the paper. */
        TSNE(TSne::of);

        private final LongFunction<Projection> maker;

        Algorithm(LongFunction<Projection> maker) {
            this.maker = maker;
        }

        /** With a seed, which principal components do not need. */
        public Projection create(long seed) {
            return maker.apply(seed);
        }
    }

    /**
     * The places of some points. The same points give the same places.
     *
     * @param points [n, D], finite, all of the same size D of at least 1
     * @return [n, 2], in the order of the points
     * @throws IllegalArgumentException if the points are not so, or there are too few
     */
    double[][] project(double[][] points);

    /** How it is called in a picture, with what its result depends on. */
    String title();

    /** How many points it needs. */
    default int leastPoints() {
        return 1;
    }

    /**
     * Checks points before they are projected.
     *
     * @throws IllegalArgumentException if there are too few, or one is not finite or of another size
     */
    default void check(double[][] points) {
        requireEnough(points.length);
        int size = points[0].length;
        Checks.require(size > 0, "size of the points for " + title(), size, "at least 1");
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != size || !Arrays.stream(points[i]).allMatch(Double::isFinite)) {
                String found = Arrays.toString(points[i]);
                Checks.require(false, "point " + i + " for " + title(), found, size + " finite numbers as the first");
            }
        }
    }

    /**
     * Checks a number of points, so that too few are told before they are computed.
     *
     * @throws IllegalArgumentException if there are fewer than are needed
     */
    default void requireEnough(int points) {
        Checks.require(points >= leastPoints(), "number of points for " + title(), points, "at least " + leastPoints());
    }
}
