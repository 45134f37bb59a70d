package org.mat4j.data.preprocess;

import org.mat4j.data.image.UnlabeledImages;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The mean and the covariance of the bytes of images, 0 to 255.
 *
 * @param mean       [d]
 * @param covariance DOUBLE [d, d], 'f', divided by n; the caller closes it
 */
record PixelMoments(double[] mean, INDArray covariance) {
    /** Subtracted from the bytes, so that they are at most 2^7 in size. */
    private static final int CENTER = 128;

    /**
     * The most images of which a sum of products is exact: 2^10 times 2^7 times 2^7 is the largest integer up to which
     * FLOAT has all. So the sums are the same for any number of threads, at the speed of FLOAT.
     */
    private static final int EXACT_BATCH = 1024;

    private static final MMulTranspose TRANSPOSED =
            MMulTranspose.builder().transposeA(true).build();

    /** One pass over the images, a batch at a time. */
    static PixelMoments of(UnlabeledImages images) {
        int n = images.size();
        int d = images.shape().values();
        long[] sums = new long[d];
        byte[] image = new byte[d];
        INDArray products = Nd4j.create(DataType.DOUBLE, new long[] {d, d}, 'f');
        try (INDArray partial = Nd4j.createUninitialized(DataType.FLOAT, new long[] {d, d}, 'c')) {
            for (int from = 0; from < n; from += EXACT_BATCH) {
                int size = Math.min(EXACT_BATCH, n - from);
                float[] centered = new float[size * d];
                for (int i = 0; i < size; i++) {
                    images.copyPixels(from + i, image, 0);
                    for (int v = 0; v < d; v++) {
                        int value = Byte.toUnsignedInt(image[v]) - CENTER;
                        sums[v] += value;
                        centered[i * d + v] = value;
                    }
                }
                try (INDArray batch = Nd4j.create(centered, new long[] {size, d}, DataType.FLOAT)) {
                    Nd4j.exec(new Mmul(batch, batch, partial, TRANSPOSED));
                }
                // As symmetric as it is, the transpose lies in memory as the sums do.
                products.addi(partial.transpose());
            }
        }
        double[] mean = new double[d];
        for (int v = 0; v < d; v++) {
            mean[v] = (double) sums[v] / n;
        }
        try (INDArray row = Nd4j.create(mean, new long[] {1, d}, DataType.DOUBLE)) {
            Nd4j.gemm(row, row, products, true, false, -1, 1.0 / n);
        }
        for (int v = 0; v < d; v++) {
            mean[v] += CENTER;
        }
        return new PixelMoments(mean, products);
    }
}
