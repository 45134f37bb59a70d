package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;

/** Scatter and distances, against sums over explicit matrices. */
class LatentGeometryTest {

    private static final double[][] CORNERS = {{0, 0}, {0, 2}, {4, 0}, {4, 2}};
    private static final int[] SIDES = {0, 0, 2, 2};

    @Test
    void twoClassesByHand() {
        LatentGeometry g = LatentGeometry.of(CORNERS, SIDES, 3);

        assertEquals(4, g.examples());
        assertEquals(2, g.classes(), "class 1 has no example");
        assertEquals(1, g.withinScatter(), 1e-15);
        assertEquals(4, g.betweenScatter(), 1e-15);
        assertEquals(4, g.fisherRatio(), 1e-15);
        assertEquals(4, g.meanClassDistance(), 1e-15);
        assertEquals(4, g.smallestClassDistance(), 1e-15);
        assertEquals(1, g.nearestMeanAccuracy());
        assertEquals((Math.sqrt(17) - 1) / Math.sqrt(17), g.silhouette(), 1e-15);
    }

    @Test
    void equalsTheTracesOfTheScatterMatrices() {
        Random random = new Random(4);
        int classes = 4;
        int size = 3;
        double[][] z = new double[57][size];
        int[] y = new int[z.length];
        for (int i = 0; i < z.length; i++) {
            // Not as many of every class, and none of class 1.
            y[i] = i % 7 < 4 ? 0 : i % 7 < 6 ? 2 : 3;
            for (int j = 0; j < size; j++) {
                z[i][j] = 5 + y[i] * Math.cos(j) + random.nextGaussian();
            }
        }
        RealVector[] means = new RealVector[classes];
        int[] counts = new int[classes];
        RealVector overall = new ArrayRealVector(size);
        for (int i = 0; i < z.length; i++) {
            RealVector v = new ArrayRealVector(z[i]);
            means[y[i]] = means[y[i]] == null ? v : means[y[i]].add(v);
            counts[y[i]]++;
            overall = overall.add(v.mapMultiply(1.0 / z.length));
        }
        RealMatrix within = new Array2DRowRealMatrix(size, size);
        RealMatrix between = new Array2DRowRealMatrix(size, size);
        List<Double> distances = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            if (counts[k] == 0) {
                continue;
            }
            means[k] = means[k].mapMultiply(1.0 / counts[k]);
            RealVector d = means[k].subtract(overall);
            between = between.add(d.outerProduct(d).scalarMultiply((double) counts[k] / z.length));
            for (int j = 0; j < k; j++) {
                if (counts[j] > 0) {
                    distances.add(means[k].getDistance(means[j]));
                }
            }
        }
        int right = 0;
        double silhouette = 0;
        for (int i = 0; i < z.length; i++) {
            RealVector v = new ArrayRealVector(z[i]);
            RealVector d = v.subtract(means[y[i]]);
            within = within.add(d.outerProduct(d).scalarMultiply(1.0 / z.length));
            double other = Double.POSITIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                other = k == y[i] || counts[k] == 0 ? other : Math.min(other, v.getDistance(means[k]));
            }
            right += d.getNorm() < other ? 1 : 0;
            silhouette += (other - d.getNorm()) / Math.max(other, d.getNorm()) / z.length;
        }

        LatentGeometry g = LatentGeometry.of(z, y, classes);

        assertEquals(3, g.classes());
        assertEquals(within.getTrace(), g.withinScatter(), 1e-12);
        assertEquals(between.getTrace(), g.betweenScatter(), 1e-12);
        assertEquals(between.getTrace() / within.getTrace(), g.fisherRatio(), 1e-12);
        assertEquals(distances.stream().mapToDouble(d -> d).average().orElseThrow(), g.meanClassDistance(), 1e-12);
        assertEquals(distances.stream().mapToDouble(d -> d).min().orElseThrow(), g.smallestClassDistance(), 1e-12);
        assertTrue(right > 0 && right < z.length, "the case is of interest");
        assertEquals((double) right / z.length, g.nearestMeanAccuracy(), 1e-15);
        assertEquals(silhouette, g.silhouette(), 1e-12);
    }

    @Test
    void aLatentOfOnePointHasNoRatioAndPointsAnInfiniteOne() {
        LatentGeometry collapsed = LatentGeometry.of(new double[][] {{3}, {3}, {3}}, new int[] {0, 1, 0}, 2);
        assertEquals(0, collapsed.fisherRatio());
        assertEquals(0, collapsed.silhouette());
        assertEquals(0, collapsed.nearestMeanAccuracy(), "as near to both");

        LatentGeometry points = LatentGeometry.of(new double[][] {{1}, {2}, {1}}, new int[] {0, 1, 0}, 2);
        assertEquals(Double.POSITIVE_INFINITY, points.fisherRatio());
        assertEquals(1, points.silhouette());
        assertEquals(1, points.nearestMeanAccuracy());
    }

    @Test
    void anOutlierBeyondTheOtherMeanCountsAsWrong() {
        // Each class has an outlier beyond the other's mean.
        LatentGeometry g = LatentGeometry.of(
                new double[][] {{0}, {0}, {0}, {8}, {6}, {6}, {6}, {-2}}, new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 2);
        assertEquals(0.75, g.nearestMeanAccuracy());
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        refused(new double[2][1], new int[] {1, 1}, "number of classes", 1);
        refused(new double[0][], new int[0], "number of latents", 0);
        refused(new double[1][0], new int[1], "latents row 0", 0);
        refused(new double[][] {{1, 2}, {3}}, new int[] {0, 1}, "latents row 1", 1);
        refused(new double[][] {{1}, {Double.NaN}}, new int[] {0, 1}, "latents: row 1, column 0", Double.NaN);
        refused(new double[2][1], new int[1], "number of labels", 1);
        refused(new double[2][1], new int[] {0, 3}, "labels: row 1", 3);
        refused(new double[2][1], new int[] {-1, 0}, "labels: row 0", -1);
    }

    private static void refused(double[][] latents, int[] labels, Object... parts) {
        assertRefused(() -> LatentGeometry.of(latents, labels, 3), parts);
    }
}
