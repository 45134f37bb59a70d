package org.mat4j.lab.plot;

import java.util.stream.IntStream;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageDataIterator;
import org.mat4j.data.preprocess.FittedPreprocessing;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Latents of some examples with their classes.
 *
 * @param latents [n, D]
 * @param labels [n]
 */
public record LatentSample(double[][] latents, int[] labels) {

    /** Checks the lengths. */
    public LatentSample {
        if (latents.length != labels.length) {
            throw new IllegalArgumentException(
                    latents.length + " latents and " + labels.length + " labels; expected as many of each");
        }
    }

    /** The classes that have an example here, in order. */
    public int[] classes() {
        return IntStream.of(labels).distinct().sorted().toArray();
    }

    /**
     * The latents of one class, [m, D].
     *
     * @param k the class; it may have none
     */
    public double[][] ofClass(int k) {
        return IntStream.range(0, labels.length)
                .filter(i -> labels[i] == k)
                .mapToObj(i -> latents[i])
                .toArray(double[][]::new);
    }

    /** The latents that a model gives some examples, preprocessed as they were when it was trained. */
    public static LatentSample of(TrainedModel model, ImageData data) {
        double[][] latents = new double[data.size()][];
        int[] labels = new int[data.size()];
        int i = 0;
        ImageDataIterator batches = ImageDataIterator.forEvaluation(data, FittedPreprocessing.of(model));
        while (batches.hasNext()) {
            DataSet batch = batches.next();
            Classifier.Prediction prediction = model.classifier().predict(batch.getFeatures());
            for (double[] latent : prediction.latent().toDoubleMatrix()) {
                latents[i] = latent;
                labels[i] = data.label(i);
                i++;
            }
        }
        return new LatentSample(latents, labels);
    }
}
