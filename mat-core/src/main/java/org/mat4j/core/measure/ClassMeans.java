package org.mat4j.core.measure;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The mean of each class that has an example. */
final class ClassMeans {

    private final double[][] means;
    private final int[] sizes;
    private final List<Integer> present;

    private ClassMeans(double[][] means, int[] sizes) {
        this.means = means;
        this.sizes = sizes;
        present = IntStream.range(0, sizes.length)
                .filter(k -> sizes[k] > 0)
                .boxed()
                .toList();
    }

    /** The means of checked latents [n, D]. */
    static ClassMeans of(double[][] latents, int[] labels, int classCount) {
        double[][] means = new double[classCount][latents[0].length];
        int[] sizes = new int[classCount];
        for (int i = 0; i < latents.length; i++) {
            sizes[labels[i]]++;
            for (int j = 0; j < latents[i].length; j++) {
                means[labels[i]][j] += latents[i][j];
            }
        }
        for (int k = 0; k < classCount; k++) {
            for (int j = 0; sizes[k] > 0 && j < means[k].length; j++) {
                means[k][j] /= sizes[k];
            }
        }
        ClassMeans result = new ClassMeans(means, sizes);
        if (result.present.size() < 2) {
            throw new IllegalArgumentException(
                    "the examples are of " + result.present.size() + " class, expected at least 2 to tell apart");
        }
        return result;
    }

    int classes() {
        return present.size();
    }

    double[] mean(int k) {
        return means[k];
    }

    /** From z to the nearest mean of another class than k. */
    double squaredDistanceToOthers(double[] z, int k) {
        double least = Double.POSITIVE_INFINITY;
        for (int other : present) {
            if (other != k) {
                least = Math.min(least, Rows.squaredDistance(z, means[other]));
            }
        }
        return least;
    }

    /** The mean over the examples of the squared distance of their class mean to the overall mean. */
    double betweenScatter() {
        int n = IntStream.of(sizes).sum();
        double[] mean = new double[means[0].length];
        for (int k : present) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += means[k][j] * sizes[k] / n;
            }
        }
        double sum = 0;
        for (int k : present) {
            sum += sizes[k] * Rows.squaredDistance(means[k], mean);
        }
        return sum / n;
    }

    double meanDistance() {
        return distances().average().orElseThrow();
    }

    double smallestDistance() {
        return distances().min().orElseThrow();
    }

    private DoubleStream distances() {
        return present.stream().flatMapToDouble(k -> present.stream()
                .filter(other -> other > k)
                .mapToDouble(other -> Math.sqrt(Rows.squaredDistance(means[k], means[other]))));
    }
}
