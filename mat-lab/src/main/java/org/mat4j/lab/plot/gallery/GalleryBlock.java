package org.mat4j.lab.plot.gallery;

import java.util.List;
import java.util.Objects;

/**
 * The examples of one method.
 *
 * @param title what to write beside them, such as the method
 * @param examples at least one; those of all methods best in the same order, so that columns compare
 */
public record GalleryBlock(String title, List<GalleryExample> examples) {

    /** Checks that there is an example. */
    public GalleryBlock {
        Objects.requireNonNull(title, "title");
        examples = List.copyOf(examples);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("block '" + title + "': expected at least one example, found none");
        }
    }
}
