package org.mat4j.data.preprocess;

import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.network.preprocess.LinearWhitening;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.UnlabeledImages;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Fits a ZCA whitening. */
final class ZcaFit {
    /** The most values of an image: the square fits into an array. */
    static final int LARGEST_IMAGE = 46_340;

    private static final double RANGE = 255;

    private ZcaFit() {}

    static LinearWhitening of(UnlabeledImages training, double regularization) {
        ImageShape shape = training.shape();
        int d = shape.values();
        Checks.require(d <= LARGEST_IMAGE, "number of values of an image", d, "at most " + LARGEST_IMAGE + " for zca");
        return Workspaces.outside(() -> {
            PixelMoments moments = PixelMoments.of(training);
            float[] mean = new float[d];
            for (int i = 0; i < d; i++) {
                mean[i] = (float) (moments.mean()[i] / RANGE);
            }
            try (INDArray covariance = moments.covariance()) {
                covariance.divi(RANGE * RANGE);
                return new LinearWhitening(
                        "whitened by ZCA, regularization " + regularization,
                        new long[] {shape.height(), shape.width(), shape.channels()},
                        mean,
                        matrix(covariance, regularization));
            }
        });
    }

    /**
     * U diag(1 / sqrt(s + r)) U', exactly symmetric.
     *
     * @param covariance DOUBLE [d, d], 'f'; is overwritten
     * @return FLOAT [d, d]
     */
    private static INDArray matrix(INDArray covariance, double regularization) {
        int d = covariance.rows();
        double[] s = eigenvalues(covariance);
        double largest = s[d - 1];
        Checks.require(largest > 0, "variance of the training images", largest, "images that differ, for zca");
        // Rounding leaves no exact zeros.
        double zero = largest * d * Math.ulp(1.0);
        double[] roots = new double[d];
        for (int i = 0; i < d; i++) {
            roots[i] = s[i] > zero ? Math.pow(s[i] + regularization, -0.25) : 0;
        }
        try (INDArray scale = Nd4j.createFromArray(roots);
                INDArray result = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {d, d}, 'f')) {
            covariance.muliRowVector(scale);
            Nd4j.gemm(covariance, covariance, result, false, true, 1, 0);
            float[] full = new float[d * d];
            double[] column = new double[d];
            for (int j = 0; j < d; j++) {
                result.data().asNioDouble().position(j * d).get(column);
                for (int i = j; i < d; i++) {
                    full[i * d + j] = (float) column[i];
                    full[j * d + i] = (float) column[i];
                }
            }
            return Nd4j.create(full, new long[] {d, d}, DataType.FLOAT);
        }
    }

    /**
     * By LAPACK, ascending.
     *
     * @param symmetric DOUBLE [d, d], 'f'; receives the eigenvectors as columns
     */
    static double[] eigenvalues(INDArray symmetric) {
        try (INDArray values = Nd4j.create(DataType.DOUBLE, symmetric.rows())) {
            int status = Nd4j.getBlasWrapper().lapack().syev('V', 'L', symmetric, values);
            if (status != 0) {
                throw new IllegalStateException("LAPACK's syev failed with status " + status + " on a covariance of "
                        + symmetric.rows() + " values; expected status 0");
            }
            return values.toDoubleVector();
        }
    }
}
