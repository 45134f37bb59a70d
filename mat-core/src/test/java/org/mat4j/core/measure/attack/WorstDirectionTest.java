package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.stream.Stream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.PerturbedLosses;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.loss.AdversarialCrossEntropy;
import org.mat4j.core.method.loss.ManifoldDivergence.Form;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** The label-free directions against the eigenvectors of the divergence's Hessian, found by hand. */
class WorstDirectionTest {

    private static final int N = 6;
    private static final double BETA = 0.7;
    private static final DataSet BATCH = Blobs.batch(N, 4, 3, 12);

    private static TrainedModel model;
    private static NaiveMlp naive;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.DOUBLE, 8);
        naive = NaiveMlp.of(model);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** J' A J. */
    private static RealMatrix pulledBack(double[][] jacobian, double[][] a) {
        RealMatrix j = MatrixUtils.createRealMatrix(jacobian);
        return j.transpose().multiply(MatrixUtils.createRealMatrix(a)).multiply(j);
    }

    /** The Fisher information of a softmax in its scores: diag(p) - p p'. */
    private static double[][] fisher(double[] p) {
        double[][] f = new double[p.length][p.length];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < p.length; j++) {
                f[i][j] = (i == j ? p[i] : 0) - p[i] * p[j];
            }
        }
        return f;
    }

    private static RealMatrix outputHessian(double[] x) {
        return pulledBack(naive.logitJacobian(x), fisher(NaiveLosses.softmax(naive.logits(x))));
    }

    private static RealMatrix manifoldHessian(double[] x, Form form) {
        double[] z = naive.latent(x);
        if (form == Form.MATCHED) {
            return pulledBack(naive.latentJacobian(x), meanPrecision(z.length));
        }
        // p(k|z) is a softmax of the log-densities, whose slopes are taken by differences.
        GaussianMixture mixture = model.mixture();
        double h = 1e-5;
        double[][] slopes = new double[3][z.length];
        for (int j = 0; j < z.length; j++) {
            double[] up = z.clone();
            double[] down = z.clone();
            up[j] += h;
            down[j] -= h;
            for (int k = 0; k < 3; k++) {
                // Half the squared distance; the determinants are constant.
                slopes[k][j] = -(mixture.mahalanobisSquared(k, up) - mixture.mahalanobisSquared(k, down)) / (4 * h);
            }
        }
        RealMatrix jacobian =
                MatrixUtils.createRealMatrix(slopes).multiply(MatrixUtils.createRealMatrix(naive.latentJacobian(x)));
        return pulledBack(jacobian.getData(), fisher(mixture.posterior(z)));
    }

    /** (1/m) sum_k inverse of Sigma_k, from distances to shifted means: e_i'P e_j by polarization. */
    private static double[][] meanPrecision(int size) {
        double[][] p = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < 3; k++) {
                    p[i][j] += (shifted(k, i, j) - shifted(k, i, -1) - shifted(k, j, -1)) / 6;
                }
            }
        }
        return p;
    }

    private static double shifted(int k, int i, int j) {
        double[] z = model.mixture().mean(k);
        z[i] += 1;
        if (j >= 0) {
            z[j] += 1;
        }
        return model.mixture().mahalanobisSquared(k, z);
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of(PowerIterationAttack.virtual().searching(1e-4, 300), null),
                Arguments.of(PowerIterationAttack.manifold(Form.MATCHED, BETA).searching(1e-4, 300), Form.MATCHED),
                Arguments.of(PowerIterationAttack.manifold(Form.POSTERIOR, BETA).searching(1e-4, 300), Form.POSTERIOR));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isTheDominantEigenvector(Attack attack, Form form) {
        double[][] x = Values.rows(BATCH.getFeatures());
        try (OpenAttack open = attack.on(model, Bounds.unlimited())) {
            double[][] r = Values.rows(open.perturb(BATCH.getFeatures(), null, 2, 3)
                    .sub(BATCH.getFeatures().castTo(DataType.DOUBLE)));
            for (int i = 0; i < N; i++) {
                RealMatrix hessian = outputHessian(x[i]);
                if (form != null) {
                    hessian = hessian.add(manifoldHessian(x[i], form).scalarMultiply(BETA));
                }
                EigenDecomposition eigen = new EigenDecomposition(hessian);
                double[] dominant = eigen.getEigenvector(0).toArray();
                assertTrue(
                        eigen.getRealEigenvalue(1) < 0.95 * eigen.getRealEigenvalue(0),
                        "the worst direction is well defined, example " + i);
                double cosine = 0;
                for (int j = 0; j < 4; j++) {
                    cosine += dominant[j] * r[i][j] / 2;
                }
                assertEquals(1, Math.abs(cosine), 1e-5, "example " + i);
            }
        }
    }

    @Test
    void refusesBadSettings() {
        PowerIterationAttack attack = PowerIterationAttack.virtual();
        assertRefused(() -> attack.searching(0, 1), "xi", 0.0);
        assertRefused(() -> attack.searching(1e-2, 0), "power iterations", 0);
        assertRefused(
                () -> new PowerIterationAttack("at", PerturbedLosses.of(new AdversarialCrossEntropy()), 1e-2, 1),
                "AdversarialCrossEntropy");
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(() -> PowerIterationAttack.manifold(Form.MATCHED, bad), "weight", bad);
        }
    }
}
