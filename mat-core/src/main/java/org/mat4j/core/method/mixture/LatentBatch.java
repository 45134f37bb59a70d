package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.train.monitor.LatentMonitor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * The latents of a labeled batch with how much each belongs to each class, checked once and then shared by
 * {@link MixtureEstimator} and {@link LatentMonitor}. Immutable.
 *
 * <p>It holds n >= 1 finite latents of D >= 1 values. Latent i has the weight w_ik in class k: 1 in its own and 0 elsewhere where
 * labels are classes, the label's probability of k where they are probabilities.
 */
public final class LatentBatch {
    private final double[] values;
    private final int latentSize;
    private final ClassWeighting weighting;
    private final double[] classWeights;
    private final double[] meanWeights;
    private final double[] classMeans;

    private LatentBatch(double[] values, int latentSize, ClassWeighting weighting) {
        this.values = values;
        this.latentSize = latentSize;
        this.weighting = weighting;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("latents: row " + i / latentSize + ", column " + i % latentSize
                        + " is " + values[i] + ", expected a finite number; the network has diverged: lower the"
                        + " learning rate or the weights of the loss terms, and check the input");
            }
        }
        int classCount = weighting.classCount();
        classWeights = new double[classCount];
        meanWeights = new double[classCount];
        classMeans = new double[classCount * latentSize];
        forEachWeight((i, k, weight) -> {
            classWeights[k] += weight;
            meanWeights[k] += weight * weight;
            for (int j = 0; j < latentSize; j++) {
                classMeans[k * latentSize + j] += weight * values[i * latentSize + j];
            }
        });
        for (int k = 0; k < classCount; k++) {
            for (int j = 0; classWeights[k] > 0 && j < latentSize; j++) {
                classMeans[k * latentSize + j] /= classWeights[k];
            }
            meanWeights[k] /= classWeights[k] > 0 ? classWeights[k] : 1;
        }
    }

    /**
     * A batch from Java arrays, which are copied.
     *
     * @param latents [n, D]
     * @param labels [n], each in 0..classCount-1
     * @param classCount m, at least 1
     * @throws IllegalArgumentException if the shapes do not match, the batch is empty, a latent is not finite or a
     *     label is out of range; the message names the row
     */
    public static LatentBatch of(double[][] latents, int[] labels, int classCount) {
        Objects.requireNonNull(latents, "latents");
        Objects.requireNonNull(labels, "labels");
        Checks.atLeast(1, "class count", classCount);
        Checks.atLeast(1, "number of latents", latents.length);
        Checks.require(
                labels.length == latents.length,
                "number of labels",
                labels.length,
                "one for each of the " + latents.length + " latents");
        int latentSize = latents[0].length;
        Checks.atLeast(1, "length of latents row 0", latentSize);
        double[] values = new double[Math.multiplyExact(latents.length, latentSize)];
        for (int i = 0; i < latents.length; i++) {
            Checks.require(
                    latents[i].length == latentSize,
                    "length of latents row " + i,
                    latents[i].length,
                    latentSize + " as in row 0");
            System.arraycopy(latents[i], 0, values, i * latentSize, latentSize);
        }
        return new LatentBatch(values, latentSize, ClassWeighting.of(labels, classCount));
    }

    /** As below, of one-hot labels. */
    public static LatentBatch of(INDArray latents, INDArray oneHotLabels) {
        return of(latents, oneHotLabels, LabelForm.ONE_HOT);
    }

    /**
     * A batch from ND4J arrays of any numeric type and order, which are copied.
     *
     * @param latents [n, D]
     * @param labels [n, m]
     * @param form what a row of labels says
     * @throws IllegalArgumentException if the shapes do not match, the batch is empty, a latent is not finite or a
     *     label is not of the form; the message names the row
     */
    public static LatentBatch of(INDArray latents, INDArray labels, LabelForm form) {
        requireMatrix(latents, "latents");
        requireMatrix(labels, "labels");
        int latentSize = Math.toIntExact(latents.size(1));
        int classCount = Math.toIntExact(labels.size(1));
        INDArray checked = new BatchCheck(new long[] {latentSize}, classCount, form).labels(labels, latents.size(0));
        return new LatentBatch(
                toRowMajor(latents), latentSize, ClassWeighting.of(toRowMajor(checked), (int) latents.size(0)));
    }

    private static void requireMatrix(INDArray array, String name) {
        Checks.require(
                array.rank() == 2 && array.length() > 0,
                "shape of " + name,
                Arrays.toString(array.shape()),
                "a matrix with a row per example");
    }

    private static double[] toRowMajor(INDArray array) {
        boolean asStored = array.ordering() == 'c'
                && array.offset() == 0
                && Shape.hasDefaultStridesForShape(array)
                && array.data().length() == array.length();
        if (asStored) {
            return array.data().asDouble();
        }
        INDArray copy = array.dup('c');
        double[] values = copy.data().asDouble();
        if (copy.closeable()) {
            copy.close();
        }
        return values;
    }

    /** The number of examples n, at least 1. */
    public int size() {
        return values.length / latentSize;
    }

    /** The latent size D. */
    public int latentSize() {
        return latentSize;
    }

    /** The number of classes m, of which a batch may show any part. */
    public int classCount() {
        return classWeights.length;
    }

    /** The class index of example i, the most likely one where labels are probabilities. */
    public int label(int i) {
        return weighting.largest(i);
    }

    /** The latent of example i, as a new array of length D. */
    public double[] latent(int i) {
        return Arrays.copyOfRange(values, i * latentSize, (i + 1) * latentSize);
    }

    /** All latents row by row, length n * D; not to be written to. */
    public double[] values() {
        return values;
    }

    /** Calls for each weight above 0, by example and then by class. */
    public void forEachWeight(WeightVisitor visitor) {
        weighting.forEach(visitor);
    }

    /** Takes the weights. */
    @FunctionalInterface
    public interface WeightVisitor {

        /**
         * Takes one.
         *
         * @param i example
         * @param k class
         * @param weight w_ik, above 0
         */
        void visit(int i, int k, double weight);
    }

    /** W_k = sum_i w_ik, how many examples each class has, length m; not to be written to. */
    public double[] classWeights() {
        return classWeights;
    }

    /**
     * sum_i w_ik^2 / W_k, the weight of each class's examples on the average over its own, length m: 1 for a class of one-hot labels,
     * 0 for one that is absent; not to be written to. The mean of a class has this over W_k of the variance of its latents.
     */
    public double[] meanWeights() {
        return meanWeights;
    }

    /** sum_i w_ik z_i / W_k, class by class, length m * D; zero for a class that is absent; not to be written to. */
    public double[] classMeans() {
        return classMeans;
    }
}
