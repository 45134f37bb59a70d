package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.measure.attack.ensemble.AttackedMlp.BOUNDS;
import static org.mat4j.core.measure.attack.ensemble.AttackedMlp.X;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.testing.check.NaiveMlp;

class BoundarySearchTest {
    private static AttackedMlp mlp;

    @BeforeAll
    static void train() {
        mlp = AttackedMlp.train();
    }

    @AfterAll
    static void close() {
        mlp.close();
    }

    /** Under L1 one value after another, the one of the largest slope first; else by bisection of the length of the way. */
    private static double[] naiveWay(Ball norm, double[] point, double[] normal, double value) {
        if (norm == Ball.L1) {
            return naiveSparseWay(point, normal, value);
        }
        double low = 0;
        double high = 1e6;
        double[] way = new double[point.length];
        for (int step = 0; step < 200; step++) {
            double length = (low + high) / 2;
            double reached = 0;
            for (int j = 0; j < way.length; j++) {
                double move = -Math.signum(value) * length * (norm == Ball.L2 ? normal[j] : Math.signum(normal[j]));
                way[j] = Math.max(BOUNDS.low() - point[j], Math.min(BOUNDS.high() - point[j], move));
                reached += Math.abs(normal[j] * way[j]);
            }
            if (reached < Math.abs(value)) {
                low = length;
            } else {
                high = length;
            }
        }
        return way;
    }

    private static double[] naiveSparseWay(double[] point, double[] normal, double value) {
        double[] to = point.clone();
        boolean[] done = new boolean[to.length];
        double rest = value;
        for (int round = 0; round < to.length; round++) {
            int best = -1;
            for (int j = 0; j < to.length; j++) {
                best = !done[j] && (best < 0 || Math.abs(normal[j]) > Math.abs(normal[best])) ? j : best;
            }
            done[best] = true;
            if (normal[best] != 0) {
                to[best] = Math.max(BOUNDS.low(), Math.min(BOUNDS.high(), point[best] - rest / normal[best]));
                rest += normal[best] * (to[best] - point[best]);
            }
        }
        for (int j = 0; j < to.length; j++) {
            to[j] -= point[j];
        }
        return to;
    }

    private static double norm(Ball norm, double[] v) {
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (double value : v) {
            sum += Math.abs(value);
            squares += value * value;
            largest = Math.max(largest, Math.abs(value));
        }
        return norm == Ball.L1 ? sum : norm == Ball.L2 ? Math.sqrt(squares) : largest;
    }

    /** Whole runs, in which the model is fooled outside of epsilon too, against the algorithm by loops. */
    @ParameterizedTest
    @CsvSource({"L2, 0", "L2, 2", "L_INFINITY, 0", "L_INFINITY, 3", "L1, 0", "L1, 2"})
    void goesTheSameWayAsLoops(Ball norm, int run) {
        StandardEnsemble ensemble =
                StandardEnsemble.of(new Threat(norm, 0.01, BOUNDS)).withIterations(15);
        int back = 0;
        int ties = 0;
        try (Oracle oracle = mlp.oracle(EnsembleAttack.FAB_T)) {
            for (int i = 0; i < X.length; i++) {
                Victim victim = mlp.victim(i);
                int target = victim.others()[run];
                Search search = EnsembleAttack.FAB_T.search(ensemble, victim, run);
                double[] x = X[i].clone();
                int moves = 0;
                for (boolean more = true; more; ) {
                    assertArrayEquals(x, search.point(), 1e-7, "example " + i + ", move " + moves);
                    assertTrue(norm(Ball.L_INFINITY, x) <= 2.5, "within the bounds");
                    if (Math.abs(NaiveMlp.margin(mlp.naive().logits(x), victim.label())) < 1e-6) {
                        // Rounding decides here whether the model is fooled.
                        ties++;
                        moves = 15;
                        break;
                    }
                    more = AttackedMlp.goesOn(search, oracle, victim, target);
                    if (moves > 0 && mlp.naive().predicted(x) != victim.label() && more) {
                        back++;
                        for (int j = 0; j < x.length; j++) {
                            x[j] = X[i][j] + 0.9 * (x[j] - X[i][j]);
                        }
                        assertArrayEquals(x, search.point(), 1e-7, "example " + i + ", back from " + moves);
                        more = AttackedMlp.goesOn(search, oracle, victim, target);
                    }
                    if (more) {
                        x = naiveMove(norm, x, X[i], victim.label(), target);
                        moves++;
                    }
                }
                assertEquals(15, moves, "moves of example " + i);
            }
        }
        assertTrue(back > 20 && ties < 4, "steps back " + back + ", ties " + ties);
    }

