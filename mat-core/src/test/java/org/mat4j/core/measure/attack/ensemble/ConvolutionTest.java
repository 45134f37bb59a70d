package org.mat4j.core.measure.attack.ensemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The ensemble on a graph of stock operations: convolution, PReLU, maximum pooling, dense; against loops over pixels. */
class ConvolutionTest {
    private static final int SIDE = 6;
    private static final int D = SIDE * SIDE;
    private static final int FILTERS = 2;
    private static final int CLASSES = 5;
    private static final int N = 12;
    private static final Bounds BOUNDS = Bounds.images();
    private static final double[] KERNEL = Values.flat(Values.normal(1, 3, 3, 1, FILTERS));
    private static final double[] SLOPES = {0.2, -0.3};
    private static final double[] DENSE = Values.flat(Values.normal(2, 2 * 2 * FILTERS, CLASSES));
    private static final double[][] X = Values.rows(Values.uniform(3, 0, 1, N, D));
    private static final int[] LABELS =
            Arrays.stream(X).mapToInt(ConvolutionTest::predicted).toArray();

    private static Classifier classifier;

    @BeforeAll
    static void build() {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("image", DataType.DOUBLE, -1, SIDE, SIDE, 1);
        SDVariable kernel = graph.var("kernel", Nd4j.createFromArray(KERNEL).reshape('c', 3, 3, 1, FILTERS));
        SDVariable slopes = graph.var("slopes", Nd4j.createFromArray(SLOPES).reshape(1, 1, FILTERS));
        SDVariable dense = graph.var("dense", Nd4j.createFromArray(DENSE).reshape('c', 2 * 2 * FILTERS, CLASSES));
        SDVariable maps = graph.cnn()
                .conv2d(
                        x,
                        kernel,
                        Conv2DConfig.builder()
                                .kH(3)
                                .kW(3)
                                .dataFormat(Conv2DConfig.NHWC)
                                .build());
        SDVariable pooled = graph.cnn()
                .maxPooling2d(
                        graph.nn().prelu(maps, slopes, 1, 2),
                        Pooling2DConfig.builder()
                                .kH(2)
                                .kW(2)
                                .sH(2)
                                .sW(2)
                                .isNHWC(true)
                                .build());
        pooled.reshape(-1, 2 * 2 * FILTERS).mmul("scores", dense);
        classifier = Classifier.of(graph, "image", "scores");
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    private static double[] logits(double[] x) {
        double[] logits = new double[CLASSES];
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                for (int f = 0; f < FILTERS; f++) {
                    double largest = Double.NEGATIVE_INFINITY;
                    for (int k = 0; k < 4; k++) {
                        double o = convolved(x, 2 * row + k / 2, 2 * column + k % 2, f);
                        largest = Math.max(largest, o > 0 ? o : SLOPES[f] * o);
                    }
                    for (int k = 0; k < CLASSES; k++) {
                        logits[k] += largest * DENSE[((row * 2 + column) * FILTERS + f) * CLASSES + k];
                    }
                }
            }
        }
        return logits;
    }

    private static double convolved(double[] x, int row, int column, int f) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                sum += x[(row + i) * SIDE + column + j] * KERNEL[(i * 3 + j) * FILTERS + f];
            }
        }
        return sum;
    }

    private static int predicted(double[] x) {
        double[] logits = logits(x);
        return IntStream.range(0, CLASSES).reduce(0, (a, b) -> logits[b] > logits[a] ? b : a);
    }

    private static double crossEntropy(double[] x, int label) {
        double[] o = logits(x);
        return Math.log(Arrays.stream(o).map(v -> Math.exp(v - o[label])).sum());
    }

    private static double[] slope(double[] x, int label) {
        double[] gradient = new double[D];
        for (int j = 0; j < D; j++) {
            double[] there = x.clone();
            double[] here = x.clone();
            there[j] += 1e-6;
            here[j] -= 1e-6;
            gradient[j] = (crossEntropy(there, label) - crossEntropy(here, label)) / 2e-6;
        }
        return gradient;
    }

    private static Victim victim(int i) {
        return Victim.of(X[i], new long[] {SIDE, SIDE, 1}, LABELS[i], logits(X[i]), 1, i);
    }

    @ParameterizedTest
    @CsvSource({"L2, 0.4", "L_INFINITY, 0.05"})
    void visitsTheSamePointsAsLoops(Norm norm, double epsilon) {
        StandardEnsemble ensemble = StandardEnsemble.of(norm, epsilon).withIterations(12);
        NaiveMlp.Rules rules = new NaiveMlp.Rules(norm, epsilon, BOUNDS.low(), BOUNDS.high(), false);
        try (Oracle oracle = new Oracle(classifier, BOUNDS, EnsembleAttack.APGD_CE)) {
            for (int i = 0; i < N; i++) {
                Victim victim = victim(i);
                Search search = EnsembleAttack.APGD_CE.search(ensemble, victim, 0);
                List<double[]> expected = new NaiveAutoProjectedGradient(
                                rules, x -> crossEntropy(x, victim.label()), x -> slope(x, victim.label()))
                        .run(X[i], search.point(), 12);
                int k = 0;
                for (boolean more = true; more; k++) {
                    assertArrayEquals(expected.get(k), search.point(), 1e-6, "example " + i + ", point " + k);
                    more = AttackedMlp.goesOn(search, oracle, victim, victim.others()[0]);
                }
                assertEquals(13, k);
            }
        }
    }

    /** Each attack alone, driven here example by example; and what the ensemble says of it and of all together. */
    @ParameterizedTest
    @CsvSource({"L1, 1.5", "L2, 0.7", "L_INFINITY, 0.12"})
    void whatFoolsIsWithinBallAndBoundsAndCounts(Ball ball, double epsilon) {
        StandardEnsemble all = StandardEnsemble.of(ball, epsilon)
                .withIterations(10)
                .withQueries(60)
                .withTargets(2);
        INDArray images = Nd4j.createFromArray(X).reshape('c', N, SIDE, SIDE, 1);
        double[][] labels = new double[N][CLASSES];
        IntStream.range(0, N).forEach(i -> labels[i][LABELS[i]] = 1);
        DataSet data = new DataSet(images, Nd4j.createFromArray(labels));
        EnsembleResult whole = all.evaluate(classifier, Batches.of(data));
        assertEquals(100, whole.cleanPercent());
        List<Boolean> left = new ArrayList<>(whole.correct());
        for (EnsembleAttack attack : all.attacks()) {
            EnsembleResult alone = all.withAttacks(List.of(attack)).evaluate(classifier, Batches.of(data));
            assertTrue(whole.robustPercent() <= alone.robustPercent(), attack.id());
            int fooled = 0;
            try (Oracle oracle = new Oracle(classifier, BOUNDS, attack)) {
                for (int i = 0; i < N; i++) {
                    boolean robust = withstands(all, attack, victim(i), oracle);
                    assertEquals(robust, alone.robust().get(i), attack.id() + " on example " + i);
                    left.set(i, left.get(i) && robust);
                    fooled += robust ? 0 : 1;
                }
            }
            assertTrue(fooled > 0, attack.id() + " fools none");
        }
        assertEquals(left, whole.robust());
    }

    private static boolean withstands(StandardEnsemble ensemble, EnsembleAttack attack, Victim victim, Oracle oracle) {
        Threat threat = ensemble.threat();
        for (int run = 0; run < attack.runs(ensemble, CLASSES); run++) {
            Search search = attack.search(ensemble, victim, run);
            int target = victim.others()[Math.min(run, CLASSES - 2)];
            boolean more = true;
            while (more) {
                double[] point = search.point();
                boolean allowed = size(threat.norm(), victim.x(), point) <= threat.epsilon() * (1 + 1e-4)
                        && Arrays.stream(point).allMatch(v -> v >= 0 && v <= 1);
                if (allowed && predicted(point) != victim.label()) {
                    return false;
                }
                more = AttackedMlp.goesOn(search, oracle, victim, target);
            }
        }
        return true;
    }

    private static double size(Ball ball, double[] x, double[] point) {
        double sum = 0;
        double squares = 0;
        double largest = 0;
        for (int j = 0; j < D; j++) {
            double r = Math.abs(point[j] - x[j]);
            sum += r;
            squares += r * r;
            largest = Math.max(largest, r);
        }
        return switch (ball) {
            case L1 -> sum;
            case L2 -> Math.sqrt(squares);
            case L_INFINITY -> largest;
        };
    }
}
