package org.mat4j.data.preprocess;

import org.mat4j.data.image.ImageShape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * W (x - mean) with a symmetric matrix W, where x is an image in [0, 1].
 *
 * <p>What an image becomes depends on the others of its batch in the last bits: the matrix product adds in another order
 * for another batch size.
 */
final class ZcaWhitening implements FittedPreprocessing {
    private static final long serialVersionUID = 1L;

    private final ImageShape shape;
    private final double regularization;
    private final float[] mean;
    private final INDArray matrix;

    /**
     * @param regularization that the matrix was made with
     * @param mean           [d], the caller gives it away
     * @param triangle       the matrix's lower triangle by rows, [d (d + 1) / 2]
     */
    ZcaWhitening(ImageShape shape, double regularization, float[] mean, float[] triangle) {
        this.shape = shape;
        this.regularization = regularization;
        this.mean = mean;
        int d = mean.length;
        float[] full = new float[d * d];
        int next = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                full[i * d + j] = triangle[next];
                full[j * d + i] = triangle[next];
                next++;
            }
        }
        this.matrix = Outside.ofWorkspaces(() -> Nd4j.create(full, new long[] {d, d}, DataType.FLOAT));
    }

    ImageShape shape() {
        return shape;
    }

    double regularization() {
        return regularization;
    }

    float[] mean() {
        return mean.clone();
    }

    /** The matrix's lower triangle by rows. */
    float[] triangle() {
        int d = mean.length;
        float[] triangle = new float[d * (d + 1) / 2];
        float[] row = new float[d];
        int next = 0;
        for (int i = 0; i < d; i++) {
            matrix.data().asNioFloat().position(i * d).get(row);
            System.arraycopy(row, 0, triangle, next, i + 1);
            next += i + 1;
        }
        return triangle;
    }

    @Override
    public PreprocessingKind kind() {
        return PreprocessingKind.ZCA;
    }

    @Override
    public void requireShape(ImageShape other) {
        Shapes.require(shape, other, kind());
    }

    @Override
    public void apply(byte[] pixels, float[] values, ImageShape imageShape) {
        int d = mean.length;
        UNIT_RANGE.apply(pixels, values, imageShape);
        for (int i = 0; i < pixels.length; i++) {
            values[i] -= mean[i % d];
        }
        float[] whitened = Outside.ofWorkspaces(() -> whiten(values, pixels.length / d));
        System.arraycopy(whitened, 0, values, 0, whitened.length);
    }

    private float[] whiten(float[] values, int n) {
        int d = mean.length;
        try (INDArray centered = Nd4j.create(values, new long[] {n, d}, DataType.FLOAT);
                INDArray whitened = Nd4j.createUninitialized(DataType.FLOAT, new long[] {n, d}, 'c')) {
            Nd4j.exec(new Mmul(centered, matrix, whitened, null));
            return whitened.data().asFloat();
        }
    }

    @Override
    public String toString() {
        return "whitened by ZCA, regularization " + regularization;
    }
}