    private static double[] naiveMove(Ball norm, double[] x, double[] origin, int label, int target) {
        double[] o = mlp.naive().logits(x);
        double[][] slopes = mlp.naive().logitJacobian(x);
        double f = o[target] - o[label];
        double fAtOrigin = f;
        double[] g = new double[x.length];
        for (int j = 0; j < g.length; j++) {
            g[j] = slopes[target][j] - slopes[label][j];
            fAtOrigin += g[j] * (origin[j] - x[j]);
        }
        double[] d1 = naiveWay(norm, x, g, f);
        double[] d2 = naiveWay(norm, origin, g, fAtOrigin);
        double n1 = norm(norm, d1);
        double alpha = Math.min(n1 / (n1 + norm(norm, d2)), 0.1);
        double[] next = new double[x.length];
        for (int j = 0; j < g.length; j++) {
            double value = (1 - alpha) * (x[j] + 1.05 * d1[j]) + alpha * (origin[j] + 1.05 * d2[j]);
            next[j] = Math.max(-2.5, Math.min(2.5, value));
        }
        return next;
    }

    @ParameterizedTest
    @EnumSource(Ball.class)
    void theWayIsTheShortestToThePlane(Ball norm) {
        Random random = new Random(4);
        Threat threat = new Threat(norm, 1, BOUNDS);
        for (int trial = 0; trial < 200; trial++) {
            double[] point = random.doubles(6, -2.5, 2.5).toArray();
            double[] normal = random.doubles(6, -1, 1).toArray();
            normal[trial % 6] = 0;
            double value = 4 * random.nextGaussian();
            double[] way = BoundaryProjection.way(threat, point, normal, value);
            assertArrayEquals(naiveWay(norm, point, normal, value), way, 1e-9, "trial " + trial);
            // No shorter way exists: to move one value less and another one more in its place does not make it shorter.
            assertNoShorter(norm, point, normal, way);
        }
    }

    private static void assertNoShorter(Ball norm, double[] point, double[] normal, double[] way) {
        for (int i = 0; i < way.length; i++) {
            for (int j = 0; j < way.length; j++) {
                double[] other = way.clone();
                other[i] -= 1e-3 * Math.signum(way[i]);
                other[j] += (normal[i] * (way[i] - other[i])) / normal[j];
                boolean allowed = i != j
                        && normal[j] != 0
                        && Math.abs(point[j] + other[j]) <= 2.5
                        && Math.abs(point[i] + other[i]) <= 2.5;
                assertTrue(!allowed || norm(norm, other) >= norm(norm, way) - 1e-12, i + " for " + j);
            }
        }
    }

    @Test
    void thePlaneMayBeOutOfReachOrBoundless() {
        Threat threat = new Threat(Ball.L2, 1, new Bounds(0, 1));
        double[] corner = BoundaryProjection.way(threat, new double[] {0.5, 0.2, 0.1}, new double[] {1, -2, 0}, -9);
        assertArrayEquals(new double[] {0.5, -0.2, 0}, corner, 1e-12);
        Threat free = new Threat(Ball.L2, 1, Bounds.unlimited());
        double[] way = BoundaryProjection.way(free, new double[] {5, 5}, new double[] {3, 4}, 50);
        assertArrayEquals(new double[] {-6, -8}, way, 1e-12);
        double[] flat = BoundaryProjection.way(free, new double[] {5, 5}, new double[] {0, 0}, 50);
        assertArrayEquals(new double[] {0, 0}, flat);
        Threat even = new Threat(Ball.L_INFINITY, 1, Bounds.unlimited());
        assertArrayEquals(
                new double[] {2, -2, 0},
                BoundaryProjection.way(even, new double[3], new double[] {3, -4, 0}, -14),
                1e-12);
        assertArrayEquals(new double[3], BoundaryProjection.way(even, new double[3], new double[] {3, -4, 0}, 0));
    }
}
