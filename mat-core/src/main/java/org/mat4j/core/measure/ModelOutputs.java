package org.mat4j.core.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.internal.Rows;
import org.mat4j.core.model.Classifier;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What a network gives for some labeled examples: n * (D + m) numbers, whatever the size of the inputs. The arrays are
 * not copied and are not to be written to.
 *
 * @param latents [n, D]
 * @param logits [n, m]
 * @param labels [n], each in 0..m-1
 */
public record ModelOutputs(double[][] latents, double[][] logits, int[] labels) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no example, the lengths differ, a value is not finite or a label is
     *     no class index; the message names the row
     */
    public ModelOutputs {
        Rows.require(logits, "logits");
        Rows.require(latents, "latents");
        Rows.requireLabels(labels, latents.length, "latents", logits[0].length);
        Rows.requireLabels(labels, logits.length, "logits", logits[0].length);
    }

    /**
     * Predicts batch by batch.
     *
     * @param classifier the network
     * @param data from its present position to its end
     * @throws IllegalArgumentException if there is no example, a batch does not fit the network or an output is not
     *     finite
     */
    public static ModelOutputs of(Classifier classifier, DataSetIterator data) {
        Objects.requireNonNull(classifier, "classifier");
        List<double[]> latents = new ArrayList<>();
        List<double[]> logits = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        while (data.hasNext()) {
            DataSet batch = data.next();
            INDArray oneHot = classifier.check().labels(batch);
            Classifier.Prediction prediction = classifier.predict(batch.getFeatures());
            Collections.addAll(latents, prediction.latent().toDoubleMatrix());
            Collections.addAll(logits, prediction.logits().toDoubleMatrix());
            for (int label : oneHot.argMax(1).toIntVector()) {
                labels.add(label);
            }
        }
        Checks.atLeast(1, "number of examples in the data", labels.size());
        return new ModelOutputs(
                latents.toArray(double[][]::new),
                logits.toArray(double[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The number of examples n, at least 1. */
    public int size() {
        return labels.length;
    }

    /** The number of classes m. */
    public int classCount() {
        return logits[0].length;
    }

    /** Percent of the examples whose largest logit, the first of equal ones, is not their label's. */
    public double errorPercent() {
        long wrong = IntStream.range(0, labels.length)
                .filter(i -> Rows.argMax(logits[i]) != labels[i])
                .count();
        return 100.0 * wrong / labels.length;
    }

    /**
     * ND4J's evaluation of the same: accuracy, precision, recall, F1 and the confusion matrix by class.
     *
     * @param classNames in the order of the logits
     */
    public Evaluation evaluation(List<String> classNames) {
        Checks.require(
                classNames.size() == classCount(), "number of class names", classNames.size(), classCount() + "");
        Evaluation evaluation = new Evaluation(classNames);
        INDArray scores = Nd4j.createFromArray(logits);
        INDArray oneHot = Nd4j.zeros(DataType.DOUBLE, scores.shape());
        for (int i = 0; i < labels.length; i++) {
            oneHot.putScalar(i, labels[i], 1);
        }
        evaluation.eval(oneHot, Transforms.softmax(scores));
        return evaluation;
    }
}
