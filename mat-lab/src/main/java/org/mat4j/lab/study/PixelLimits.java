package org.mat4j.lab.study;

import org.mat4j.core.measure.attack.PixelRange;
import org.mat4j.data.preprocess.FittedPreprocessing;
import org.mat4j.data.preprocess.PreprocessingKind;

/** Whether attacked images stay images. */
public enum PixelLimits {

    /** Any value: a perturbation has exactly the size of its level, as in the paper. */
    NONE {
        @Override
        PixelRange range(NamedModel model) {
            return PixelRange.unlimited();
        }
    },

    /** Pixels stay between black and white. */
    IMAGES {
        @Override
        PixelRange range(NamedModel model) {
            FittedPreprocessing preprocessing = model.preprocessing();
            if (preprocessing.kind() != PreprocessingKind.SCALED) {
                throw new IllegalArgumentException("the model '" + model.name() + "' was trained on images "
                        + preprocessing + ", whose values have no common limits; attack it without clipping");
            }
            return new PixelRange(0, 1);
        }
    };

    abstract PixelRange range(NamedModel model);
}
