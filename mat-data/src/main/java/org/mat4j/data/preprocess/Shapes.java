package org.mat4j.data.preprocess;

import org.mat4j.data.image.ImageShape;

/** The check that images have the shape of those that a preprocessing was fitted to. */
final class Shapes {
    private Shapes() {}

    static void require(ImageShape expected, ImageShape found, PreprocessingKind kind) {
        if (!expected.equals(found)) {
            throw new IllegalArgumentException("preprocessing '" + kind.id() + "': expected images of " + expected
                    + " as it was fitted to, found " + found);
        }
    }
}
