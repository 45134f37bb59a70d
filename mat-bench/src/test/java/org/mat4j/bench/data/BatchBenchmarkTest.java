package org.mat4j.bench.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The benchmark takes batches without end, each another one. */
class BatchBenchmarkTest {

    @ParameterizedTest
    @EnumSource
    void batches(BatchBenchmark.Change change) {
        BatchBenchmark b = new BatchBenchmark();
        b.change = change;
        b.examples = 2;
        b.setUp();
        INDArray first = b.next().getFeatures().dup();
        assertArrayEquals(new long[] {2, 32, 32, 3}, first.shape());
        for (int i = 1; i < 120; i++) {
            assertEquals(2, b.next().numExamples());
        }
        assertNotEquals(first, b.next().getFeatures());
    }
}
