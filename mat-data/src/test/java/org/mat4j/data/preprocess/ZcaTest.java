package org.mat4j.data.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.network.InputLayer;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ZCA whitening, against commons-math in double precision. */
class ZcaTest {
    private static final ImageShape SHAPE = new ImageShape(4, 2, 3);
    private static final int D = SHAPE.values();

    /** More than are multiplied at a time. */
    private static final ImageData DATA = RandomImages.of(2500, SHAPE, 1);

    private static RealMatrix covariance(double[][] images) {
        return new Covariance(images, false).getCovarianceMatrix();
    }

    private static double[] mean(double[][] images) {
        return IntStream.range(0, images[0].length)
                .mapToDouble(v -> Arrays.stream(images)
                        .mapToDouble(image -> image[v])
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static EigenDecomposition eigen(RealMatrix symmetric) {
        return new EigenDecomposition(symmetric);
    }

    private static void assertMatrix(RealMatrix expected, RealMatrix actual, double tolerance) {
        for (int i = 0; i < expected.getRowDimension(); i++) {
            assertArrayEquals(expected.getRow(i), actual.getRow(i), tolerance, "row " + i);
        }
    }

    @Test
    void momentsAreThoseOfANaiveSum() {
        PixelMoments moments = PixelMoments.of(DATA.unlabeled());
        double[][] x = RandomImages.unitRange(DATA);
        double[] mean = mean(x);
        for (int v = 0; v < D; v++) {
            assertEquals(255 * mean[v], moments.mean()[v], 1e-9);
        }
        RealMatrix covariance = new Array2DRowRealMatrix(moments.covariance().toDoubleMatrix());
        assertMatrix(covariance(x).scalarMultiply(255 * 255), covariance, 1e-8);
    }

    @Test
    void momentsOfTheExtremesAreExact() {
        // Sums of squares of -128 and of 127 beyond the integers that FLOAT has all of.
        int n = 4001;
        byte[] pixels = new byte[2 * n];
        long[] sums = new long[2];
        long[][] products = new long[2][2];
        for (int i = 0; i < n; i++) {
            int[] values = {i % 5 == 0 ? 0 : 255, i % 3 == 0 ? 255 : 1};
            for (int v = 0; v < 2; v++) {
                pixels[2 * i + v] = (byte) values[v];
                sums[v] += values[v];
                products[v][0] += (long) values[v] * values[0];
                products[v][1] += (long) values[v] * values[1];
            }
        }
        PixelMoments moments =
                PixelMoments.of(RandomImages.of(pixels, new ImageShape(1, 2, 1)).unlabeled());
        for (int v = 0; v < 2; v++) {
            assertEquals((double) sums[v] / n, moments.mean()[v], 1e-12);
            for (int w = 0; w < 2; w++) {
                double covariance = (double) (products[v][w] * n - sums[v] * sums[w]) / n / n;
                assertEquals(covariance, moments.covariance().getDouble(v, w), 1e-9);
            }
        }
    }

    @Test
    void eigenvectorsAreThoseOfCommonsMath() {
        RealMatrix covariance = covariance(RandomImages.unitRange(DATA));
        EigenDecomposition expected = eigen(covariance);
        INDArray vectors = Nd4j.create(covariance.getData()).dup('f');
        double[] values = ZcaFit.eigenvalues(vectors);
        for (int k = 0; k < D; k++) {
            int other = D - 1 - k; // theirs descend
            assertEquals(expected.getRealEigenvalue(other), values[k], 1e-14);
            RealVector theirs = expected.getEigenvector(other);
            double[] ours = vectors.getColumn(k).toDoubleVector();
            double sign = Math.signum(theirs.getEntry(0) * ours[0]);
            assertArrayEquals(theirs.mapMultiply(sign).toArray(), ours, 1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Preprocessing.Zca.DEFAULT_REGULARIZATION, 0.01, 1})
    void whitensAsTheFormulaSays(double regularization) {
        double[][] x = RandomImages.unitRange(DATA);
        EigenDecomposition eigen = eigen(covariance(x));
        double[] factors = Arrays.stream(eigen.getRealEigenvalues())
                .map(s -> 1 / Math.sqrt(s + regularization))
                .toArray();
        RealMatrix w = eigen.getV().multiply(new DiagonalMatrix(factors)).multiply(eigen.getVT());
        double[] mean = mean(x);
        InputLayer fitted = new Preprocessing.Zca(regularization).fit(DATA.unlabeled());

        ImageData other = RandomImages.of(50, SHAPE, 2);
        double[][] y = RandomImages.preprocessed(fitted, other);
        double[][] raw = RandomImages.unitRange(other);
        for (int n = 0; n < raw.length; n++) {
            double[] centered = new double[D];
            for (int v = 0; v < D; v++) {
                centered[v] = raw[n][v] - mean[v];
            }
            assertArrayEquals(w.operate(centered), y[n], 1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Preprocessing.Zca.DEFAULT_REGULARIZATION, 0.01})
    void whitenedTrainingImagesHaveTheRegularizedIdentityAsCovariance(double regularization) {
        InputLayer fitted = new Preprocessing.Zca(regularization).fit(DATA.unlabeled());
        double[][] y = RandomImages.preprocessed(fitted, DATA);
        assertArrayEquals(new double[D], mean(y), 1e-4);
        EigenDecomposition eigen = eigen(covariance(RandomImages.unitRange(DATA)));
        double[] shares = Arrays.stream(eigen.getRealEigenvalues())
                .map(s -> s / (s + regularization))
                .toArray();
        assertMatrix(eigen.getV().multiply(new DiagonalMatrix(shares)).multiply(eigen.getVT()), covariance(y), 1e-4);
        if (regularization < 1e-5) {
            assertMatrix(new DiagonalMatrix(ones()), covariance(y), 1e-3);
        }
    }

    private static double[] ones() {
        double[] ones = new double[D];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void directionsInWhichTrainingImagesDoNotVaryBecomeZero() {
        ImageData few = RandomImages.of(10, SHAPE, 3);
        byte[] pixels = RandomImages.pixels(few);
        for (int i = 0; i < 10; i++) {
            pixels[i * D + 5] = 9;
        }
        ImageData training = RandomImages.of(pixels, SHAPE);
        InputLayer fitted = Preprocessing.ZCA.fit(training.unlabeled());
        double[] variances =
                eigen(covariance(RandomImages.preprocessed(fitted, training))).getRealEigenvalues();
        for (int k = 0; k < D; k++) {
            assertEquals(k < 9 ? 1 : 0, variances[k], 0.01, "ten images vary in nine directions");
        }
        EigenDecomposition eigen = eigen(covariance(RandomImages.unitRange(training)));
        for (double[] y : RandomImages.preprocessed(fitted, DATA)) {
            for (int k = 9; k < D; k++) {
                double inDirection = eigen.getEigenvector(k).dotProduct(new ArrayRealVector(y));
                assertEquals(0, inDirection, 0.01 * new ArrayRealVector(y).getNorm());
            }
        }
        byte[] changed = Arrays.copyOf(pixels, D);
        changed[5] = (byte) 255;
        double[] before = RandomImages.preprocessed(fitted, RandomImages.of(Arrays.copyOf(pixels, D), SHAPE))[0];
        double[] after = RandomImages.preprocessed(fitted, RandomImages.of(changed, SHAPE))[0];
        assertArrayEquals(before, after, 1e-3);
        assertEquals(0, after[5], 1e-3);
    }

    @Test
    void theFitIsTheSameForAnyOrderOfTheImages() {
        int[] reversed =
                IntStream.range(0, DATA.size()).map(i -> DATA.size() - 1 - i).toArray();
        ImageData some = DATA.first(50);
        assertArrayEquals(
                RandomImages.preprocessed(Preprocessing.ZCA.fit(DATA.unlabeled()), some),
                RandomImages.preprocessed(
                        Preprocessing.ZCA.fit(DATA.subset(reversed).unlabeled()), some));
    }

    @Test
    void batchesOfOtherSizesAgreeToRounding() {
        InputLayer fitted = Preprocessing.ZCA.fit(DATA.unlabeled());
        double[][] all = RandomImages.preprocessed(fitted, DATA);
        for (int n = 0; n < 20; n++) {
            assertArrayEquals(all[n], RandomImages.preprocessed(fitted, DATA.subset(new int[] {n}))[0], 1e-4);
        }
    }

    @Test
    void theMeanImageBecomesZero() {
        InputLayer fitted = Preprocessing.ZCA.fit(DATA.unlabeled());
        INDArray mean =
                Nd4j.createFromArray(fitted.center(new long[] {4, 2, 3})).reshape(1, 4, 2, 3);
        assertArrayEquals(new double[D], RandomImages.preprocessed(fitted, SHAPE, mean)[0]);
    }

    @Test
    void badImagesAndSettingsAreRefused() {
        ImageData constant = RandomImages.of(new byte[3 * D], SHAPE);
        String same = assertThrows(IllegalArgumentException.class, () -> Preprocessing.ZCA.fit(constant.unlabeled()))
                .getMessage();
        assertTrue(same.contains("images that differ"), same);
        for (double bad : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message = assertThrows(IllegalArgumentException.class, () -> new Preprocessing.Zca(bad))
                    .getMessage();
            assertTrue(message.contains("zca regularization is " + bad), message);
        }
        ImageData large = RandomImages.of(new byte[2 * 50_000], new ImageShape(1, 50_000, 1));
        String size = assertThrows(IllegalArgumentException.class, () -> Preprocessing.ZCA.fit(large.unlabeled()))
                .getMessage();
        assertTrue(size.contains("46340") && size.contains("50000"), size);
    }
}
