package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.Objects;
import org.mat4j.core.check.Checks;
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
        Checks.require(classCount >= 1, "class count", classCount, "at least 1");
        Checks.require(latents.length >= 1, "number of latents", latents.length, "at least 1");
        Checks.require(
                labels.length == latents.length,
                "number of labels",
                labels.length,
                "one for each of the " + latents.length + " latents");
        int latentSize = latents[0].length;
        Checks.require(latentSize >= 1, "length of latents row 0", latentSize, "at least 1");
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
        requireMatrix(latents, "latents", "[n, D]");
        requireMatrix(oneHotLabels, "labels", "[n, m] one-hot");
        Checks.require(
                latents.size(0) == oneHotLabels.size(0),
                "number of labels",
                oneHotLabels.size(0),
                "one for each of the " + latents.size(0) + " latents");
        int classCount = Math.toIntExact(oneHotLabels.size(1));
        int[] labels = classIndices(toRowMajor(oneHotLabels), classCount);
        return new LatentBatch(toRowMajor(latents), labels, Math.toIntExact(latents.size(1)), classCount);
    }

    private static void requireMatrix(INDArray array, String name, String expected) {
        Objects.requireNonNull(array, name);
        if (array.rank() != 2 || array.isEmpty() || array.length() == 0) {
            throw new IllegalArgumentException("shape of " + name + " is " + Arrays.toString(array.shape())
                    + ", expected " + expected + " with n >= 1");
        }
    }

    private static int[] classIndices(double[] oneHot, int classCount) {
        int[] labels = new int[oneHot.length / classCount];
        for (int i = 0; i < labels.length; i++) {
            int label = -1;
            for (int k = 0; k < classCount; k++) {
                double value = oneHot[i * classCount + k];
                if (value == 1 && label < 0) {
                    label = k;
                } else if (value != 0) {
                    throw notOneHot(i, "holds " + value + " in column " + k);
                }
            }
            if (label < 0) {
                throw notOneHot(i, "holds no 1");
            }
            labels[i] = label;
        }
        return labels;
    }

    private static IllegalArgumentException notOneHot(int row, String found) {
        return new IllegalArgumentException(
                "labels: row " + row + " " + found + ", expected one-hot: one 1 and otherwise 0");
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

    /** The mean latent of each class class by class, length m * D; zero for a class that is absent. */
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
