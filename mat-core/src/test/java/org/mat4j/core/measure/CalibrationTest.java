package org.mat4j.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.testing.check.NaiveLosses;

/** Calibration of known probabilities, and against the definition. */
class CalibrationTest {

    /** 10 examples at confidence 0.7 of which 7 are right, and 10 at 0.9 with 9. */
    @Test
    void probabilitiesThatMeanWhatTheySayHaveNoError() {
        double[][] p = new double[20][];
        int[] y = new int[20];
        for (int i = 0; i < 20; i++) {
            p[i] = i < 10 ? new double[] {0.7, 0.2, 0.1} : new double[] {0.05, 0.05, 0.9};
            y[i] = i < 10 ? (i < 7 ? 0 : 1) : i < 19 ? 2 : 0;
        }

        Calibration c = Calibration.of(p, y);

        assertEquals(0, c.expectedError(), 1e-12);
        assertEquals(0, c.maximumError(), 1e-12);
        assertEquals(0.8, c.accuracy(), 1e-12);
        assertEquals(0.8, c.meanConfidence(), 1e-12);
        assertEquals(20, c.examples());
        assertEquals(15, c.bins().size());
        assertEquals(2, c.bins().stream().filter(b -> b.count() == 10).count());
    }

    @Test
    void alwaysSureAndWrongIsTheWorst() {
        Calibration c = Calibration.of(new double[][] {{1, 0}, {0, 1}, {1, 0}}, new int[] {1, 0, 1});

        assertEquals(1, c.expectedError());
        assertEquals(1, c.maximumError());
        assertEquals(0, c.accuracy());
        assertEquals(1, c.meanConfidence());
        assertEquals(2, c.brierScore());
        assertEquals(Double.POSITIVE_INFINITY, c.negativeLogLikelihood());
    }

    @Test
    void alwaysSureAndRightIsTheBest() {
        Calibration c = Calibration.of(new double[][] {{1, 0}, {0, 1}}, new int[] {0, 1});

        assertEquals(0, c.expectedError());
        assertEquals(0, c.maximumError());
        assertEquals(0, c.brierScore());
        assertEquals(0.0, c.negativeLogLikelihood(), "not minus zero");
    }

    @Test
    void binsEndWithTheirUpperEnd() {
        double[][] p = {{0.5, 0.5}, {0.5000001, 0.4999999}, {0.75, 0.25}, {1, 0}};
        Calibration c = Calibration.of(p, new int[] {0, 1, 1, 0}, 4);

        assertEquals(
                "[0, 1, 2, 1]",
                Arrays.toString(
                        c.bins().stream().mapToInt(Calibration.Bin::count).toArray()));
        Calibration.Bin third = c.bins().get(2);
        assertEquals(0.5, third.above());
        assertEquals(0.75, third.upTo());
        assertEquals(0, third.accuracy());
        assertEquals((0.5000001 + 0.75) / 2, third.meanConfidence(), 1e-15);
        assertEquals((0.5000001 + 0.75) / 2, third.error(), 1e-15);
        Calibration.Bin empty = c.bins().get(0);
        assertTrue(Double.isNaN(empty.accuracy()) && Double.isNaN(empty.meanConfidence()));
        assertEquals(0, empty.error());
        assertEquals(1, c.bins().get(1).accuracy(), "of equal probabilities the first class is the prediction");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 15, 100})
    void equalsTheDefinition(int binCount) {
        Random random = new Random(binCount);
        double[][] scores = new double[300][4];
        int[] y = new int[scores.length];
        double[][] p = new double[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            y[i] = random.nextInt(4);
            for (int k = 0; k < 4; k++) {
                scores[i][k] = 2 * random.nextGaussian() + (k == y[i] ? 1 : 0);
            }
            p[i] = NaiveLosses.softmax(scores[i]);
        }
        double ece = 0;
        double mce = 0;
        for (int b = 1; b <= binCount; b++) {
            double confidence = 0;
            double right = 0;
            int n = 0;
            for (int i = 0; i < p.length; i++) {
                double largest = Arrays.stream(p[i]).max().orElseThrow();
                if (largest > (b - 1.0) / binCount && largest <= (double) b / binCount) {
                    n++;
                    confidence += largest;
                    right += p[i][y[i]] == largest ? 1 : 0;
                }
            }
            if (n > 0) {
                ece += Math.abs(right / n - confidence / n) * n / p.length;
                mce = Math.max(mce, Math.abs(right / n - confidence / n));
            }
        }
        double nll = 0;
        double brier = 0;
        for (int i = 0; i < p.length; i++) {
            nll -= Math.log(p[i][y[i]]) / p.length;
            for (int k = 0; k < 4; k++) {
                brier += Math.pow(p[i][k] - (k == y[i] ? 1 : 0), 2) / p.length;
            }
        }

        for (Calibration c :
                new Calibration[] {Calibration.of(p, y, binCount), Calibration.ofScores(scores, y, binCount)}) {
            assertEquals(ece, c.expectedError(), 1e-12);
            assertEquals(mce, c.maximumError(), 1e-12);
            assertEquals(nll, c.negativeLogLikelihood(), 1e-12);
            assertEquals(brier, c.brierScore(), 1e-12);
            assertEquals(300, c.bins().stream().mapToInt(Calibration.Bin::count).sum());
        }
    }

    @Test
    void theLikelihoodOfAScoreIsExactWhereItsProbabilityIsNot() {
        double[][] far = {{0, -5000}};
        Calibration c = Calibration.ofScores(far, new int[] {1});

        assertEquals(5000, c.negativeLogLikelihood());
        assertEquals(1, c.expectedError());
        assertFalse(Double.isNaN(Calibration.ofScores(new double[][] {{4000, 4000}}, new int[] {1})
                .negativeLogLikelihood()));
    }

    @Test
    void refusesWhatAreNoProbabilities() {
        refused(new double[][] {{1, 0, 0}, {1, 1, 1}}, 0, "probabilities: row 1", 3.0);
        refused(new double[][] {{1, -0.5, 0.5}, {1, 0, 0}}, 0, "probabilities: row 0, column 1", -0.5);
        refused(new double[][] {{1, 0, Double.NaN}, {1, 0, 0}}, 0, "probabilities: row 0, column 2", Double.NaN);
        refused(new double[][] {{1, 0, 0}, {1, 0, 0}}, 3, "labels: row 1", 3);
        refused(new double[][] {{1, 0, 0}}, 0, "number of labels", 2);
        refused(new double[0][], 0, "number of rows of probabilities", 0);
        int[] first = {0};
        assertRefused(() -> Calibration.of(new double[][] {{1, 0}}, first, 0), "number of bins", 0);
        double[][] infinite = {{0, Double.NEGATIVE_INFINITY}};
        assertRefused(() -> Calibration.ofScores(infinite, first), "scores: row 0, column 1", infinite[0][1]);
    }

    private static void refused(double[][] probabilities, int secondLabel, Object... parts) {
        assertRefused(() -> Calibration.of(probabilities, new int[] {0, secondLabel}), parts);
    }
}
