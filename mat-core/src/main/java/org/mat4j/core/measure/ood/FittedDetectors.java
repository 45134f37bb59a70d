package org.mat4j.core.measure.ood;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.ModelOutputs;
import org.mat4j.core.measure.internal.Rows;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Detectors that are fitted to a model, which must stay open. */
public final class FittedDetectors {
    private final Classifier classifier;
    private final Map<String, Detector.Score> scores;

    private FittedDetectors(Classifier classifier, Map<String, Detector.Score> scores) {
        this.classifier = classifier;
        this.scores = scores;
    }

    /**
     * Fits detectors.
     *
     * @param model open
     * @param training labeled examples that it was trained on, from the present position to the end
     * @param detectors with distinct names
     * @throws IllegalArgumentException if two have the same name, there is no example, a batch does not fit the model, an
     *     output is not finite, or the examples do not suffice for a detector
     */
    public static FittedDetectors of(TrainedModel model, DataSetIterator training, List<Detector> detectors) {
        ModelOutputs outputs = ModelOutputs.of(model.classifier(), training);
        Map<String, Detector.Score> scores = new LinkedHashMap<>();
        for (Detector detector : detectors) {
            Detector.Score other = scores.put(detector.id(), detector.fit(model.mixture(), outputs));
            Checks.require(other == null, "detector '" + detector.id() + "'", "there twice", "each name once");
        }
        return new FittedDetectors(model.classifier(), scores);
    }

    /**
     * Scores examples; higher is more foreign.
     *
     * @param name of the examples, for messages
     * @param data from its present position to its end; labels are not read
     * @return by the detector's name, in the order of the detectors: a score for each example, in their order
     * @throws IllegalArgumentException if there is no example, a batch does not fit the model, or an output is not finite
     */
    public Map<String, double[]> scores(String name, DataSetIterator data) {
        List<double[]> latents = new ArrayList<>();
        List<double[]> logits = new ArrayList<>();
        while (data.hasNext()) {
            Classifier.Prediction prediction = classifier.predict(data.next().getFeatures());
            Collections.addAll(latents, prediction.latent().toDoubleMatrix());
            Collections.addAll(logits, prediction.logits().toDoubleMatrix());
        }
        int n = latents.size();
        Checks.atLeast(1, "number of examples of '" + name + "'", n);
        Rows.require(latents.toArray(double[][]::new), "latents of '" + name + "'");
        Rows.require(logits.toArray(double[][]::new), "logits of '" + name + "'");
        Map<String, double[]> all = new LinkedHashMap<>();
        scores.forEach((id, score) -> {
            double[] each = new double[n];
            for (int i = 0; i < n; i++) {
                each[i] = score.of(latents.get(i), logits.get(i));
            }
            all.put(id, each);
        });
        return all;
    }
}
