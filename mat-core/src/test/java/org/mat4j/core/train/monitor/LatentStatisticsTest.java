package org.mat4j.core.train.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.testing.check.Naive;
import org.nd4j.linalg.factory.Nd4j;

class LatentStatisticsTest {
    @Test
    void areTheFormulasOfTheDocumentation() {
        int[] labels = {0, 0, 0, 2, 2, 3};
        double[][] latents = Naive.latents(labels, 3, 4);
        double[] mean = Naive.mean(latents);
        double total = 0;
        double within = 0;
        double between = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] classMean = Naive.mean(Naive.ofClass(latents, labels, labels[i]));
            total += square(Naive.minus(latents[i], mean));
            within += square(Naive.minus(latents[i], classMean));
            between += square(Naive.minus(classMean, mean));
        }
        double withinSquared = within / (6 - 3);
        LatentStatistics statistics = LatentStatistics.of(LatentBatch.of(latents, labels, 5));
        assertEquals(Math.sqrt(total / 6), statistics.scale(), 1e-12);
        assertEquals(Math.sqrt(withinSquared), statistics.withinClassSpread(), 1e-12);
        assertEquals(Math.sqrt((between - 2 * withinSquared) / 6), statistics.betweenClassSpread(), 1e-12);
        assertEquals(statistics.betweenClassSpread() / statistics.withinClassSpread(), statistics.separation(), 1e-12);
    }

    private static double square(double[] v) {
        return Naive.quadraticForm(v, Naive.identity(v.length));
    }

    @Test
    void smallBatchesEstimateTheClassesSpreadsWithoutBias() {
        // Classes at -1 and 1 on the first axis, noise of 2 on each of two axes.
        Random random = new Random(3);
        LatentStatistics mean = null;
        int batches = 4000;
        for (int t = 1; t <= batches; t++) {
            int[] labels = {0, 0, 0, 1, 1, 1};
            double[][] latents = new double[6][];
            for (int i = 0; i < 6; i++) {
                double center = labels[i] == 0 ? -1 : 1;
                latents[i] = new double[] {center + 2 * random.nextGaussian(), 2 * random.nextGaussian()};
            }
            LatentStatistics next = LatentStatistics.of(LatentBatch.of(latents, labels, 2));
            mean = mean == null ? next : mean.average(next, 1 - 1.0 / t);
        }
        assertEquals(8, mean.within(), 0.3);
        assertEquals(1, mean.between(), 0.3);
    }

    @Test
    void endsOfTheSeparation() {
        int[] labels = {0, 0, 1, 1};
        double[][] point = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
        double[][] points = {{1, 1}, {1, 1}, {2, 1}, {2, 1}};
        assertEquals(0, LatentStatistics.of(LatentBatch.of(point, labels, 2)).separation());
        assertEquals(0, LatentStatistics.of(LatentBatch.of(point, labels, 2)).scale());
        assertEquals(
                Double.POSITIVE_INFINITY,
                LatentStatistics.of(LatentBatch.of(points, labels, 2)).separation());
        LatentStatistics oneEach = LatentStatistics.of(LatentBatch.of(points, new int[] {0, 1, 2, 3}, 4));
        assertEquals(0.5, oneEach.scale(), 1e-12);
        assertEquals(Double.NaN, oneEach.withinClassSpread());
        assertEquals(Double.NaN, oneEach.separation());
        LatentStatistics oneClass = LatentStatistics.of(LatentBatch.of(points, new int[4], 2));
        assertEquals(Math.sqrt(1.0 / 3), oneClass.withinClassSpread(), 1e-12);
        assertEquals(Double.NaN, oneClass.betweenClassSpread());
    }

    @Test
    void refusesLatentsWhoseSquaresOverflow() {
        LatentBatch batch = LatentBatch.of(new double[][] {{1e200}, {-1e200}}, new int[2], 1);
        Exception e = assertThrows(IllegalArgumentException.class, () -> LatentStatistics.of(batch));
        assertTrue(e.getMessage().startsWith("squared scale of the latents is Infinity"), e::getMessage);
    }

    /** Latents that say nothing of the classes show no spread between them, however soft their labels are. */
    @Test
    void softLabelsEstimateWithoutBiasToo() {
        Random random = new Random(5);
        LatentStatistics mean = null;
        int batches = 4000;
        for (int t = 1; t <= batches; t++) {
            double[][] latents = new double[6][];
            double[][] labels = new double[6][];
            for (int i = 0; i < 6; i++) {
                double share = random.nextDouble();
                labels[i] = new double[] {share, 1 - share, 0};
                latents[i] = new double[] {2 * random.nextGaussian(), 2 * random.nextGaussian()};
            }
            LatentStatistics next = LatentStatistics.of(LatentBatch.of(
                    Nd4j.createFromArray(latents), Nd4j.createFromArray(labels), LabelForm.PROBABILITIES));
            mean = mean == null ? next : mean.average(next, 1 - 1.0 / t);
        }
        assertEquals(8, mean.within(), 0.2);
        assertEquals(0, mean.between(), 0.05);
    }
}
