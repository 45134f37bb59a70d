package org.mat4j.core.measure;

import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The latent of a model and its probabilities, measured in one pass over some labeled examples.
 *
 * @param latent how the latent separates the classes
 * @param mixture how well the model's mixture agrees with the latents
 * @param softmax calibration of p(y|x)
 * @param posterior calibration of p(k|z) of the mixture
 */
public record ModelMeasures(LatentGeometry latent, MixtureFit mixture, Calibration softmax, Calibration posterior) {
    /**
     * Measures.
     *
     * @param data from its present position to its end
     * @throws IllegalArgumentException if there is no example, a batch does not fit the model, an output is not finite, or
     *     the examples are of fewer than two classes
     */
    public static ModelMeasures of(TrainedModel model, DataSetIterator data) {
        ModelOutputs outputs = ModelOutputs.of(model.classifier(), data);
        double[][] logDensities = MixtureFit.logDensities(outputs.latents(), model.mixture());
        return new ModelMeasures(
                LatentGeometry.of(outputs.latents(), outputs.labels(), outputs.classCount()),
                MixtureFit.ofLogDensities(logDensities, outputs.labels()),
                Calibration.ofScores(outputs.logits(), outputs.labels()),
                Calibration.ofScores(logDensities, outputs.labels()));
    }
}
