package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.engine.testing.OperationRun;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Against the sum over the derivative of each output for each input. */
class BatchNormBackwardTest {

    private static final double EPSILON = 1e-3;

    /** One channel: the gradients of x, gamma and beta. */
    private record Channel(double[] x, double[] gradient, double gamma) {

        double mean() {
            double sum = 0;
            for (double v : x) {
                sum += v;
            }
            return sum / x.length;
        }

        double variance() {
            double sum = 0;
            for (double v : x) {
                sum += (v - mean()) * (v - mean());
            }
            return sum / x.length;
        }

        double normalized(int i) {
            return (x[i] - mean()) / Math.sqrt(variance() + EPSILON);
        }

        /** The derivative of output j for input i, times the gradient of output j, over all j. */
        double ofInput(int i) {
            double sum = 0;
            double n = x.length;
            double s = 1 / Math.sqrt(variance() + EPSILON);
            for (int j = 0; j < x.length; j++) {
                double ofMean = 1 / n;
                double ofVariance = 2 * (x[i] - mean()) / n;
                double ofS = -0.5 * s * s * s * ofVariance;
                double ofOutput = gamma * (((i == j ? 1 : 0) - ofMean) * s + (x[j] - mean()) * ofS);
                sum += gradient[j] * ofOutput;
            }
            return sum;
        }

        double ofGamma() {
            double sum = 0;
            for (int j = 0; j < x.length; j++) {
                sum += gradient[j] * normalized(j);
            }
            return sum;
        }

        double ofBeta() {
            double sum = 0;
            for (double g : gradient) {
                sum += g;
            }
            return sum;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'7,3', DOUBLE, 0, 1e-12",
        "'2,3,3', DOUBLE, 0, 1e-12",
        "'3,2,4,3', DOUBLE, 0, 1e-12",
        "'6,1', DOUBLE, 0, 1e-12",
        "'2,1,3,1', DOUBLE, 0, 1e-12",
        "'1,3', DOUBLE, 0, 1e-12",
        "'7,3', FLOAT, 0, 1e-5",
        "'3,2,4,3', FLOAT, 0, 1e-5",
        "'3,2,4,3', FLOAT, 50, 1e-4",
    })
    void theGradientsAreThoseOfTheDefinition(String sizes, DataType type, double offset, double tolerance) {
        long[] shape = Stream.of(sizes.split(",")).mapToLong(Long::parseLong).toArray();
        int channels = (int) shape[shape.length - 1];
        INDArray x = Values.normal(1, shape).addi(offset);
        INDArray gradient = Values.normal(2, shape);
        INDArray gamma = Values.normal(3, channels);
        double[][] xColumns = columns(x, channels);
        double[][] gColumns = columns(gradient, channels);
        INDArray mean = Nd4j.create(DataType.DOUBLE, channels);
        INDArray variance = Nd4j.create(DataType.DOUBLE, channels);
        INDArray[] expected = {
            Nd4j.create(DataType.DOUBLE, x.length() / channels, channels),
            Nd4j.create(DataType.DOUBLE, channels),
            Nd4j.create(DataType.DOUBLE, channels)
        };
        for (int c = 0; c < channels; c++) {
            Channel channel = new Channel(xColumns[c], gColumns[c], gamma.getDouble(c));
            mean.putScalar(c, channel.mean());
            variance.putScalar(c, channel.variance());
            for (int i = 0; i < channel.x().length; i++) {
                expected[0].putScalar(i, c, channel.ofInput(i));
            }
            expected[1].putScalar(c, channel.ofGamma());
            expected[2].putScalar(c, channel.ofBeta());
        }
        List<INDArray> actual = OperationRun.run(
                type, v -> new BatchNormBackward(v, EPSILON).outputVariables(), x, mean, variance, gamma, gradient);
        assertEquals(3, actual.size());
        assertArrayEquals(shape, actual.get(0).shape());
        Values.assertClose(Values.flat(expected[0]), Values.flat(actual.get(0)), tolerance, "x");
        Values.assertClose(expected[1], actual.get(1), tolerance, "gamma");
        Values.assertClose(expected[2], actual.get(2), tolerance, "beta");
    }

    private static double[][] columns(INDArray array, int channels) {
        return Values.rows(array.reshape(-1, channels).transpose());
    }
}
