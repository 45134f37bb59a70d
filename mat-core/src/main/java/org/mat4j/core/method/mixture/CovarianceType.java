package org.mat4j.core.method.mixture;

/** The shape of the covariance matrix that each class's Gaussian has. */
public enum CovarianceType {
    /** A full symmetric matrix: D (D + 1) / 2 values a class. */
    FULL,

    /** Variances alone, for a high-dimensional latent (arXiv:1807.05832, section III-I): D values a class. */
    DIAGONAL,

    /** The identity, never estimated; the information regularizer is then the center loss (Proposition III.1). */
    IDENTITY;

    /** The largest latent size D for which {@link #forLatentSize} takes a full matrix. */
    public static final int LARGEST_FULL_LATENT_SIZE = 16;

    /**
     * The type taken when none is configured.
     *
     * @param d the latent size D, at least 1
     * @return FULL where D is at most {@link #LARGEST_FULL_LATENT_SIZE}, else DIAGONAL
     * @throws IllegalArgumentException if d is less than 1
     */
    public static CovarianceType forLatentSize(int d) {
        if (d < 1) {
            throw new IllegalArgumentException("latent size is " + d + ", expected at least 1");
        }
        return d <= LARGEST_FULL_LATENT_SIZE ? FULL : DIAGONAL;
    }
}
