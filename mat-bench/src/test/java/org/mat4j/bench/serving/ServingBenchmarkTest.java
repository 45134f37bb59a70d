package org.mat4j.bench.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** All libraries give the same probabilities. */
class ServingBenchmarkTest {

    private static float[] by(ServingLibrary library) throws Exception {
        ServingBenchmark b = new ServingBenchmark();
        b.library = library;
        b.examples = 3;
        b.width = 2;
        b.setUp();
        float[] probabilities = b.probabilities();
        b.tearDown();
        return probabilities;
    }

    @Test
    void allGiveTheSame() throws Exception {
        float[] expected = by(ServingLibrary.PREDICTOR);
        assertArrayEquals(expected, by(ServingLibrary.SAMEDIFF), 1e-5f);
        assertArrayEquals(expected, by(ServingLibrary.ONNX_RUNTIME), 1e-5f);
    }
}
