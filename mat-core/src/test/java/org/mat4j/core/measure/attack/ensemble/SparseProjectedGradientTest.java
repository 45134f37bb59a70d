package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** Attacks in the ball of L1, against loops whose projection is a bisection. */
class SparseProjectedGradientTest {
    private static final int D = 20;
    private static final int CLASSES = 5;
    private static final Bounds BOUNDS = new Bounds(-2.5, 2.5);
    private static final DataSet DATA = data();

    private static TrainedModel model;
    private static NaiveMlp naive;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(D, 6, CLASSES), DataType.DOUBLE, 20);
        naive = NaiveMlp.of(model);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static DataSet data() {
        DataSet blobs = Blobs.batch(40, D, CLASSES, 70);
        return new DataSet(BOUNDS.clip(blobs.getFeatures()), blobs.getLabels());
    }

    private static double l1(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += Math.abs(a[j] - b[j]);
        }
        return sum;
    }

    private static int changed(double[] a, double[] b) {
        int count = 0;
        for (int j = 0; j < a.length; j++) {
            count += a[j] != b[j] ? 1 : 0;
        }
        return count;
    }

    private static double[] shrunk(double[] x, double[] y, double cut) {
        double[] p = new double[x.length];
        for (int j = 0; j < p.length; j++) {
            double r = Math.signum(y[j] - x[j]) * Math.max(Math.abs(y[j] - x[j]) - cut, 0);
            p[j] = r == 0 ? x[j] : Math.max(BOUNDS.low(), Math.min(BOUNDS.high(), x[j] + r));
        }
        return p;
    }

    /** By bisection of the Lagrange multiplier of the ball. */
    private static double[] projected(double[] x, double[] y, double epsilon) {
        double low = 0;
        double high = 100;
        for (int step = 0; step < 200; step++) {
            double cut = (low + high) / 2;
            if (l1(shrunk(x, y, cut), x) > epsilon) {
                low = cut;
            } else {
                high = cut;
            }
        }
        return shrunk(x, y, l1(shrunk(x, y, 0), x) <= epsilon ? 0 : high);
    }

    @Test
    void theProjectionIsTheNearestPointInBallAndBounds() {
        Random random = new Random(3);
        for (int trial = 0; trial < 100; trial++) {
            double[] x = random.doubles(8, -2.5, 2.5).toArray();
            double[] y =
                    Arrays.stream(x).map(v -> v + 3 * random.nextGaussian()).toArray();
            x[0] = 2.5;
            x[1] = -2.5;
            y[2] = x[2];
            double epsilon = trial % 3 == 0 ? 30 : 4 * random.nextDouble();
            double[] p = new Threat(Ball.L1, epsilon, BOUNDS).project(x, y);
            assertArrayEquals(projected(x, y, epsilon), p, 1e-10, "trial " + trial);
            assertTrue(l1(p, x) <= epsilon * (1 + 1e-12), "trial " + trial);
            // Nearer than all other points that are tried, so that the bisection itself is not trusted.
            for (int other = 0; other < 20; other++) {
                double[] q = Arrays.stream(p)
                        .map(v -> v + 0.1 * random.nextGaussian())
                        .toArray();
                double[] inside = projected(x, q, epsilon);
                assertTrue(squares(p, y) <= squares(inside, y) + 1e-9, "trial " + trial);
            }
        }
    }

    private static double squares(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    @Test
    void theSteepestDirectionChangesOneValue() {
        assertArrayEquals(new double[] {0, -1, 0}, Ball.L1.steepest(new double[] {2, -3, 3}));
        assertArrayEquals(new double[3], Ball.L1.steepest(new double[3]));
    }

    /** All points of a run, as the published code finds them. */
    private static List<double[]> naiveRun(double[] x, double[] start, double epsilon, int iterations, int label) {
        List<double[]> visited = new ArrayList<>();
        double[] from = start;
        int larger = (int) Math.ceil(0.3 * iterations);
        for (int times = 3; times > 0; times--) {
            int steps = times > 1 ? larger : iterations - 2 * larger;
            int window = Math.max(4 * steps / 100, 1);
            double[] current = projected(x, from, times * epsilon);
            visited.add(current);
            int before = changed(current, x);
            double eta = times * epsilon;
            double[] best = current;
            double[] g = naive.gradient(current, label);
            double loss = loss(current, label);
            double[] gBest = g;
            for (int k = 1; k <= steps; k++) {
                double[] sizes = Arrays.stream(g).map(Math::abs).sorted().toArray();
                double least = sizes[Math.min((3 * D - 2 * before) / 3, D - 1)];
                double[] next = current.clone();
                double count =
                        Arrays.stream(g).filter(v -> Math.abs(v) >= least).count();
                for (int j = 0; j < D; j++) {
                    next[j] += Math.abs(g[j]) >= least ? eta * Math.signum(g[j]) / count : 0;
                }
                current = projected(x, next, times * epsilon);
                visited.add(current);
                g = naive.gradient(current, label);
                if (loss(current, label) > loss) {
                    loss = loss(current, label);
                    best = current;
                    gBest = g;
                }
                if (k % window == 0) {
                    int now = changed(best, x);
                    boolean fewer = now < 0.95 * before;
                    eta = fewer ? times * epsilon : Math.max(eta / 1.5, times * epsilon / 10);
                    current = fewer ? best : current;
                    g = fewer ? gBest : g;
                    before = now;
                }
            }
            from = best;
        }
        return visited;
    }

    private static double loss(double[] x, int label) {
        double[] o = naive.logits(x);
        double others = 0;
        for (int k = 0; k < o.length; k++) {
            others += k == label ? 0 : Math.exp(o[k]);
        }
        return Math.log(others) - o[label];
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "3, 30", "8, 50", "0.3, 7"})
    void goesTheSameWayAsLoops(double epsilon, int iterations) {
        Threat threat = new Threat(Ball.L1, epsilon, BOUNDS);
        StandardEnsemble ensemble = StandardEnsemble.of(threat).withIterations(iterations);
        double[][] x = Values.rows(DATA.getFeatures());
        try (Oracle oracle = new Oracle(model.classifier(), BOUNDS, EnsembleAttack.APGD_CE)) {
            for (int i = 0; i < 6; i++) {
                Victim victim = Victim.of(x[i], new long[] {D}, i % CLASSES, naive.logits(x[i]), 3, i);
                Search search = EnsembleAttack.APGD_CE.search(ensemble, victim, i % 5);
                List<double[]> expected = naiveRun(x[i], search.point(), epsilon, iterations, victim.label());
                int k = 0;
                for (boolean more = true; more; k++) {
                    assertArrayEquals(expected.get(k), search.point(), 1e-7, "example " + i + ", point " + k);
                    assertTrue(l1(search.point(), x[i]) <= 3 * epsilon * (1 + 1e-9), "point " + k);
                    assertArrayEquals(threat.clip(search.point()), search.point(), "point " + k);
                    more = AttackedMlp.goesOn(search, oracle, victim, victim.others()[0]);
                }
                assertEquals(iterations + 3, k, "points");
                assertEquals(expected.size(), k);
            }
        }
    }

    @Test
    void theEnsembleIsNeverWeakerThanItsParts() {
        StandardEnsemble all = StandardEnsemble.of(new Threat(Ball.L1, 8, BOUNDS))
                .withIterations(30)
                .withTargets(3);
        assertEquals(List.of(EnsembleAttack.APGD_CE, EnsembleAttack.APGD_T, EnsembleAttack.FAB_T), all.attacks());
        EnsembleResult whole = all.evaluate(model, Batches.of(DATA));
        for (EnsembleAttack attack : all.attacks()) {
            EnsembleResult alone = all.withAttacks(List.of(attack)).evaluate(model, Batches.of(DATA));
            assertTrue(alone.robustPercent() < alone.cleanPercent(), attack.id());
            for (int i = 0; i < 40; i++) {
                assertTrue(alone.robust().get(i) || !whole.robust().get(i), attack.id() + " alone fools example " + i);
            }
        }
        assertTrue(whole.robustPercent() > 0);
        assertRefused(
                () -> all.withAttacks(List.of(EnsembleAttack.SQUARE)),
                "list of attacks in the ball L1 is [SQUARE]",
                "none of [SQUARE]");
    }

    @Test
    void twoClassesAreAttackedToo() {
        DataSet two = Blobs.batch(10, 4, 2, 70);
        try (TrainedModel few = Models.trained(TestNetwork.dense(4, 3, 2), DataType.FLOAT, 40)) {
            StandardEnsemble ensemble = StandardEnsemble.of(new Threat(Ball.L1, 30, Bounds.unlimited()))
                    .withIterations(3);
            assertEquals(0, ensemble.evaluate(few, Batches.of(two)).robustPercent());
        }
    }
}
