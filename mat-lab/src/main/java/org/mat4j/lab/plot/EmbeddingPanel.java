package org.mat4j.lab.plot;

import java.util.Objects;
import org.mat4j.core.method.mixture.GaussianMixture;

/**
 * A model in a sheet of embeddings.
 *
 * @param title what to write above it, such as the method
 * @param sample its latents, of size 2
 * @param mixture its mixture, whose ellipses are drawn over the points
 */
public record EmbeddingPanel(String title, LatentSample sample, GaussianMixture mixture) {

    /** None may be null. */
    public EmbeddingPanel {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(mixture, "mixture");
    }
}
