package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.measure.attack.ensemble.AttackedMlp.BOUNDS;
import static org.mat4j.core.measure.attack.ensemble.AttackedMlp.CLASSES;
import static org.mat4j.core.measure.attack.ensemble.AttackedMlp.X;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.testing.PlainGraphs;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMlp;
import org.nd4j.linalg.api.buffer.DataType;

/** Whole runs of APGD against the algorithm as printed, on the same exported weights. */
class AutoProjectedGradientTest {
    private static AttackedMlp mlp;

    @BeforeAll
    static void train() {
        mlp = AttackedMlp.train();
    }

    @AfterAll
    static void close() {
        mlp.close();
    }

    /** The points that a run asks for, whether or not they fool the model. */
    private static List<double[]> points(
            Classifier classifier, EnsembleAttack attack, StandardEnsemble ensemble, Victim victim, int run) {
        List<double[]> points = new ArrayList<>();
        Search search = attack.search(ensemble, victim, run);
        try (Oracle oracle = new Oracle(classifier, BOUNDS, attack)) {
            boolean more = true;
            while (more) {
                points.add(search.point());
                more = AttackedMlp.goesOn(search, oracle, victim, victim.others()[run]);
            }
        }
        return points;
    }

    private static void assertAgrees(
            EnsembleAttack attack, Norm norm, double epsilon, int iterations, int run, NaiveLoss loss) {
        assertAgrees(mlp.model().classifier(), attack, norm, epsilon, iterations, run, loss);
    }

    private static void assertAgrees(
            Classifier classifier,
            EnsembleAttack attack,
            Norm norm,
            double epsilon,
            int iterations,
            int run,
            NaiveLoss loss) {
        StandardEnsemble ensemble =
                StandardEnsemble.of(new Threat(norm, epsilon, BOUNDS)).withIterations(iterations);
        NaiveMlp.Rules rules = new NaiveMlp.Rules(norm, epsilon, BOUNDS.low(), BOUNDS.high(), false);
        for (int i = 0; i < X.length; i++) {
            Victim victim = mlp.victim(i);
            List<double[]> found = points(classifier, attack, ensemble, victim, run);
            int target = victim.others()[run];
            var expected = new NaiveAutoProjectedGradient(
                            rules,
                            x -> loss.value(x, victim.label(), target),
                            x -> loss.gradient(x, victim.label(), target))
                    .run(X[i], found.get(0), iterations);
            // The last answer decides nothing but whether the model is fooled.
            assertEquals(iterations + 1, found.size(), "points of example " + i);
            for (int k = 0; k < found.size(); k++) {
                assertArrayEquals(expected.get(k), found.get(k), 1e-6, "example " + i + ", point " + k);
                assertWithin(norm, epsilon, X[i], found.get(k));
            }
        }
    }

    private static void assertWithin(Norm norm, double epsilon, double[] x, double[] point) {
        double squares = 0;
        double largest = 0;
        for (int j = 0; j < x.length; j++) {
            squares += (point[j] - x[j]) * (point[j] - x[j]);
            largest = Math.max(largest, Math.abs(point[j] - x[j]));
            assertTrue(point[j] >= BOUNDS.low() && point[j] <= BOUNDS.high(), "value " + point[j]);
        }
        double size = norm == Norm.L2 ? Math.sqrt(squares) : largest;
        assertTrue(size <= epsilon * (1 + 1e-12), "size " + size + " of " + epsilon);
    }

    private interface NaiveLoss {
        double value(double[] x, int label, int target);

        double[] gradient(double[] x, int label, int target);
    }

    /** What the attack is named for; it follows the margin. */
    private static final NaiveLoss CROSS_ENTROPY = new NaiveLoss() {
        @Override
        public double value(double[] x, int label, int target) {
            return -Math.log(NaiveLosses.softmax(mlp.naive().logits(x))[label]);
        }

        @Override
        public double[] gradient(double[] x, int label, int target) {
            return mlp.naive().gradient(x, label);
        }
    };

    private static final NaiveLoss RATIO = new NaiveLoss() {
        @Override
        public double value(double[] x, int label, int target) {
            double[] o = mlp.naive().logits(x);
            double[] sorted = o.clone();
            Arrays.sort(sorted);
            return (o[target] - o[label]) / (sorted[CLASSES - 1] - (sorted[CLASSES - 3] + sorted[CLASSES - 4]) / 2);
        }

        @Override
        public double[] gradient(double[] x, int label, int target) {
            double[] gradient = new double[x.length];
            for (int j = 0; j < x.length; j++) {
                double[] there = x.clone();
                double[] here = x.clone();
                there[j] += 1e-6;
                here[j] -= 1e-6;
                gradient[j] = (value(there, label, target) - value(here, label, target)) / 2e-6;
            }
            return gradient;
        }
    };

    @ParameterizedTest
    @CsvSource({"L2, 0.4, 30", "L2, 2, 100", "L_INFINITY, 0.2, 30", "L_INFINITY, 1, 100", "L2, 1, 1", "L2, 1, 7"})
    void followsTheCrossEntropy(Norm norm, double epsilon, int iterations) {
        assertAgrees(EnsembleAttack.APGD_CE, norm, epsilon, iterations, 0, CROSS_ENTROPY);
    }

    /** A graph of SameDiff's own operations, with names of its own. */
    @Test
    void followsTheLossesOfAnyonesGraph() {
        var graph = PlainGraphs.of(mlp.naive(), DataType.DOUBLE, 2, 2);
        try (Classifier plain = Classifier.of(graph, PlainGraphs.INPUT, PlainGraphs.LOGITS)) {
            assertAgrees(plain, EnsembleAttack.APGD_CE, Norm.L2, 1, 12, 0, CROSS_ENTROPY);
            assertAgrees(plain, EnsembleAttack.APGD_T, Norm.L_INFINITY, 0.5, 12, 1, RATIO);
        }
    }

    @ParameterizedTest
    @CsvSource({"L2, 0.4, 30, 0", "L2, 1.5, 12, 3", "L_INFINITY, 0.2, 30, 1", "L_INFINITY, 1, 12, 2"})
    void followsTheDifferenceOfLogitsRatio(Norm norm, double epsilon, int iterations, int run) {
        assertAgrees(EnsembleAttack.APGD_T, norm, epsilon, iterations, run, RATIO);
    }

    @Test
    void checkpointsAreThePublishedOnes() {
        StepControl control = new StepControl(100, 0);
        List<Integer> halved = new ArrayList<>();
        for (int k = 1; k <= 100; k++) {
            if (control.halves(-k, 0)) {
                halved.add(k);
            }
        }
        assertEquals(List.of(22, 41, 57, 70, 80, 87, 93, 99), halved);
        assertEquals(halved, NaiveAutoProjectedGradient.checkpoints(100));
    }
}
