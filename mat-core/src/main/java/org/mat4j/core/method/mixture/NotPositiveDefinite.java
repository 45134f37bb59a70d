package org.mat4j.core.method.mixture;

/** A covariance matrix that cannot be factored; {@link GaussianMixture} adds the class and the advice. */
final class NotPositiveDefinite extends Exception {
    private static final long serialVersionUID = 1L;

    NotPositiveDefinite(String message) {
        super(message);
    }
}
