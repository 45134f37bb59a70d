package org.mat4j.lab.plot.embedding;

/** Puts points of any size into the plane, so that they can be drawn. */
public interface Projection {

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
}
