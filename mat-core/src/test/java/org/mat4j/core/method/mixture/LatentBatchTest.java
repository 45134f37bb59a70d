package org.mat4j.core.method.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.network.LabelForm;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LatentBatchTest {
    private static final double[][] LATENTS = {{1, 2.5}, {-3, 4}, {0.25, 6}};
    private static final double[][] ONE_HOT = {{0, 1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}};

    private static void assertExpected(LatentBatch batch) {
        assertEquals(3, batch.size());
        assertEquals(2, batch.latentSize());
        assertEquals(4, batch.classCount());
        int[] labels = {1, 0, 3};
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(LATENTS[i], batch.latent(i));
            assertEquals(labels[i], batch.label(i));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE", "HALF", "BFLOAT16"})
    void readsArraysOfAnyFloatType(DataType type) {
        INDArray latents = Nd4j.createFromArray(LATENTS).castTo(type);
        INDArray labels = Nd4j.createFromArray(ONE_HOT).castTo(type);
        assertExpected(LatentBatch.of(latents, labels));
        assertExpected(LatentBatch.of(latents.dup('f'), labels.dup('f')));
    }

    @Test
    void readsViews() {
        INDArray large = Nd4j.rand(DataType.FLOAT, 5, 4);
        INDArray view = large.get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(2, 4));
        view.assign(Nd4j.createFromArray(LATENTS).castTo(DataType.FLOAT));
        INDArray rows = Nd4j.zeros(DataType.INT32, 6, 4);
        INDArray labels = rows.get(NDArrayIndex.interval(3, 6), NDArrayIndex.all());
        labels.assign(Nd4j.createFromArray(ONE_HOT).castTo(DataType.INT32));
        assertExpected(LatentBatch.of(view, labels));
        INDArray transposed = Nd4j.createFromArray(LATENTS).transpose().dup('c').transpose();
        assertExpected(LatentBatch.of(transposed, labels));
    }

    @Test
    void bothFormsUpdateTheMixtureAlike() {
        MixtureEstimator byArrays = new MixtureEstimator(MixtureConfig.defaults(), 4, 2);
        MixtureEstimator byTensors = new MixtureEstimator(MixtureConfig.defaults(), 4, 2);
        byArrays.update(LATENTS, new int[] {1, 0, 3});
        byTensors.update(
                LatentBatch.of(Nd4j.createFromArray(LATENTS).castTo(DataType.FLOAT), Nd4j.createFromArray(ONE_HOT)));
        assertEquals(byArrays.snapshot().toJson(), byTensors.snapshot().toJson());
    }

    @Test
    void doesNotShareItsArrays() {
        double[][] latents = {{1, 2}};
        int[] labels = {1};
        LatentBatch batch = LatentBatch.of(latents, labels, 2);
        latents[0][0] = 9;
        labels[0] = 0;
        batch.latent(0)[1] = 9;
        assertArrayEquals(new double[] {1, 2}, batch.latent(0));
        assertEquals(1, batch.label(0));
    }

    @Test
    void refusesBadJavaArrays() {
        assertRefused("class count is 0, expected at least 1", () -> LatentBatch.of(LATENTS, new int[3], 0));
        assertRefused(
                "number of latents is 0, expected at least 1", () -> LatentBatch.of(new double[0][], new int[0], 2));
        assertRefused(
                "number of labels is 2, expected one for each of the 3 latents",
                () -> LatentBatch.of(LATENTS, new int[2], 2));
        assertRefused(
                "length of latents row 0 is 0, expected at least 1",
                () -> LatentBatch.of(new double[2][0], new int[2], 2));
        assertRefused(
                "length of latents row 1 is 3, expected 2 as in row 0",
                () -> LatentBatch.of(new double[][] {{1, 2}, {1, 2, 3}}, new int[2], 2));
        assertRefused(
                "labels: row 2 is -1, expected a class index in 0..1",
                () -> LatentBatch.of(LATENTS, new int[] {0, 1, -1}, 2));
        assertNonFinite(
                "latents: row 1, column 0 is NaN, expected a finite number",
                () -> LatentBatch.of(new double[][] {{1, 2}, {Double.NaN, 2}}, new int[2], 2));
    }

    @Test
    void refusesBadTensors() {
        INDArray latents = Nd4j.createFromArray(LATENTS);
        INDArray labels = Nd4j.createFromArray(ONE_HOT);
        assertRefused("shape of latents is [3]", () -> LatentBatch.of(Nd4j.zeros(DataType.FLOAT, 3), labels));
        assertRefused("shape of labels is [3]", () -> LatentBatch.of(latents, Nd4j.zeros(DataType.FLOAT, 3)));
        assertRefused(
                "[2, 4]", () -> LatentBatch.of(latents, labels.get(NDArrayIndex.interval(0, 2), NDArrayIndex.all())));
        assertRefused("example 1", () -> LatentBatch.of(latents, labels.dup().putScalar(1, 2, 0.5)));
        assertRefused("example 1", () -> LatentBatch.of(latents, labels.dup().putScalar(1, 2, 1)));
        assertRefused("example 0", () -> LatentBatch.of(latents, labels.dup().putScalar(0, 1, 0)));
        assertNonFinite(
                "latents: row 2, column 1 is Infinity, expected a finite number",
                () -> LatentBatch.of(latents.dup().putScalar(2, 1, Double.POSITIVE_INFINITY), labels));
    }

    private static void assertRefused(String expected, Runnable action) {
        Exception e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(expected), e::getMessage);
    }

    private static void assertNonFinite(String expected, Runnable action) {
        Exception e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().startsWith(expected + "; the network has diverged"), e::getMessage);
    }

    @Test
    void probabilitiesAreWeights() {
        INDArray latents = Nd4j.createFromArray(LATENTS);
        double[][] rows = {{0.5, 0.25, 0.25, 0}, {0, 1, 0, 0}, {0, 0.125, 0.875, 0}};
        LatentBatch batch = LatentBatch.of(latents, Nd4j.createFromArray(rows), LabelForm.PROBABILITIES);
        List<String> seen = new ArrayList<>();
        batch.forEachWeight((i, k, weight) -> seen.add(i + " " + k + " " + weight));
        assertEquals(List.of("0 0 0.5", "0 1 0.25", "0 2 0.25", "1 1 1.0", "2 1 0.125", "2 2 0.875"), seen);
        assertArrayEquals(new double[] {0.5, 1.375, 1.125, 0}, batch.classWeights());
        assertEquals((0.0625 + 1 + 0.015625) / 1.375, batch.meanWeights()[1], 1e-15);
        assertEquals((0.25 * 1 - 3 + 0.125 * 0.25) / 1.375, batch.classMeans()[2], 1e-15);
        assertArrayEquals(new double[2], Arrays.copyOfRange(batch.classMeans(), 6, 8));
        assertEquals(0, batch.meanWeights()[3]);
        assertEquals(List.of(0, 1, 2), List.of(batch.label(0), batch.label(1), batch.label(2)));
        rows[2][0] = 0.5;
        assertRefused("example 2", () -> LatentBatch.of(latents, Nd4j.createFromArray(rows), LabelForm.PROBABILITIES));
    }
}
