package org.mat4j.lab.plot.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How far neighbors in a picture are neighbors in truth (Venna and Kaski 2001): 1 if all are, about 0.5 by chance. */
final class Trustworthiness {

    private Trustworthiness() {}

    /**
     * @param points [n, D]
     * @param places [n, 2]
     * @param k neighbors looked at, less than half of the points
     */
    static double of(double[][] points, double[][] places, int k) {
        int n = points.length;
        long penalty = 0;
        for (int i = 0; i < n; i++) {
            List<Integer> truth = neighbors(points, i);
            for (int neighbor : neighbors(places, i).subList(0, k)) {
                penalty += Math.max(0, truth.indexOf(neighbor) + 1 - k);
            }
        }
        return 1 - 2.0 / (n * k * (2.0 * n - 3 * k - 1)) * penalty;
    }

    /** All others, the nearest first. */
    private static List<Integer> neighbors(double[][] points, int i) {
        double[] distances = IntStream.range(0, points.length)
                .mapToDouble(j -> squaredDistance(points[i], points[j]))
                .toArray();
        return IntStream.range(0, points.length)
                .filter(j -> j != i)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> distances[j]))
                .toList();
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return sum;
    }
}
