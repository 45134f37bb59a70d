package org.mat4j.lab.plot.embedding;

import java.util.List;
import java.util.Objects;

/**
 * A model in a sheet of projections: the latents of the same examples under each level of an attack.
 *
 * @param model its name
 * @param latents for each level [n, D]
 * @param labels [n], the true classes, 0 to {@link org.mat4j.lab.plot.Palette#CLASSES} - 1
 */
public record ProjectionRow(String model, List<double[][]> latents, int[] labels) {

    /** Checks the lengths. */
    public ProjectionRow {
        Objects.requireNonNull(model, "model");
        latents = List.copyOf(latents);
        if (latents.isEmpty() || labels.length == 0) {
            throw new IllegalArgumentException(
                    "row '" + model + "': expected at least one level and one example, found " + latents.size()
                            + " and " + labels.length);
        }
        for (double[][] level : latents) {
            if (level.length != labels.length) {
                throw new IllegalArgumentException("row '" + model + "': expected a latent for each of the "
                        + labels.length + " labels, found " + level.length);
            }
        }
    }
}
