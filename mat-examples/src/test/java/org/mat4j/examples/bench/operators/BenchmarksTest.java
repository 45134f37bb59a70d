package org.mat4j.examples.bench.operators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.mixture.CovarianceType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The benchmarks compute what they say, on small arrays. */
class BenchmarksTest {

    private static void assertFinite(List<INDArray> values, long[] firstShape, int count) {
        assertEquals(count, values.size());
        assertArrayEquals(firstShape, values.get(0).shape());
        values.forEach(v -> assertTrue(Double.isFinite(v.sumNumber().doubleValue())));
    }

    @Test
    void batchNorm() {
        BatchNormBenchmark b = new BatchNormBenchmark();
        b.examples = 3;
        b.size = 4;
        b.channels = 5;
        b.setUp();
        assertFinite(b.forward(), new long[] {3, 4, 4, 5}, 1);
        assertFinite(b.forwardAndBackward(), new long[] {3, 4, 4, 5}, 3);
        assertFinite(List.of(b.stockBackward()), new long[] {3, 4, 4, 5}, 5);
        b.tearDown();
    }

    @Test
    void convolutionGradient() {
        ConvolutionGradientBenchmark b = new ConvolutionGradientBenchmark();
        b.examples = 3;
        b.size = 5;
        b.channels = 2;
        b.setUp();
        assertFinite(b.ofInput(), new long[] {3, 5, 5, 2}, 1);
        assertFinite(b.ofInputAndWeights(), new long[] {3, 5, 5, 2}, 2);
        assertFinite(List.of(b.stock()), new long[] {3, 5, 5, 2}, 2);
        b.tearDown();
    }

    @Test
    void prelu() {
        PreluBenchmark b = new PreluBenchmark();
        b.examples = 3;
        b.size = 4;
        b.channels = 2;
        b.setUp();
        assertFinite(b.forward(), new long[] {3, 4, 4, 2}, 1);
        assertFinite(b.stockForward(), new long[] {3, 4, 4, 2}, 1);
        assertFinite(b.forwardAndBackward(), new long[] {3, 4, 4, 2}, 3);
        assertFinite(b.stockForwardAndBackward(), new long[] {3, 4, 4, 2}, 3);
        b.tearDown();
    }

    @ParameterizedTest
    @EnumSource(DirectionBenchmark.Kind.class)
    void direction(DirectionBenchmark.Kind network) {
        DirectionBenchmark b = new DirectionBenchmark();
        b.network = network;
        b.examples = 3;
        b.width = 2;
        b.iterations = 0;
        b.setUp();
        assertFinite(b.direction(), new long[] {3, 10}, 1);
        b.tearDown();
        b.iterations = 2;
        b.setUp();
        INDArray r = b.direction().get(0);
        for (int i = 0; i < 3; i++) {
            assertEquals(1, r.slice(i).norm2Number().doubleValue(), 1e-5);
        }
        b.tearDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16})
    void mixture(int latentSize) {
        MixtureBenchmark b = new MixtureBenchmark();
        b.covariance = CovarianceType.DIAGONAL;
        b.latentSize = latentSize;
        b.examples = 30;
        b.setUp();
        assertEquals(latentSize, b.update().latentSize());
    }
}
