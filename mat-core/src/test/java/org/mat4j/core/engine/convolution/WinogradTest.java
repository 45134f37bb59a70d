package org.mat4j.core.engine.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.engine.backend.VectorUnit;
import org.mat4j.core.engine.testing.NaiveConvolution;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Convolution and gradients are those of the definition, for all sizes of images and parts of a batch. */
class WinogradTest {

    private static final ConvolutionArguments SAME = new ConvolutionArguments(3, 3, 1, 1, 0, 0, 1, 1, 1, 1, 0);

    private static INDArray like(INDArray array) {
        return Nd4j.valueArrayOf(array.shape(), Double.NaN, array.dataType());
    }

    @ParameterizedTest
    @CsvSource({
        "2, 8, 8, 3, 5, 1, true",
        "3, 7, 6, 4, 2, 1, true",
        "2, 8, 8, 3, 5, 0, false",
        "1, 6, 9, 2, 3, 0, false",
        "2, 5, 7, 3, 2, 2, false",
        "1, 3, 3, 1, 1, 0, false",
        "2, 1, 1, 2, 3, 1, true",
        // in parts: of 3 and 2 images, and twice of 4
        "5, 8, 8, 2048, 1, 1, true",
        "8, 8, 8, 1, 2048, 0, false"
    })
    void itComputesWhatTheDefinitionSays(int n, int height, int width, int in, int out, int pad, boolean same) {
        INDArray x = Values.normal(1, n, height, width, in);
        INDArray w = Values.normal(2, 3, 3, in, out);
        INDArray dy = Values.normal(3, n, height + 2 * pad - 2, width + 2 * pad - 2, out);
        List<INDArray> results =
                run(same ? SAME : new ConvolutionArguments(3, 3, 1, 1, pad, pad, 1, 1, 0, 1, 0), x, w, dy);
        NaiveConvolution naive = new NaiveConvolution(x, w, dy, pad, pad);
        Values.assertClose(naive.result(), results.get(0), 1e-12, "result");
        Values.assertClose(naive.ofInput(), results.get(1), 1e-12, "input");
        Values.assertClose(naive.ofWeights(), results.get(2), 1e-12, "weights");
    }

    /** In double precision it is the definition: see above. */
    @Test
    void singlePrecisionLosesNoMoreThanItsSums() {
        INDArray x = Values.normal(1, 2, 16, 16, 128);
        INDArray w = Values.normal(2, 3, 3, 128, 128);
        List<INDArray> exact = run(SAME, x, w, x);
        List<INDArray> single = run(SAME, x.castTo(DataType.FLOAT), w.castTo(DataType.FLOAT), x.castTo(DataType.FLOAT));
        for (int i = 0; i < exact.size(); i++) {
            double error = single.get(i)
                    .castTo(DataType.DOUBLE)
                    .sub(exact.get(i))
                    .norm2Number()
                    .doubleValue();
            assertEquals(0, error / exact.get(i).norm2Number().doubleValue(), 4e-6, "result " + i);
        }
    }

    /** Convolution and gradients to input and weights. */
    private static List<INDArray> run(ConvolutionArguments arguments, INDArray x, INDArray w, INDArray dy) {
        ListedOperations operations = new ListedOperations();
        Winograd winograd = new Winograd(operations, arguments);
        List<INDArray> results = List.of(like(dy), like(x), like(w));
        winograd.forward(x, w, results.get(0));
        winograd.inputGradient(w, dy, results.get(1));
        winograd.weightsGradient(x, dy, results.get(2));
        operations.run();
        return results;
    }

    @Test
    void whatItGainsGrowsWithTheChannelsAndFallsWhereTilesAreNotFilled() {
        assertTrue(Winograd.gain(32, 32, 64, 32, 32, 32) < 1);
        assertTrue(Winograd.gain(128, 128, 64, 32, 32, 128) > 1.3);
        assertTrue(Winograd.gain(256, 256, 64, 16, 16, 256) > 1.8);
        assertTrue(Winograd.gain(256, 256, 64, 5, 5, 256) < 1, "four tiles for 25 results");
        assertTrue(Winograd.gain(256, 256, 1, 8, 8, 256) < 1, "kernels are transformed for four tiles");
    }

    @Test
    void itServesSinglePrecisionAndPlainKernelsOnOneKindOfProcessor() {
        INDArray w = Nd4j.create(DataType.FLOAT, 3, 3, 256, 256);
        long[] result = {64, 16, 16, 256};
        assertEquals(VectorUnit.detect() == VectorUnit.AVX2, Winograd.serves(SAME, w, result));
        assertFalse(Winograd.serves(SAME, w, 1, 1024, 1024, 256), "2 GB of tiles per image");
        assertFalse(Winograd.serves(SAME, w.castTo(DataType.DOUBLE), result), "double precision");
        assertFalse(Winograd.serves(new ConvolutionArguments(3, 3, 2, 2, 0, 0, 1, 1, 1, 1, 0), w, result), "stride");
        assertFalse(Winograd.serves(new ConvolutionArguments(3, 3, 1, 1, 0, 0, 2, 2, 1, 1, 0), w, result), "gaps");
        assertFalse(
                Winograd.serves(new ConvolutionArguments(3, 3, 1, 1, 0, 0, 1, 1, 1, 0, 0), w, result),
                "channels first");
        assertFalse(
                Winograd.serves(new ConvolutionArguments(3, 3, 1, 1, 0, 0, 1, 1, 1, 1, 1), w, result),
                "weights' order");
    }
}
