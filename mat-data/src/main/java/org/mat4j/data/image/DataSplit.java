package org.mat4j.data.image;

import java.util.Objects;

/**
 * Two disjoint parts of one whole.
 *
 * @param training   the examples to train on
 * @param validation the examples to choose settings by
 */
public record DataSplit(ImageData training, ImageData validation) {
    /** Neither part may be null. */
    public DataSplit {
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(validation, "validation");
    }
}
