package org.mat4j.core.method.direction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.loss.ManifoldDivergence.Form;
import org.mat4j.core.method.loss.OutputDivergence;
import org.mat4j.core.method.loss.PerturbedLoss;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Theorem III.4: the direction found is the dominant eigenvector of the smoothness's Hessian. */
class PowerIterationTest {

    private static final int EXAMPLES = 6;
    private static final double EPSILON = 1.7;
    private static final int MANY = 30;

    static Stream<Arguments> smoothness() {
        PerturbedLoss output = new OutputDivergence();
        PerturbedLoss matched = new ManifoldDivergence(Form.MATCHED);
        PerturbedLoss posterior = new ManifoldDivergence(Form.POSTERIOR);
        return Stream.of(
                sum("output", output),
                sum("matched", matched),
                sum("posterior", posterior),
                sum("output + matched", output, matched),
                sum("output + posterior", output, posterior));
    }

    private static Arguments sum(String name, PerturbedLoss... losses) {
        return Arguments.of(name, losses);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smoothness")
    void findsTheDominantEigenvectorOfTheHessian(String name, PerturbedLoss[] losses) {
        SmoothSurroundings s = new SmoothSurroundings(losses);
        INDArray x = SmoothSurroundings.inputs(EXAMPLES);
        double[][] fine = s.perturb(new PowerIteration(EPSILON, 1e-4, MANY), x, SmoothSurroundings.noise(EXAMPLES));
        double[][] once = s.perturb(new PowerIteration(EPSILON, 1e-4, 1), x, SmoothSurroundings.noise(EXAMPLES));
        double[][][] hessians = s.hessians(x);
        for (int i = 0; i < EXAMPLES; i++) {
            EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(hessians[i]));
            double[] values = eigen.getRealEigenvalues();
            assertTrue(values[values.length - 1] > -1e-6, "S is least at r = 0");
            RealVector dominant = eigen.getEigenvector(0);
            double cosine = cosine(dominant, fine[i]);
            assertTrue(
                    cosine > 0.99,
                    "example " + i + ": |cosine| " + cosine + ", eigenvalues " + values[0] + ", " + values[1]);
            double[] start = Values.rows(SmoothSurroundings.noise(EXAMPLES))[i];
            RealVector hd = new ArrayRealVector(new Array2DRowRealMatrix(hessians[i]).operate(start));
            assertTrue(cosine(hd, once[i]) > 0.999, "one iteration gives H d, example " + i);
        }
    }

    @Test
    void theDefaultStepIsSmallEnough() {
        SmoothSurroundings s = new SmoothSurroundings(new OutputDivergence(), new ManifoldDivergence(Form.POSTERIOR));
        INDArray x = SmoothSurroundings.inputs(EXAMPLES);
        double[][] r = s.perturb(
                new PowerIteration(EPSILON, PowerIteration.DEFAULT_XI, MANY), x, SmoothSurroundings.noise(EXAMPLES));
        double[][][] hessians = s.hessians(x);
        for (int i = 0; i < EXAMPLES; i++) {
            RealVector dominant = new EigenDecomposition(new Array2DRowRealMatrix(hessians[i])).getEigenvector(0);
            assertTrue(cosine(dominant, r[i]) > 0.99, "example " + i);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smoothness")
    void everyPerturbationHasTheSizeAskedFor(String name, PerturbedLoss[] losses) {
        double[][] r = new SmoothSurroundings(losses)
                .perturb(
                        new PowerIteration(EPSILON, 1e-2, 2),
                        SmoothSurroundings.inputs(EXAMPLES),
                        SmoothSurroundings.noise(EXAMPLES));
        for (double[] row : r) {
            assertEquals(EPSILON, new ArrayRealVector(row).getNorm(), 1e-12);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smoothness")
    void anExamplesDirectionDoesNotDependOnItsNeighbors(String name, PerturbedLoss[] losses) {
        PowerIteration how = new PowerIteration(EPSILON, 1e-2, 3);
        INDArray x = SmoothSurroundings.inputs(EXAMPLES);
        INDArray noise = SmoothSurroundings.noise(EXAMPLES);
        double[][] together = new SmoothSurroundings(losses).perturb(how, x, noise);
        for (int from = 0; from < EXAMPLES; from += 2) {
            var rows = NDArrayIndex.interval(from, from + 2);
            double[][] apart = new SmoothSurroundings(losses)
                    .perturb(
                            how,
                            x.get(rows, NDArrayIndex.all()).dup(),
                            noise.get(rows, NDArrayIndex.all()).dup());
            for (int i = 0; i < apart.length; i++) {
                Values.assertClose(together[from + i], apart[i], 1e-9, "example " + (from + i));
            }
        }
    }

    private static double cosine(RealVector a, double[] b) {
        return Math.abs(a.cosine(new ArrayRealVector(b)));
    }
}
