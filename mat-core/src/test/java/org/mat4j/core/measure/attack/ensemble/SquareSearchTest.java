package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class SquareSearchTest {
    private static final Bounds BOUNDS = new Bounds(-2.5, 2.5);
    private static final int CLASSES = 3;

    private static DataSet data(int n, int inputs) {
        DataSet blobs = Blobs.batch(n, inputs, CLASSES, 70);
        return new DataSet(BOUNDS.clip(blobs.getFeatures()), blobs.getLabels());
    }

    /** Whole runs against loops over the same random draws. */
    @ParameterizedTest
    @CsvSource({
        "L2, 3, 6, 7, 2",
        "L2, 3, 13, 11, 1",
        "L2, 2, 1, 23, 1",
        "L2, 1, 1, 4, 1",
        "L_INFINITY, 0.5, 6, 7, 2",
        "L_INFINITY, 0.5, 11, 13, 1",
        "L_INFINITY, 0.5, 1, 23, 1"
    })
    void triesTheSamePointsAsLoops(Norm norm, double epsilon, int rows, int columns, int channels) {
        int d = rows * columns * channels;
        long[] shape = rows == 1 ? new long[] {d} : new long[] {rows, columns, channels};
        Threat threat = new Threat(norm, epsilon, BOUNDS);
        NaiveMlp.Rules rules = new NaiveMlp.Rules(norm, epsilon, BOUNDS.low(), BOUNDS.high(), false);
        try (TrainedModel model = Models.trained(TestNetwork.dense(shape, 4, CLASSES), DataType.DOUBLE, 20)) {
            NaiveMlp naive = NaiveMlp.of(model);
            double[][] x = Values.rows(data(4, d).getFeatures());
            for (int i = 0; i < x.length; i++) {
                int label = i % CLASSES;
                Victim victim = Victim.of(x[i], shape, label, naive.logits(x[i]), 3, i);
                Search search = new SquareSearch(threat, victim, 80, new Random(i));
                List<double[]> expected = new NaiveSquare(rows, columns, channels, rules, x[i], new Random(i))
                        .run(80, point -> NaiveMlp.margin(naive.logits(point), label));
                int k = 0;
                for (boolean more = true; more; k++) {
                    assertArrayEquals(expected.get(k), search.point(), 1e-9, "example " + i + ", query " + k);
                    assertTrue(size(norm, x[i], search.point()) <= epsilon * (1 + 1e-9), "query " + k);
                    assertArrayEquals(NaiveMlp.clip(search.point(), rules), search.point(), "query " + k);
                    more = search.take(Answer.blackBox(naive.logits(search.point())));
                }
                assertEquals(80, k);
            }
        }
    }

    private static double size(Norm norm, double[] x, double[] point) {
        double squares = 0;
        double largest = 0;
        for (int j = 0; j < x.length; j++) {
            squares += (point[j] - x[j]) * (point[j] - x[j]);
            largest = Math.max(largest, Math.abs(point[j] - x[j]));
        }
        return norm == Norm.L2 ? Math.sqrt(squares) : largest;
    }

    /** Logits of rounded inputs have no gradient: only the search finds what fools the model, and the result says so. */
    @ParameterizedTest
    @CsvSource({"L2, 3.2", "L_INFINITY, 1.6"})
    void beatsAModelWithoutGradientAndWarns(Norm norm, double epsilon) {
        TestNetwork dense = TestNetwork.dense(4, 6, CLASSES);
        TestNetwork rounding = new TestNetwork(
                dense.inputShape(),
                6,
                CLASSES,
                (pass, x) ->
                        dense.build(pass, pass.graph().math().round(x.mul(16)).div(16)));
        try (TrainedModel masked = Models.trained(rounding, DataType.FLOAT, 40)) {
            StandardEnsemble ensemble = StandardEnsemble.of(new Threat(norm, epsilon, BOUNDS))
                    .withIterations(1)
                    .withTargets(1)
                    .withQueries(100);
            EnsembleResult result = ensemble.evaluate(masked, Batches.of(data(30, 4)));
            EnsembleResult.Stage square = result.stages().get(result.stages().size() - 1);
            assertEquals(EnsembleAttack.SQUARE, square.attack());
            assertTrue(square.left() < square.attacked() - 5, square.toString());
            assertEquals(2, result.warnings().size());
            int flat = result.stages().get(0).flat();
            assertTrue(flat > 0 && flat <= result.stages().get(0).attacked(), "without gradient " + flat);
            String expected = "apgd-ce finds no gradient at " + flat;
            assertTrue(
                    result.warnings().get(0).startsWith(expected),
                    result.warnings().get(0));
            assertTrue(
                    result.warnings().get(1).startsWith("square"),
                    result.warnings().get(1));
            EnsembleResult alone =
                    ensemble.withAttacks(List.of(EnsembleAttack.SQUARE)).evaluate(masked, Batches.of(data(30, 4)));
            assertEquals(List.of(), alone.warnings());
        }
    }

    /** Channels that come first are changed as those that come last. */
    @ParameterizedTest
    @CsvSource({"L2", "L_INFINITY"})
    void channelsMayComeFirst(Norm norm) {
        Threat threat = new Threat(norm, 1, Bounds.unlimited());
        double[] zero = new double[7 * 6 * 3];
        Victim last = Victim.of(zero, new long[] {7, 6, 3}, 0, new double[2], 1, 0);
        Victim first = Victim.of(zero, new long[] {3, 7, 6}, 0, new double[2], 1, 0);
        SquareSearch one = new SquareSearch(threat, last, 20, new Random(1));
        SquareSearch other = new SquareSearch(threat, first, 20, new Random(1));
        for (int q = 0; q < 20; q++) {
            for (int j = 0; j < zero.length; j++) {
                assertEquals(one.point()[j], other.point()[j % 3 * 42 + j / 3], 1e-12, "query " + q + ", value " + j);
            }
            one.take(Answer.blackBox(-q, 0));
            other.take(Answer.blackBox(-q, 0));
        }
    }

    /** Squares of at most these shares of all pixels are changed at once, and more than a third of them sometimes. */
    @ParameterizedTest
    @CsvSource({"0, 10, 0.8", "11, 50, 0.4", "51, 200, 0.2", "201, 500, 0.1", "501, 1000, 0.05", "1001, 2000, 0.025"})
    void squaresShrinkAsPublished(int first, int last, double share) {
        Victim victim = Victim.of(new double[3600], new long[] {60, 60, 1}, 0, new double[2], 1, 0);
        Threat threat = new Threat(Norm.L_INFINITY, 1, Bounds.unlimited());
        SquareSearch search = new SquareSearch(threat, victim, 3000, new Random(1));
        double[] before = search.point();
        int most = 0;
        for (int q = 0; q <= last; q++) {
            // Each point is better than the ones before, so that neighbors differ in one square.
            search.take(Answer.blackBox(new double[] {-q, 0}));
            int changed = 0;
            for (int j = 0; j < before.length; j++) {
                changed += before[j] != search.point()[j] ? 1 : 0;
            }
            most = q >= first ? Math.max(most, changed) : 0;
            before = search.point();
        }
        double side = Math.round(Math.sqrt(share * 3600));
        assertTrue(most <= side * side && most > side * side / 3, most + " of " + side * side);
    }

    @Test
    void hillAndHollowHaveTheSameNorm() {
        for (int[] size : new int[][] {{6, 6}, {7, 7}, {1, 9}, {3, 3}, {2, 2}}) {
            double[] shape = SquareShape.of(size[0], size[1], new Random(2));
            assertEquals(0.5, sum(shape, 1), 1e-12);
            assertEquals(0.5, sum(shape, -1), 1e-12);
        }
    }

    private static double sum(double[] shape, int sign) {
        double sum = 0;
        for (double value : shape) {
            sum += value * sign > 0 ? value * value : 0;
        }
        return sum;
    }
}
