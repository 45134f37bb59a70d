package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The gradient attacks against an independent implementation on the same exported weights. */
class NaiveAgreementTest {

    private static final int N = 24;
    private static final DataSet BATCH = Blobs.batch(N, 4, 3, 70);
    private static final Bounds BOUNDS = new Bounds(-4.5, 4.5);

    private static TrainedModel exact;
    private static TrainedModel single;

    @BeforeAll
    static void train() {
        exact = Models.trained(TestNetwork.dense(4, 6, 3), DataType.DOUBLE, 40);
        single = Models.trained(TestNetwork.dense(4, 6, 3), DataType.FLOAT, 40);
    }

    @AfterAll
    static void close() {
        exact.close();
        single.close();
    }

    private static TrainedModel model(DataType type) {
        return type == DataType.DOUBLE ? exact : single;
    }

    private static double tolerance(DataType type) {
        return type == DataType.DOUBLE ? 1e-9 : 2e-4;
    }

    static Stream<Arguments> cases() {
        return Stream.of(DataType.DOUBLE, DataType.FLOAT).flatMap(type -> Stream.of(Norm.values())
                .flatMap(norm -> Stream.of(Criterion.misclassification(), Criterion.nextClass())
                        .flatMap(criterion -> Stream.of(Bounds.unlimited(), BOUNDS)
                                .map(bounds -> Arguments.of(type, norm, criterion, bounds)))));
    }

    private static NaiveMlp.Rules rules(Norm norm, double epsilon, Criterion criterion, Bounds bounds) {
        return new NaiveMlp.Rules(norm, epsilon, bounds.low(), bounds.high(), criterion.targeted());
    }

    private static int lossClass(int example, Criterion criterion) {
        return (example + (criterion.targeted() ? 1 : 0)) % 3;
    }

    /** The examples in the range; every pixel that it cuts off lies on its border. */
    private static INDArray x(DataType type) {
        return BOUNDS.clip(BATCH.getFeatures().castTo(type));
    }

    private static double[] sizes(Norm norm) {
        return norm == Norm.L2 ? new double[] {0, 0.4, 1.5, 3} : new double[] {0, 0.2, 0.8, 1.6};
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneStep(DataType type, Norm norm, Criterion criterion, Bounds bounds) {
        NaiveMlp naive = NaiveMlp.of(model(type));
        INDArray x = x(type);
        double[] sizes = sizes(norm);
        try (OpenAttack attack = new GradientStep(norm).on(model(type), bounds, criterion)) {
            var found = attack.perturb(AttackBatch.of(x, BATCH.getLabels(), 1), sizes);
            for (int s = 0; s < sizes.length; s++) {
                NaiveMlp.Rules rules = rules(norm, sizes[s], criterion, bounds);
                for (int i = 0; i < N; i++) {
                    double[] example = Values.rows(x)[i];
                    double[] expected =
                            NaiveMlp.clip(naive.step(example, lossClass(i, criterion), sizes[s], rules), rules);
                    assertArrayEquals(
                            expected, found.get(s).getRow(i).toDoubleVector(), tolerance(type), "example " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void projectedGradient(DataType type, Norm norm, Criterion criterion, Bounds bounds) {
        NaiveMlp naive = NaiveMlp.of(model(type));
        INDArray x = x(type);
        double[] sizes = sizes(norm);
        ProjectedGradient pgd =
                ProjectedGradient.of(norm).withSteps(7).withPath(7 * 0.3).withRestarts(3);
        int reached = 0;
        int moved = 0;
        try (OpenAttack attack = pgd.on(model(type), bounds, criterion)) {
            var found = attack.perturb(AttackBatch.of(x, BATCH.getLabels(), 5), sizes);
            for (int s = 0; s < sizes.length; s++) {
                NaiveMlp.Rules rules = rules(norm, sizes[s], criterion, bounds);
                for (int i = 0; i < N; i++) {
                    double[] example = Values.rows(x)[i];
                    double[] expected = naive.projectedGradient(
                            example, lossClass(i, criterion), starts(x, i, norm, sizes[s]), 7, 0.3, rules);
                    assertArrayEquals(
                            expected,
                            found.get(s).getRow(i).toDoubleVector(),
                            tolerance(type),
                            "example " + i + " size " + sizes[s]);
                    reached += (naive.predicted(expected) == lossClass(i, criterion)) == criterion.targeted() ? 1 : 0;
                    moved += Arrays.equals(expected, example) ? 0 : 1;
                }
            }
        }
        // Both kinds of examples have been compared: those that were fooled and those that were not.
        assertTrue(reached > 5 && reached < 3 * N, "reached " + reached);
        assertTrue(moved > 40, "moved " + moved);
    }

    /** The example itself, and points in the ball that depend on its number alone. */
    private static double[][] starts(INDArray x, int example, Norm norm, double size) {
        double[] at = Values.rows(x)[example];
        return IntStream.range(0, 3)
                .mapToObj(run -> {
                    double[] start = at.clone();
                    if (run > 0 && size > 0) {
                        INDArray like = x.getRow(example, true);
                        double[] noise = Values.flat(new ExampleNoise(5, run).inBall(norm, new long[] {example}, like));
                        for (int j = 0; j < start.length; j++) {
                            start[j] += size * noise[j];
                        }
                    }
                    return start;
                })
                .toArray(double[][]::new);
    }
}
