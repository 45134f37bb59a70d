package org.mat4j.lab.experiment;

import java.util.List;
import org.mat4j.core.measure.LatentGeometry;
import org.mat4j.core.measure.MixtureFit;
import org.mat4j.core.measure.ModelMeasures;

/**
 * The measures of a model's latent and probabilities, as {@code evaluate} prints them; see {@link ModelMeasures}.
 *
 * @param latent how the latent separates the classes
 * @param mixture how well the mixture agrees with the latents
 * @param calibration whether the probabilities mean what they say
 */
public record GeometrySummary(Latent latent, MixtureFit mixture, Calibrations calibration) {

    /**
     * See {@link LatentGeometry}.
     *
     * @param withinScatter mean squared distance of a latent to the mean of its class; smaller is more compact
     * @param betweenScatter mean squared distance of the class means to the overall one
     * @param fisherRatio of the two, the second over the first; larger is better separated
     * @param meanClassDistance mean distance of two class means
     * @param smallestClassDistance the least of them
     * @param nearestMeanAccuracy share of the latents that are nearest to the mean of their class, 0 to 1
     * @param silhouette by the class means, -1 to 1
     */
    public record Latent(
            double withinScatter,
            double betweenScatter,
            double fisherRatio,
            double meanClassDistance,
            double smallestClassDistance,
            double nearestMeanAccuracy,
            double silhouette) {

        static Latent of(LatentGeometry g) {
            return new Latent(
                    g.withinScatter(),
                    g.betweenScatter(),
                    g.fisherRatio(),
                    g.meanClassDistance(),
                    g.smallestClassDistance(),
                    g.nearestMeanAccuracy(),
                    g.silhouette());
        }
    }

    /**
     * Both kinds of probability.
     *
     * @param softmax p(y|x)
     * @param mixture p(k|z)
     */
    public record Calibrations(Calibration softmax, Calibration mixture) {}

    /**
     * See {@link org.mat4j.core.measure.Calibration}.
     *
     * @param expectedError ECE, 0 to 1
     * @param maximumError MCE, 0 to 1
     * @param negativeLogLikelihood natural logarithm, a mean
     * @param brierScore 0 to 2
     * @param accuracy 0 to 1
     * @param meanConfidence 0 to 1
     * @param bins those that have an example, from low to high confidence
     */
    public record Calibration(
            double expectedError,
            double maximumError,
            double negativeLogLikelihood,
            double brierScore,
            double accuracy,
            double meanConfidence,
            List<org.mat4j.core.measure.Calibration.Bin> bins) {

        static Calibration of(org.mat4j.core.measure.Calibration c) {
            return new Calibration(
                    c.expectedError(),
                    c.maximumError(),
                    c.negativeLogLikelihood(),
                    c.brierScore(),
                    c.accuracy(),
                    c.meanConfidence(),
                    c.bins().stream().filter(bin -> bin.count() > 0).toList());
        }
    }

    /** What is printed of the measures. */
    public static GeometrySummary of(ModelMeasures measures) {
        return new GeometrySummary(
                Latent.of(measures.latent()),
                measures.mixture(),
                new Calibrations(Calibration.of(measures.softmax()), Calibration.of(measures.posterior())));
    }
}
