package org.mat4j.lab.experiment;

import org.mat4j.core.measure.Calibration;
import org.mat4j.core.measure.LatentGeometry;
import org.mat4j.core.measure.MixtureFit;
import org.mat4j.core.measure.ModelMeasures;

/**
 * The measures of a model's latent and probabilities, by the names of their {@linkplain org.mat4j.lab.output.Json JSON}.
 *
 * @param latent how the latent separates the classes
 * @param mixture how well the mixture agrees with the latents
 * @param calibration whether the probabilities mean what they say
 */
public record GeometrySummary(LatentGeometry latent, MixtureFit mixture, Calibrations calibration) {

    /**
     * Both kinds of probability; bins without an example are left out.
     *
     * @param softmax p(y|x)
     * @param mixture p(k|z)
     */
    public record Calibrations(Calibration softmax, Calibration mixture) {}

    /** Of the measures of a model. */
    public static GeometrySummary of(ModelMeasures measures) {
        return new GeometrySummary(
                measures.latent(),
                measures.mixture(),
                new Calibrations(withoutEmptyBins(measures.softmax()), withoutEmptyBins(measures.posterior())));
    }

    private static Calibration withoutEmptyBins(Calibration c) {
        return new Calibration(
                c.examples(),
                c.expectedError(),
                c.maximumError(),
                c.negativeLogLikelihood(),
                c.brierScore(),
                c.accuracy(),
                c.meanConfidence(),
                c.bins().stream().filter(bin -> bin.count() > 0).toList());
    }
}
