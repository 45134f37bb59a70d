package org.mat4j.core.measure.ood;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The measures against their definitions, counted pair by pair and threshold by threshold. */
class SeparationTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double countedAuroc(double[] home, double[] strangers) {
        double higher = 0;
        for (double out : strangers) {
            for (double in : home) {
                higher += out > in ? 1 : out == in ? 0.5 : 0;
            }
        }
        return higher / home.length / strangers.length;
    }

    private static double countedAupr(double[] home, double[] strangers) {
        double[] thresholds = Arrays.stream(strangers).distinct().sorted().toArray();
        double area = 0;
        double recallBefore = 0;
        for (int t = thresholds.length - 1; t >= 0; t--) {
            double threshold = thresholds[t];
            double found = Arrays.stream(strangers).filter(s -> s >= threshold).count();
            double wrong = Arrays.stream(home).filter(s -> s >= threshold).count();
            double recall = found / strangers.length;
            area += (recall - recallBefore) * found / (found + wrong);
            recallBefore = recall;
        }
        return area;
    }

    /** The lowest of all thresholds that accept enough home examples. */
    private static double countedFpr(double[] home, double[] strangers) {
        double[] thresholds = Arrays.stream(home).sorted().toArray();
        for (double threshold : thresholds) {
            long accepted = Arrays.stream(home).filter(s -> s <= threshold).count();
            if (100 * accepted >= 95L * home.length) {
                return Arrays.stream(strangers).filter(s -> s <= threshold).count() / (double) strangers.length;
            }
        }
        throw new AssertionError();
    }

    @ParameterizedTest
    @CsvSource({"80, 50, 12", "19, 70, 5", "20, 70, 1000", "101, 1, 3", "1, 40, 2", "200, 200, 40"})
    void equalsWhatIsCounted(int n, int m, int values) {
        Random random = new Random(n + m);
        double[] home = random.ints(n, 0, values).asDoubleStream().toArray();
        double[] strangers = random.ints(m, values / 4, values + values / 3 + 1)
                .asDoubleStream()
                .toArray();

        Separation told = Separation.of(home, strangers);

        assertEquals(n, told.home());
        assertEquals(m, told.strangers());
        assertEquals(countedAuroc(home, strangers), told.auroc(), 1e-14);
        assertEquals(countedAupr(home, strangers), told.aupr(), 1e-12);
        assertEquals(countedFpr(home, strangers), told.fprAt95(), 1e-12);
        assertEquals(1 - told.auroc(), Separation.of(strangers, home).auroc(), 1e-12);
    }

    @Test
    void separateScoresTellAllAndReversedOnesTheOpposite() {
        double[] low = {1, 3, 2, -INFINITY};
        double[] high = {4, 6, INFINITY};
        assertEquals(new Separation(4, 3, 1, 1, 0), Separation.of(low, high));
        Separation reversed = Separation.of(high, low);
        assertEquals(0, reversed.auroc());
        assertEquals(1, reversed.fprAt95());
        // Recall grows by a quarter with each of the four, found after all three home examples.
        assertEquals((1 / 4. + 2 / 5. + 3 / 6. + 4 / 7.) / 4, reversed.aupr(), 1e-15);
    }

    @Test
    void equalScoresAreGuessing() {
        Separation told = Separation.of(new double[] {0.0, 0.0, 0.0}, new double[] {-0.0});
        assertEquals(new Separation(3, 1, 0.5, 0.25, 1), told);
        assertEquals(
                0.75,
                Separation.of(new double[] {1, INFINITY}, new double[] {INFINITY})
                        .auroc());
    }

    @Test
    void oneHomeExampleInTwentyMayBeLost() {
        double[] home = new double[20];
        Arrays.setAll(home, i -> i);
        assertEquals(0, Separation.of(home, new double[] {18.5}).fprAt95());
        assertEquals(1, Separation.of(home, new double[] {18}).fprAt95());
    }

    @Test
    void theArgumentsStayAsTheyAre() {
        double[] home = {3, 1, 2};
        double[] strangers = {5, 4};
        Separation.of(home, strangers);
        assertTrue(Arrays.equals(new double[] {3, 1, 2}, home) && Arrays.equals(new double[] {5, 4}, strangers));
    }

    @Test
    void refusesNothingAndNaN() {
        double[] one = {1};
        assertRefused(() -> Separation.of(new double[0], one), "home scores", 0);
        assertRefused(() -> Separation.of(one, new double[0]), "stranger scores", 0);
        assertRefused(() -> Separation.of(one, new double[] {1, Double.NaN}), "stranger score 1", "NaN");
    }
}
