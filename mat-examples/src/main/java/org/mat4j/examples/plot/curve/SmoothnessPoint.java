package org.mat4j.examples.plot.curve;

import org.mat4j.core.evaluation.Smoothness;

/**
 * How smooth a model was at some time in its training.
 *
 * @param update parameter updates made before, at least 0
 * @param smoothness finite
 */
public record SmoothnessPoint(long update, Smoothness smoothness) {

    /** Checks the values. */
    public SmoothnessPoint {
        if (update < 0) {
            throw new IllegalArgumentException("update: expected at least 0, found " + update);
        }
        if (!Double.isFinite(smoothness.output()) || !Double.isFinite(smoothness.manifold())) {
            throw new IllegalArgumentException(
                    "smoothness: expected finite values, found " + smoothness + " at update " + update);
        }
    }
}
