package org.mat4j.lab.plot;

/** How a sheet of embeddings shows latents. */
public enum EmbeddingView {

    /** As points with the mixture's ellipses, about as many columns as rows. */
    POINTS,

    /** As smoothed densities, about as many columns as rows. */
    DENSITY,

    /** A row of points and below it a row of densities, as figure 2 of the paper. */
    POINTS_ABOVE_DENSITY
}
