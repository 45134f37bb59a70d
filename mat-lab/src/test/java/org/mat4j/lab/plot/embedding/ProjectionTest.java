package org.mat4j.lab.plot.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.lab.testing.Messages;

/** Points of any size in the plane. */
class ProjectionTest {

    private static final double[][] POINTS = Clusters.points(160, 8, 12);
    private static final TSne T_SNE = TSne.of(3).withPerplexity(15);

    @Test
    void pcaHasTheGreatestVariancesOfTheSingularValues() {
        double[][] places = new Pca().project(POINTS);

        double[][] covariance =
                new Covariance(places, false).getCovarianceMatrix().getData();
        double[] expected =
                new SingularValueDecomposition(new Covariance(POINTS, false).getCovarianceMatrix()).getSingularValues();
        assertEquals(expected[0], covariance[0][0], 1e-9 * expected[0]);
        assertEquals(expected[1], covariance[1][1], 1e-9 * expected[0]);
        assertEquals(0, covariance[0][1], 1e-9 * expected[0]);
        assertEquals(0, Arrays.stream(places).mapToDouble(p -> p[0]).sum(), 1e-9);
    }

    @Test
    void pcaIsThePlaneThatTheSingularVectorsSpan() {
        double[][] places = new Pca().project(POINTS);

        double[] mean = new double[12];
        Arrays.stream(POINTS).forEach(p -> Arrays.setAll(mean, d -> mean[d] + p[d] / POINTS.length));
        double[][] centered = Arrays.stream(POINTS)
                .map(p -> {
                    double[] c = p.clone();
                    Arrays.setAll(c, d -> p[d] - mean[d]);
                    return c;
                })
                .toArray(double[][]::new);
        var svd = new SingularValueDecomposition(MatrixUtils.createRealMatrix(centered));
        for (int axis = 0; axis < 2; axis++) {
            double[] direction = svd.getV().getColumn(axis);
            double largest = Arrays.stream(direction)
                    .reduce((a, b) -> Math.abs(b) > Math.abs(a) ? b : a)
                    .orElseThrow();
            for (int i = 0; i < POINTS.length; i++) {
                double expected = 0;
                for (int d = 0; d < 12; d++) {
                    expected += Math.signum(largest) * direction[d] * centered[i][d];
                }
                assertEquals(expected, places[i][axis], 1e-8);
            }
        }
    }

    @Test
    void pcaOfOneDimensionIsALine() {
        assertArrayEquals(new double[][] {{-1, 0}, {1, 0}}, new Pca().project(new double[][] {{3}, {5}}));
    }

    @Test
    void tSneKeepsNeighborsFarBetterThanARandomProjection() {
        double random = Trustworthiness.of(POINTS, randomProjection(), 8);
        double tSne = Trustworthiness.of(POINTS, T_SNE.project(POINTS), 8);

        assertTrue(tSne > 0.95, "t-SNE " + tSne);
        assertTrue(tSne > random + 0.1, "t-SNE " + tSne + ", random " + random);
    }

    @Test
    void tSneIsReproducedByItsSeedAndLeavesThePointsAlone() {
        double[][] points = Arrays.stream(POINTS).map(double[]::clone).toArray(double[][]::new);
        TSne quick = T_SNE.withIterations(60);
        double[][] places = quick.project(points);

        assertArrayEquals(POINTS, points);
        assertEquals(POINTS.length, places.length);
        assertArrayEquals(places, quick.project(points));
        assertFalse(Arrays.deepEquals(
                places, TSne.of(4).withPerplexity(15).withIterations(60).project(points)));
    }

    @Test
    void equalPointsDoNotBreakTSne() {
        double[][] points = new double[80][3];
        for (int i = 0; i < points.length; i++) {
            Arrays.fill(points[i], i % 4);
        }

        for (double[] place : TSne.of(1).withPerplexity(10).withIterations(60).project(points)) {
            assertTrue(Double.isFinite(place[0]) && Double.isFinite(place[1]), Arrays.toString(place));
        }
    }

    static Stream<Projection> projections() {
        return Stream.of(new Pca(), TSne.of(1).withPerplexity(1));
    }

    @ParameterizedTest
    @MethodSource("projections")
    void badPointsAreErrors(Projection projection) {
        double[][] points = Clusters.points(20, 2, 3);
        Messages.refused(() -> projection.project(new double[0][]), "number of points", projection.title(), "0");
        Messages.refused(() -> projection.project(new double[20][0]), "size of the points", projection.title(), "0");
        points[7] = new double[] {1, Double.POSITIVE_INFINITY, 2};
        Messages.refused(() -> projection.project(points), "point 7", "[1.0, Infinity, 2.0]");
        points[7] = new double[2];
        Messages.refused(() -> projection.project(points), "point 7", "[0.0, 0.0]", "3");
    }

    @Test
    void tSneNeedsThreeTimesItsPerplexity() {
        TSne tSne = TSne.of(1).withPerplexity(5).withIterations(20);

        Messages.refused(() -> tSne.project(Clusters.points(16, 2, 3)), "number of points", "16", "17");
        assertEquals(17, tSne.project(Clusters.points(17, 2, 3)).length);
        Messages.refused(() -> tSne.withPerplexity(0.5), "perplexity is 0.5");
        Messages.refused(() -> tSne.withIterations(0), "iterations is 0");
        assertEquals("t-SNE, perplexity 5", tSne.title());
    }

    @Test
    void pcaOfOnePointIsTheMiddle() {
        assertArrayEquals(new double[][] {{0, 0}}, new Pca().project(new double[][] {{3, 4, 5}}));
    }

    private static double[][] randomProjection() {
        Random random = new Random(1);
        double[][] directions = new double[2][12];
        for (double[] direction : directions) {
            Arrays.setAll(direction, d -> random.nextGaussian());
        }
        return MatrixUtils.createRealMatrix(POINTS)
                .multiply(MatrixUtils.createRealMatrix(directions).transpose())
                .getData();
    }
}
