package org.mat4j.core.method.mixture;

import org.mat4j.core.check.Checks;

/** The shape of the covariance matrix that each class's Gaussian has. */
public enum CovarianceType {
    /** A full symmetric matrix: D (D + 1) / 2 values per class. */
    FULL,

    /** Variances alone, for a high-dimensional latent (arXiv:1807.05832, section III-I): D values per class. */
    DIAGONAL,

    /** The identity, never estimated; the information regularizer is then the center loss (Proposition III.1). */
    IDENTITY,

    /** FULL for a latent of at most {@link #LARGEST_FULL_LATENT_SIZE} values, DIAGONAL for a larger one. */
    AUTO;

    /** The largest latent size D for which {@link #AUTO} is a full matrix. */
    public static final int LARGEST_FULL_LATENT_SIZE = 16;

    /**
     * The type in force for a latent size: this one, or what {@link #AUTO} is for it.
     *
     * @param d the latent size D, at least 1
     * @throws IllegalArgumentException if d is less than 1
     */
    public CovarianceType forLatentSize(int d) {
        Checks.atLeast(1, "latent size", d);
        return this != AUTO ? this : d <= LARGEST_FULL_LATENT_SIZE ? FULL : DIAGONAL;
    }
}
