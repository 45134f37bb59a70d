package org.mat4j.lab.plot.embedding;

import java.util.Random;

/** Made-up latents: a Gaussian around each of some centers, in turn. */
final class Clusters {

    private Clusters() {}

    static double[][] points(int count, int clusters, int size) {
        Random random = new Random(11);
        double[][] centers = new double[clusters][size];
        for (double[] center : centers) {
            for (int d = 0; d < size; d++) {
                center[d] = 3 * random.nextGaussian();
            }
        }
        double[][] points = new double[count][size];
        for (int i = 0; i < count; i++) {
            for (int d = 0; d < size; d++) {
                points[i][d] = centers[i % clusters][d] + random.nextGaussian();
            }
        }
        return points;
    }

    static int[] labels(int count, int clusters) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % clusters;
        }
        return labels;
    }
}
