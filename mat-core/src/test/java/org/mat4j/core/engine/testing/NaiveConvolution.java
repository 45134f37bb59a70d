package org.mat4j.core.engine.testing;

import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A 2-D convolution whose kernel moves by one pixel and its gradients, by their definition, channels last. */
public final class NaiveConvolution {

    private interface Element {
        double at(long a, long b, long c, long d);
    }

    private final double[] x;
    private final double[] weights;
    private final double[] gradient;
    private final long[] xShape;
    private final long[] wShape;
    private final long[] gShape;
    private final long top;
    private final long left;

    /**
     * @param x [n, height, width, in]
     * @param weights [kH, kW, in, out]
     * @param gradient of the output, [n, .., .., out]
     * @param top rows of zeros above the image
     * @param left columns of zeros at its left
     */
    public NaiveConvolution(INDArray x, INDArray weights, INDArray gradient, long top, long left) {
        this.x = Values.flat(x);
        this.weights = Values.flat(weights);
        this.gradient = Values.flat(gradient);
        this.xShape = x.shape();
        this.wShape = weights.shape();
        this.gShape = gradient.shape();
        this.top = top;
        this.left = left;
    }

    /** The convolution itself at [n, i, j, f]. */
    public double result(long n, long i, long j, long f) {
        double sum = 0;
        for (long a = 0; a < wShape[0]; a++) {
            for (long b = 0; b < wShape[1]; b++) {
                for (long c = 0; c < wShape[2]; c++) {
                    sum += at(x, xShape, n, i + a - top, j + b - left, c) * at(weights, wShape, a, b, c, f);
                }
            }
        }
        return sum;
    }

    /** The gradient of x[n, i, j, c]. */
    public double ofInput(long n, long i, long j, long c) {
        double sum = 0;
        for (long a = 0; a < wShape[0]; a++) {
            for (long b = 0; b < wShape[1]; b++) {
                for (long f = 0; f < wShape[3]; f++) {
                    sum += at(gradient, gShape, n, i + top - a, j + left - b, f) * at(weights, wShape, a, b, c, f);
                }
            }
        }
        return sum;
    }

    /** The gradient of weights[a, b, c, f]. */
    public double ofWeight(long a, long b, long c, long f) {
        double sum = 0;
        for (long n = 0; n < gShape[0]; n++) {
            for (long i = 0; i < gShape[1]; i++) {
                for (long j = 0; j < gShape[2]; j++) {
                    sum += at(gradient, gShape, n, i, j, f) * at(x, xShape, n, i + a - top, j + b - left, c);
                }
            }
        }
        return sum;
    }

    /** The gradient of bias[f]. */
    public double ofBias(long f) {
        double sum = 0;
        for (int i = (int) f; i < gradient.length; i += (int) gShape[3]) {
            sum += gradient[i];
        }
        return sum;
    }

    public INDArray result() {
        return all(gShape, this::result);
    }

    public INDArray ofInput() {
        return all(xShape, this::ofInput);
    }

    public INDArray ofWeights() {
        return all(wShape, this::ofWeight);
    }

    private static INDArray all(long[] shape, Element element) {
        INDArray all = Nd4j.create(DataType.DOUBLE, shape);
        for (long i = 0; i < all.length(); i++) {
            long[] at = position(i, shape);
            all.putScalar(at, element.at(at[0], at[1], at[2], at[3]));
        }
        return all;
    }

    public INDArray ofBias() {
        INDArray all = Nd4j.create(DataType.DOUBLE, gShape[3]);
        for (long f = 0; f < gShape[3]; f++) {
            all.putScalar(f, ofBias(f));
        }
        return all;
    }

    /** Where the element of this number in row-major order is. */
    public static long[] position(long index, long[] shape) {
        long[] at = new long[shape.length];
        long rest = index;
        for (int k = shape.length - 1; k >= 0; k--) {
            at[k] = rest % shape[k];
            rest /= shape[k];
        }
        return at;
    }

    private static double at(double[] values, long[] shape, long a, long b, long c, long d) {
        if (b < 0 || b >= shape[1] || c < 0 || c >= shape[2]) {
            return 0;
        }
        return values[(int) (((a * shape[1] + b) * shape[2] + c) * shape[3] + d)];
    }
}
