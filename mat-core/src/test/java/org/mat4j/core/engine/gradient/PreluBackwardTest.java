package org.mat4j.core.engine.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.engine.testing.OperationRun;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Element by element, with zeros among the inputs. */
class PreluBackwardTest {

    private static final double[] SLOPES = {-0.5, 0, 0.3, 1, 1.7};

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
            for (long[] shape :
                    List.of(new long[] {6, 5}, new long[] {2, 3, 5}, new long[] {2, 3, 4, 5}, new long[] {6, 1})) {
                all.add(Arguments.of(type, shape));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientsAreThoseOfTheDefinition(DataType type, long[] shape) {
        int channels = (int) shape[shape.length - 1];
        double[] slopes = Arrays.copyOf(SLOPES, channels);
        INDArray x = Values.normal(1, shape);
        for (int i = 0; i < channels; i++) {
            x.putScalar(i, 0.0);
        }
        INDArray gradient = Values.normal(2, shape);
        double[] ofInput = new double[(int) x.length()];
        double[] ofSlope = new double[channels];
        for (int i = 0; i < ofInput.length; i++) {
            int channel = i % channels;
            double v = x.getDouble(i);
            double g = gradient.getDouble(i);
            ofInput[i] = v > 0 ? g : slopes[channel] * g;
            ofSlope[channel] += v > 0 ? 0 : g * v;
        }
        List<INDArray> actual =
                OperationRun.run(type, PreluBackwardTest::backward, x, Nd4j.createFromArray(slopes), gradient);
        double tolerance = type == DataType.DOUBLE ? 1e-14 : 1e-6;
        INDArray expected = Nd4j.createFromArray(ofInput).reshape(shape);
        Values.assertClose(expected, actual.get(0), tolerance, "gradient of the input alone");
        Values.assertClose(expected, actual.get(1), tolerance, "gradient of the input");
        Values.assertClose(Nd4j.createFromArray(ofSlope), actual.get(2), tolerance, "gradient of the slope");
    }

    /** The gradient of the input alone, and those of input and slope. */
    private static SDVariable[] backward(SDVariable[] v) {
        SDVariable[] both = PreluBackward.of(v[0], v[1], v[2]);
        return new SDVariable[] {PreluInputGradient.of(v[0], v[1], v[2]), both[0], both[1]};
    }
}
