package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class GradientStepTest {

    private static final DataSet BATCH = Blobs.batch(9, 4, 3, 70);
    private static final INDArray X = BATCH.getFeatures().castTo(DataType.DOUBLE);
    private static final INDArray Y = BATCH.getLabels();

    private static TrainedModel exact;
    private static TrainedModel single;

    @BeforeAll
    static void train() {
        exact = Models.trained(TestNetwork.dense(4, 3, 3), DataType.DOUBLE, 10);
        single = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 60);
    }

    @AfterAll
    static void close() {
        exact.close();
        single.close();
    }

    private static OpenAttack open(TrainedModel model, Norm norm) {
        return new GradientStep(norm).on(model, PixelRange.unlimited());
    }

    /** -log softmax of the true class, for each example. */
    private static double[] crossEntropy(INDArray x) {
        double[][] logits = exact.classifier().predict(x).logits().toDoubleMatrix();
        double[] loss = new double[logits.length];
        for (int i = 0; i < loss.length; i++) {
            double sum = 0;
            for (double o : logits[i]) {
                sum += Math.exp(o);
            }
            loss[i] = Math.log(sum) - logits[i][Y.getRow(i).argMax().getInt(0)];
        }
        return loss;
    }

    /** The gradient of each example's loss by central differences. */
    private static double[][] gradient() {
        double h = 1e-5;
        double[][] gradient = new double[9][4];
        for (int j = 0; j < 4; j++) {
            INDArray up = X.dup();
            INDArray down = X.dup();
            up.getColumn(j).addi(h);
            down.getColumn(j).subi(h);
            double[] above = crossEntropy(up);
            double[] below = crossEntropy(down);
            for (int i = 0; i < 9; i++) {
                gradient[i][j] = (above[i] - below[i]) / (2 * h);
            }
        }
        return gradient;
    }

    @Test
    void l2FollowsTheNormalizedGradient() {
        try (OpenAttack attack = open(exact, Norm.L2)) {
            double[][] r = attack.perturb(X, Y, 0.7, 1).sub(X).toDoubleMatrix();
            double[][] gradient = gradient();
            for (int i = 0; i < 9; i++) {
                double norm =
                        Math.sqrt(Arrays.stream(gradient[i]).map(g -> g * g).sum());
                double[] expected =
                        Arrays.stream(gradient[i]).map(g -> 0.7 * g / norm).toArray();
                assertArrayEquals(expected, r[i], 1e-6);
            }
        }
    }

    @Test
    void lInfinityFollowsTheSign() {
        try (OpenAttack attack = open(exact, Norm.L_INFINITY)) {
            double[][] r = attack.perturb(X, Y, 0.3, 1).sub(X).toDoubleMatrix();
            double[][] gradient = gradient();
            for (int i = 0; i < 9; i++) {
                double[] expected = Arrays.stream(gradient[i])
                        .map(g -> 0.3 * Math.signum(g))
                        .toArray();
                assertArrayEquals(expected, r[i], 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3, 0.5, 8})
    void hasExactlyTheGivenSize(double epsilon) {
        INDArray x = BATCH.getFeatures();
        try (OpenAttack l2 = open(single, Norm.L2);
                OpenAttack sign = open(single, Norm.L_INFINITY)) {
            double tolerance = 1e-6 * Math.max(1, epsilon);
            for (double norm : l2.perturb(x, Y, epsilon, 1).sub(x).norm2(1).toDoubleVector()) {
                assertEquals(epsilon, norm, tolerance);
            }
            for (double size : sign.perturb(x, Y, epsilon, 1).sub(x).normmax(1).toDoubleVector()) {
                assertEquals(epsilon, size, tolerance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void errorGrowsWithTheSize(Norm norm) {
        RobustnessResult result = RobustnessEvaluator.builder(single, new GradientStep(norm))
                .levels(0, 1, 3, 8)
                .build()
                .evaluate(Blobs.batches(2, 60, 4, 3, 30));
        double previous = single.classifier().errorPercent(Blobs.batches(2, 60, 4, 3, 30));
        assertTrue(previous < 10, "the model is a good one: " + previous);
        assertEquals(previous, result.levels().get(0).errorPercent());
        for (LevelResult level : result.levels()) {
            assertTrue(level.errorPercent() >= previous, level.level() + ": " + level.errorPercent());
            previous = level.errorPercent();
        }
        assertTrue(previous > 50, "a large attack succeeds: " + previous);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesABadSize(double epsilon) {
        try (OpenAttack attack = open(single, Norm.L2)) {
            String message = "epsilon is " + epsilon + "; expected a finite number of at least 0";
            assertEquals(
                    message,
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> attack.perturb(BATCH.getFeatures(), Y, epsilon, 1))
                            .getMessage());
        }
    }

    @Test
    void refusesBadData() {
        try (OpenAttack attack = open(single, Norm.L2)) {
            assertEquals(
                    "a batch has features of shape [9, 5]; expected [n, 4]",
                    assertThrows(IllegalArgumentException.class, () -> attack.perturb(Nd4j.zeros(9, 5), Y, 1, 1))
                            .getMessage());
            assertEquals(
                    "a batch of 9 examples has labels of shape [8, 3]; expected one-hot labels [9, 3]",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> attack.perturb(BATCH.getFeatures(), Nd4j.zeros(8, 3), 1, 1))
                            .getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void aLoadedModelIsAttackedAlike(Norm norm, @TempDir Path folder) {
        Path file = folder.resolve("model.zip");
        single.save(file);
        try (TrainedModel loaded = TrainedModel.load(file);
                OpenAttack one = open(single, norm);
                OpenAttack other = open(loaded, norm)) {
            assertEquals(one.perturb(BATCH.getFeatures(), Y, 0.5, 1), other.perturb(BATCH.getFeatures(), Y, 0.5, 1));
        }
    }

    @Test
    void keepsTheShapeOfImages() {
        try (TrainedModel model = Models.trained(TestNetwork.dense(new long[] {2, 1, 2}, 3, 3), DataType.FLOAT, 2);
                OpenAttack attack = open(model, Norm.L2)) {
            INDArray x = BATCH.getFeatures().reshape(9, 2, 1, 2);
            assertArrayEquals(
                    new long[] {9, 2, 1, 2}, attack.perturb(x, Y, 1, 1).shape());
            for (double norm : attack.perturb(x, Y, 1, 1).sub(x).norm2(1, 2, 3).toDoubleVector()) {
                assertEquals(1, norm, 1e-6);
            }
        }
    }
}
