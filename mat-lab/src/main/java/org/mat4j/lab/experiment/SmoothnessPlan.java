package org.mat4j.lab.experiment;

import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.train.listener.SmoothnessCurve;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageDataIterator;
import org.mat4j.data.image.PixelTransform;

/**
 * How the smoothness is followed during training: on validation images, without their labels.
 *
 * @param interval updates from one measurement to the next, at least 1
 * @param examples validation images that are measured, at least 1, or all if there are fewer; always the same ones
 */
public record SmoothnessPlan(long interval, int examples) {

    /** Images that are measured by default: seven passes forward and five back to the input for each. */
    public static final int DEFAULT_EXAMPLES = 200;

    /** Which images are drawn. */
    private static final long SEED = 1;

    /** Checks the values. */
    public SmoothnessPlan {
        if (interval < 1) {
            throw new IllegalArgumentException(
                    "updates between measurements of the smoothness is " + interval + "; expected at least 1");
        }
        if (examples < 1) {
            throw new IllegalArgumentException(
                    "images for the smoothness during training is " + examples + "; expected at least 1");
        }
    }

    /** On the default number of images. */
    public static SmoothnessPlan every(long updates) {
        return new SmoothnessPlan(updates, DEFAULT_EXAMPLES);
    }

    /** What measures it in one training. */
    SmoothnessCurve curve(ImageData validation, PixelTransform preprocessing, ManifoldDivergence.Form form) {
        ImageData measured = validation.atMost(examples, SEED);
        return new SmoothnessCurve(interval, form, () -> ImageDataIterator.forEvaluation(measured, preprocessing));
    }
}
