package org.mat4j.bench.operators;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.mixture.CovarianceType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void convolution(int stride) {
        ConvolutionBenchmark b = new ConvolutionBenchmark();
        b.examples = 3;
        b.size = 5;
        b.channels = 2;
        b.stride = stride;
        b.setUp();
        assertFinite(b.withInputGradient(), new long[] {3, 5, 5, 2}, 1);
        assertFinite(b.withBothGradients(), new long[] {3, 5, 5, 2}, 2);
        assertFinite(List.of(b.stockGradients()), new long[] {3, 5, 5, 2}, 2);
        int rows = stride == 1 ? 5 : 3;
        assertFinite(b.convolution(), new long[] {3, rows, rows, 2}, 1);
        assertFinite(List.of(b.stock()), new long[] {3, rows, rows, 2}, 1);
        b.tearDown();
    }

    @ParameterizedTest
    @EnumSource
    void prelu(PreluBenchmark.Operations operations) {
        PreluBenchmark b = new PreluBenchmark();
        b.operations = operations;
        b.examples = 3;
        b.size = 4;
        b.channels = 2;
        b.setUp();
        assertFinite(b.forward(), new long[] {3, 4, 4, 2}, 1);
        assertFinite(b.forwardAndBackward(), new long[] {3, 4, 4, 2}, 3);
        b.tearDown();
    }

    @ParameterizedTest
    @EnumSource
    void directionPass(DirectionPassBenchmark.Kind network) {
        DirectionPassBenchmark b = new DirectionPassBenchmark();
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
    @CsvSource({"FULL, 2", "DIAGONAL, 2", "DIAGONAL, 128"})
    void mixture(CovarianceType covariance, int latentSize) {
        MixtureBenchmark b = new MixtureBenchmark();
        b.covariance = covariance;
        b.latentSize = latentSize;
        b.examples = 30;
        b.setUp();
        assertEquals(latentSize, b.update().latentSize());
        assertEquals(covariance, b.update().covarianceType());
    }

    /** Also that JMH's processor ran, without which its runner finds none. */
    @Test
    void theseAreAllThatTheRunnerFinds() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        Set<String> found = BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                .map(BenchmarkListEntry::getUsername)
                .map(name -> name.replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "BatchBenchmark.next",
                        "BatchNormBenchmark.forward",
                        "BatchNormBenchmark.forwardAndBackward",
                        "BatchNormBenchmark.stockBackward",
                        "ConvolutionBenchmark.withInputGradient",
                        "ConvolutionBenchmark.withBothGradients",
                        "ConvolutionBenchmark.convolution",
                        "ConvolutionBenchmark.stockGradients",
                        "ConvolutionBenchmark.stock",
                        "DirectionPassBenchmark.direction",
                        "MixtureBenchmark.update",
                        "PreluBenchmark.forward",
                        "PreluBenchmark.forwardAndBackward",
                        "ServingBenchmark.probabilities"),
                found);
    }
}
