package org.mat4j.data.preprocess;

import org.mat4j.data.image.ImageShape;

/** Scaling to [0, 1]. */
enum UnitScaling implements FittedPreprocessing {
    INSTANCE;

    @Override
    public PreprocessingKind kind() {
        return PreprocessingKind.SCALED;
    }

    @Override
    public void apply(byte[] pixels, float[] values, ImageShape shape) {
        UNIT_RANGE.apply(pixels, values, shape);
    }

    @Override
    public String toString() {
        return "scaled to [0, 1]";
    }
}
