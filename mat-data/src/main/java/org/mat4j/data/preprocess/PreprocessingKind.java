package org.mat4j.data.preprocess;

import java.util.Locale;

/** The kinds of preprocessing. */
public enum PreprocessingKind {
    /** Values of 0 to 255 to 0 to 1. */
    SCALED,
    /** Each channel to mean 0 and standard deviation 1. */
    STANDARDIZED,
    /** All values of an image uncorrelated, with variance 1, and as close to the image as that allows. */
    ZCA;

    /** {@return the name for command lines and files, such as {@code zca}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
