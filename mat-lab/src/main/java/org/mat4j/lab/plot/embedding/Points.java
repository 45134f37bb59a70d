package org.mat4j.lab.plot.embedding;

import java.util.Arrays;

/** Checks of points before they are projected. */
final class Points {

    private Points() {}

    /**
     * @param least points needed
     * @param projection for the message
     */
    static void check(double[][] points, int least, String projection) {
        if (points.length < least) {
            throw new IllegalArgumentException(
                    projection + ": expected at least " + least + " points, found " + points.length);
        }
        int size = points[0].length;
        if (size == 0) {
            throw new IllegalArgumentException(projection + ": expected points of size 1 or more, found size 0");
        }
        for (int i = 0; i < points.length; i++) {
            if (points[i].length != size) {
                throw new IllegalArgumentException(projection + ": expected points of size " + size
                        + " as the first, found " + points[i].length + " at index " + i);
            }
            if (!Arrays.stream(points[i]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(projection + ": expected finite points, found "
                        + Arrays.toString(points[i]) + " at index " + i);
            }
        }
    }
}
