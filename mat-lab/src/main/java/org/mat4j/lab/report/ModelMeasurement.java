package org.mat4j.lab.report;

import org.mat4j.core.measure.Smoothness;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.data.image.ImageData;
import org.mat4j.lab.experiment.GeometrySummary;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.study.NamedModel;

/**
 * Smoothness and latent of a model.
 *
 * @param name the model's
 * @param smoothness under a unit perturbation
 * @param geometry of its latent, and calibration
 */
record ModelMeasurement(String name, Smoothness smoothness, GeometrySummary geometry) {

    /** The same divergence for all models, so that they compare. */
    private static final ManifoldDivergence.Form FORM = ManifoldDivergence.Form.POSTERIOR;

    static ModelMeasurement of(NamedModel model, ImageData images, long seed) {
        try (SmoothnessMeter meter = new SmoothnessMeter(model.model(), FORM)) {
            return new ModelMeasurement(
                    model.name(),
                    meter.measure(model.batches(images), seed),
                    GeometrySummary.of(Scores.measures(model.model(), images)));
        }
    }
}
