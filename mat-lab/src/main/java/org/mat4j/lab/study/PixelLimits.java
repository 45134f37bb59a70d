package org.mat4j.lab.study;

import org.mat4j.core.measure.attack.Bounds;
import org.mat4j.data.preprocess.FittedPreprocessing;
import org.mat4j.data.preprocess.PreprocessingKind;

/** Whether attacked images stay images. */
public enum PixelLimits {

    /** Any value: a perturbation has exactly the size of its level, as in the paper. */
    NONE {
        @Override
        Bounds bounds(NamedModel model) {
            return Bounds.unlimited();
        }
    },

    /** Pixels stay between black and white. */
    IMAGES {
        @Override
        Bounds bounds(NamedModel model) {
            FittedPreprocessing preprocessing = model.preprocessing();
            if (preprocessing.kind() != PreprocessingKind.SCALED) {
                throw new IllegalArgumentException("the model '" + model.name() + "' was trained on images "
                        + preprocessing + ", whose values have no common limits; attack it without clipping");
            }
            return new Bounds(0, 1);
        }
    };

    abstract Bounds bounds(NamedModel model);
}
