package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.train.monitor.LatentMonitor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * The latents of a labeled batch with their class indices, checked once and then shared by
 * {@link MixtureEstimator} and {@link LatentMonitor}. Immutable.
 *
 * <p>It holds n >= 1 finite latents of D >= 1 values and n labels in 0..m-1.
 */
public final class LatentBatch {
    private final double[] values;
    private final int[] labels;
    private final int latentSize;
    private final int classCount;

    private LatentBatch(double[] values, int[] labels, int latentSize, int classCount) {
        this.values = values;
        this.labels = labels;
        this.latentSize = latentSize;
        this.classCount = classCount;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("latents: row " + i / latentSize + ", column " + i % latentSize
                        + " is " + values[i] + ", expected a finite number; the network has diverged: lower the"
                        + " learning rate or the weights of the loss terms, and check the input");
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classCount) {
                throw new IllegalArgumentException(
                        "labels: row " + i + " is " + labels[i] + ", expected a class index in 0.." + (classCount - 1));
            }
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
        return new LatentBatch(values, labels.clone(), latentSize, classCount);
    }

    /**
     * A batch from ND4J arrays of any numeric type and order, which are copied.
     *
     * @param latents [n, D]
     * @param oneHotLabels [n, m], each row one 1 and otherwise 0
     * @throws IllegalArgumentException if the shapes do not match, the batch is empty, a latent is not finite or a
     *     label is not one-hot; the message names the row
     */
    public static LatentBatch of(INDArray latents, INDArray oneHotLabels) {
        requireMatrix(latents, "latents");
        requireMatrix(oneHotLabels, "labels");
        int n = Math.toIntExact(latents.size(0));
        int latentSize = Math.toIntExact(latents.size(1));
        int classCount = Math.toIntExact(oneHotLabels.size(1));
        double[] oneHot = toRowMajor(new BatchCheck(new long[] {latentSize}, classCount).labels(oneHotLabels, n));
        int[] labels = new int[n];
        for (int i = 0; i < oneHot.length; i++) {
            labels[i / classCount] += oneHot[i] == 1 ? i % classCount : 0;
        }
        return new LatentBatch(toRowMajor(latents), labels, latentSize, classCount);
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
        return labels.length;
    }

    /** The latent size D. */
    public int latentSize() {
        return latentSize;
    }

    /** The number of classes m, of which a batch may show any part. */
    public int classCount() {
        return classCount;
    }

    /** The class index of example i. */
    public int label(int i) {
        return labels[i];
    }

    /** The latent of example i, as a new array of length D. */
    public double[] latent(int i) {
        return Arrays.copyOfRange(values, i * latentSize, (i + 1) * latentSize);
    }

    /** All latents row by row, length n * D; not to be written to. */
    public double[] values() {
        return values;
    }

    /** How many examples of each class there are, length m. */
    public int[] classSizes() {
        int[] sizes = new int[classCount];
        for (int label : labels) {
            sizes[label]++;
        }
        return sizes;
    }

    /** The mean latent of each class, class by class, length m * D; zero for a class that is absent. */
    public double[] classMeans(int[] classSizes) {
        double[] means = new double[classCount * latentSize];
        for (int i = 0; i < labels.length; i++) {
            int from = labels[i] * latentSize;
            for (int j = 0; j < latentSize; j++) {
                means[from + j] += values[i * latentSize + j];
            }
        }
        for (int k = 0; k < classCount; k++) {
            for (int j = 0; classSizes[k] > 0 && j < latentSize; j++) {
                means[k * latentSize + j] /= classSizes[k];
            }
        }
        return means;
    }
}
