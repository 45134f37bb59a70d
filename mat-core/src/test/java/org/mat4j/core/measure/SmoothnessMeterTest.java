package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.loss.ManifoldDivergence.Form;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMixture;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Inputs of two dimensions, where the worst direction can be found by trying all of them. */
class SmoothnessMeterTest {

    private static final int CLASSES = 3;
    private static final DataSet DATA = Blobs.batch(6, 2, CLASSES, 40);

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(2, 3, CLASSES), DataType.DOUBLE, 80);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Smoothness measure(Form form, long seed, DataSet... batches) {
        try (SmoothnessMeter meter = new SmoothnessMeter(model, form)) {
            return meter.measure(Batches.of(batches), seed);
        }
    }

    /** Output and manifold divergence of each example at x + r. */
    private static double[][] divergences(Form form, double[][] x, double[][] r) {
        INDArray clean = Nd4j.createFromArray(x);
        var at = model.classifier().predict(clean);
        var moved = model.classifier().predict(clean.add(Nd4j.createFromArray(r)));
        NaiveMixture mixture = new NaiveMixture(model.mixture());
        double[][] result = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double output = NaiveLosses.kullbackLeibler(
                    at.logits().getRow(i).toDoubleVector(),
                    moved.logits().getRow(i).toDoubleVector());
            double[] z = at.latent().getRow(i).toDoubleVector();
            double[] shifted = moved.latent().getRow(i).toDoubleVector();
            double manifold =
                    form == Form.POSTERIOR ? mixture.posteriorDivergence(z, shifted) : mixture.matchedBound(z, shifted);
            result[i] = new double[] {output, manifold};
        }
        return result;
    }

    /**
     * The unit direction in which the sum of both rises most from x, by the small steps that the power iteration takes;
     * direction and opposite are alike up to third order there, so of the two the meter may return either.
     */
    @ParameterizedTest
    @EnumSource(Form.class)
    void equalsTheWorstOfAllDirections(Form form) {
        double[][] x = DATA.getFeatures().toDoubleMatrix();
        int steps = 180;
        double[] worst = new double[x.length];
        double[][][] candidates = new double[x.length][2][];
        for (int s = 0; s < steps; s++) {
            double angle = Math.PI * s / steps;
            double[][] tiny = new double[x.length][];
            double[][] up = new double[x.length][];
            double[][] down = new double[x.length][];
            for (int i = 0; i < x.length; i++) {
                double[] d = {Math.cos(angle), Math.sin(angle)};
                tiny[i] = new double[] {1e-3 * d[0], 1e-3 * d[1]};
                up[i] = d;
                down[i] = new double[] {-d[0], -d[1]};
            }
            double[][] small = divergences(form, x, tiny);
            double[][] above = divergences(form, x, up);
            double[][] below = divergences(form, x, down);
            for (int i = 0; i < x.length; i++) {
                double sum = small[i][0] + small[i][1];
                if (sum > worst[i]) {
                    worst[i] = sum;
                    candidates[i] = new double[][] {above[i], below[i]};
                }
            }
        }
        for (int i = 0; i < x.length; i++) {
            INDArray row = DATA.getFeatures().getRow(i, true);
            Smoothness measured =
                    measure(form, 1, new DataSet(row, DATA.getLabels().getRow(i, true)));
            double[] expected = candidates[i][0];
            if (Math.abs(candidates[i][1][0] - measured.output()) < Math.abs(expected[0] - measured.output())) {
                expected = candidates[i][1];
            }
            assertEquals(expected[0], measured.output(), 0.02 * expected[0] + 1e-6, "output, example " + i);
            assertEquals(expected[1], measured.manifold(), 0.02 * expected[1] + 1e-6, "manifold, example " + i);
        }
    }

    /** ND4J would take the time of day. */
    @Test
    void seed0IsASeedLikeAnother() {
        assertEquals(measure(Form.MATCHED, 0, DATA), measure(Form.MATCHED, 0, DATA));
    }

    /** An example in a batch of three counts as much as one in a batch of its own. */
    @Test
    void averagesOverExamplesNotBatches() {
        DataSet one = (DataSet) DATA.getRange(0, 1);
        DataSet other = (DataSet) DATA.getRange(1, 2);
        DataSet thrice = DataSet.merge(List.of(other, other, other));
        double alone = measure(Form.MATCHED, 1, one).output();
        // Depending on its start, the direction or its opposite is found.
        DoubleSummaryStatistics found = IntStream.range(0, 8)
                .mapToDouble(seed -> measure(Form.MATCHED, seed, other).output())
                .summaryStatistics();
        double rest = (4 * measure(Form.MATCHED, 1, one, thrice).output() - alone) / 3;
        assertTrue(rest > 0.98 * found.getMin() && rest < 1.02 * found.getMax(), rest + " of " + found);
        double byBatches = (4 * (alone + found.getMin()) / 2 - alone) / 3;
        assertTrue(byBatches < 0.9 * found.getMin() || byBatches > 1.1 * found.getMax(), byBatches + " of " + found);
        assertEquals(2, new Smoothness(3, 1).average());
    }

    @Test
    void sameSeedSameResult() {
        Smoothness first = measure(Form.POSTERIOR, 5, DATA);
        Nd4j.getRandom().nextGaussian();
        assertEquals(first, measure(Form.POSTERIOR, 5, DATA));
        assertNotEquals(first, measure(Form.POSTERIOR, 6, DATA));
    }

    @Test
    void aMeterCanBeUsedAgainBesideAnother() {
        try (SmoothnessMeter one = new SmoothnessMeter(model, Form.POSTERIOR);
                SmoothnessMeter other = new SmoothnessMeter(model, Form.MATCHED)) {
            Smoothness first = one.measure(Batches.of(DATA), 5);
            other.measure(Batches.of(DATA), 5);
            assertEquals(first, one.measure(Batches.of(DATA), 5));
        }
    }

    @Test
    void aLoadedModelMeasuresAlike(@TempDir Path folder) {
        Path file = folder.resolve("model.zip");
        model.save(file);
        try (TrainedModel loaded = TrainedModel.load(file);
                SmoothnessMeter meter = new SmoothnessMeter(loaded, Form.POSTERIOR)) {
            assertEquals(measure(Form.POSTERIOR, 5, DATA), meter.measure(Batches.of(DATA), 5));
        }
    }

    @Test
    void takesFeaturesOfAnyType() {
        DataSet whole = new DataSet(Nd4j.createFromArray(new int[][] {{1, -2}, {0, 3}}), Nd4j.zeros(2, CLASSES));
        DataSet same = new DataSet(whole.getFeatures().castTo(DataType.DOUBLE), whole.getLabels());
        assertEquals(measure(Form.MATCHED, 5, same), measure(Form.MATCHED, 5, whole));
    }

    @Test
    void refusesEmptyAndWrongData() {
        assertRefused(() -> measure(Form.MATCHED, 1), "number of examples", 0);
        assertRefused(() -> measure(Form.MATCHED, 1, Blobs.batch(4, 3, 3, 1)), "features of shape [4, 3]", "[n, 2]");
    }
}
