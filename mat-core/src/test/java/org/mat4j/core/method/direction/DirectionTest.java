package org.mat4j.core.method.direction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.testing.check.FiniteDifferences;
import org.mat4j.core.testing.check.NaiveLosses;
import org.mat4j.core.testing.check.SmoothNetwork;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Random directions, loss gradients, and gradients that are zero or tiny. */
class DirectionTest {

    /** Updates of a rise that are over. */
    private static final double RISING = 5;

    /** Surroundings whose smoothness is a given function of the perturbed input. */
    private static final class Given implements Direction.Surroundings {

        private final SameDiff graph = SameDiff.create();
        private final INDArray noiseValue;
        private final SDVariable x;
        private final SDVariable noise;
        private final UnaryOperator<SDVariable> smoothness;

        Given(INDArray noise, UnaryOperator<SDVariable> smoothness) {
            noiseValue = noise;
            long[] shape = noise.shape().clone();
            shape[0] = -1;
            x = graph.placeHolder("x", noise.dataType(), shape);
            this.noise = graph.placeHolder("noise", noise.dataType(), shape);
            this.smoothness = smoothness;
        }

        @Override
        public SDVariable input() {
            return x;
        }

        @Override
        public SDVariable noise() {
            return noise;
        }

        @Override
        public SDVariable cleanLogits() {
            throw new AssertionError("not needed");
        }

        @Override
        public SDVariable labels() {
            throw new AssertionError("not needed");
        }

        @Override
        public SDVariable rising(long updates) {
            return graph.constant(Nd4j.scalar(noise.dataType(), RISING / updates));
        }

        @Override
        public SDVariable smoothness(SDVariable perturbedInput) {
            return smoothness.apply(perturbedInput);
        }

        INDArray perturb(Direction how) {
            String r = how.of(this).name();
            try (GraphProgram program = new GraphProgram(graph, List.of(r))) {
                return program.run(Map.of("x", noiseValue.mul(0), "noise", noiseValue), 0)
                        .get(r)
                        .dup();
            }
        }
    }

    /** Each example divided by its norm, times the size. */
    private static INDArray ofSize(double size, INDArray directions) {
        INDArray result = directions.dup();
        long length = result.length() / result.size(0);
        for (int i = 0; i < result.size(0); i++) {
            double square = 0;
            for (long j = 0; j < length; j++) {
                square += Math.pow(directions.getDouble(i * length + j), 2);
            }
            for (long j = 0; j < length; j++) {
                result.putScalar(i * length + j, size * directions.getDouble(i * length + j) / Math.sqrt(square));
            }
        }
        return result;
    }

    private static SDVariable constant(SDVariable like, INDArray value) {
        return like.getSameDiff().constant(value.castTo(like.dataType()));
    }

    @Test
    void aRandomDirectionHasTheSizeAskedForWhateverTheShape() {
        for (long[] shape : new long[][] {{5, 7}, {5, 2, 3, 2}, {1, 3}}) {
            INDArray noise = Values.normal(1, shape);
            INDArray r = new Given(noise, p -> p).perturb(new RandomDirection(2.5));
            Values.assertClose(ofSize(2.5, noise), r, 1e-14, "r");
        }
    }

    @Test
    void aZeroGradientKeepsTheOldDirectionOfThatExample() {
        INDArray noise = Values.normal(2, 4, 3);
        INDArray along = Values.normal(3, 4, 3);
        INDArray on = Nd4j.createFromArray(1.0, 0.0, 1.0, 0.0).reshape(4, 1);
        Given s = new Given(
                noise, p -> p.mul(constant(p, along.mulColumnVector(on))).sum(1));
        INDArray r = s.perturb(new PowerIteration(2, 1e-2, 3));
        INDArray expected = ofSize(2, noise);
        expected.putRow(0, ofSize(2, along).getRow(0));
        expected.putRow(2, ofSize(2, along).getRow(2));
        Values.assertClose(expected, r, 1e-14, "r");
    }

    @Test
    void zeroNoiseGivesNoNaN() {
        Given s = new Given(Nd4j.zeros(DataType.DOUBLE, 2, 3), p -> p.mul(p).sum(1));
        assertEquals(0, s.perturb(new PowerIteration(2, 1e-2, 2)).norm1Number().doubleValue());
        assertEquals(0, s.perturb(new RandomDirection(2)).norm1Number().doubleValue());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-25, 1e-36, 1e25})
    void gradientsWhoseSquaresLeaveSinglePrecisionStillGiveUnitDirections(double scale) {
        INDArray along = Values.normal(4, 3, 4);
        INDArray noise = Values.normal(5, 3, 4).castTo(DataType.FLOAT);
        Given s = new Given(noise, p -> p.mul(constant(p, along.mul(scale))).sum(1));
        INDArray r = s.perturb(new PowerIteration(2, 1e-2, 1));
        assertEquals(DataType.FLOAT, r.dataType());
        Values.assertClose(ofSize(2, along), r.castTo(DataType.DOUBLE), 1e-5, "r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"L2", "L_INFINITY"})
    void theLossGradientIsThatOfTheCrossEntropy(Norm norm) {
        int examples = 5;
        double epsilon = 0.8;
        SmoothSurroundings s = new SmoothSurroundings();
        INDArray x = SmoothSurroundings.inputs(examples);
        double[][] r = s.perturb(new LossGradient(norm, epsilon), x, SmoothSurroundings.noise(examples));
        double[][] gradients = Values.rows(FiniteDifferences.gradient(
                () -> {
                    double sum = 0;
                    for (int i = 0; i < examples; i++) {
                        SmoothNetwork.Point at = SmoothNetwork.at(Values.rows(x)[i], s.parameters.bindings());
                        sum += NaiveLosses.crossEntropy(at.logits(), i % SmoothNetwork.CLASSES);
                    }
                    return sum;
                },
                x));
        for (int i = 0; i < examples; i++) {
            double square = 0;
            for (double g : gradients[i]) {
                square += g * g;
            }
            for (int j = 0; j < r[i].length; j++) {
                double g = gradients[i][j];
                double expected = norm == Norm.L2 ? g / Math.sqrt(square) : Math.signum(g);
                assertEquals(epsilon * expected, r[i][j], 1e-7, "example " + i + ", element " + j);
            }
        }
    }

    private static Direction steps(Norm norm, double path, Bounds bounds) {
        return new ProjectedSteps(norm, 0.3, 0, 40, path, bounds);
    }

    @Test
    void projectedStepsOnASlopeEndWhereItIsSteepest() {
        INDArray along = Values.normal(3, 4, 6);
        INDArray noise = Values.normal(2, 4, 6);
        Given s = new Given(noise, p -> p.mul(constant(p, along)).sum(1));
        Values.assertClose(ofSize(0.3, along), s.perturb(steps(Norm.L2, 12, Bounds.unlimited())), 1e-4, "L2");
        INDArray corner = Transforms.sign(along, true).muli(0.3);
        Values.assertClose(corner, s.perturb(steps(Norm.L_INFINITY, 2.5, Bounds.unlimited())), 1e-14, "L-infinity");
        INDArray inside = Transforms.max(corner, 0, true);
        Values.assertClose(inside, s.perturb(steps(Norm.L_INFINITY, 2.5, Bounds.images())), 1e-14, "from 0 on");
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void projectedStepsReachAsFarAsEpsilonHasRisen(Norm norm) {
        INDArray along = Values.normal(3, 4, 6);
        Given s =
                new Given(Values.normal(2, 4, 6), p -> p.mul(constant(p, along)).sum(1));
        INDArray whole = s.perturb(new ProjectedSteps(norm, 0.3, 0, 40, 12, Bounds.unlimited()));
        INDArray risen = s.perturb(new ProjectedSteps(norm, 0.3, 20, 40, 12, Bounds.unlimited()));
        Values.assertClose(whole.mul(RISING / 20), risen, 1e-14, "r after a quarter of the rise");
    }

    @ParameterizedTest
    @EnumSource(Norm.class)
    void beforeTheRiseProjectedStepsStayAtTheExample(Norm norm) {
        Given s = new Given(Values.normal(2, 4, 6), p -> p.mul(p).sum(1));
        INDArray limit = Nd4j.zeros(DataType.DOUBLE, 1, 1);
        SDVariable r = norm.project(s.noise().mul(0), s.graph.constant(limit), 2);
        try (GraphProgram program = new GraphProgram(s.graph, List.of(r.name()))) {
            assertEquals(
                    0.0,
                    program.run(Map.of("noise", s.noiseValue), 0)
                            .get(r.name())
                            .norm1Number()
                            .doubleValue());
        }
    }

    @Test
    void withoutASlopeProjectedStepsStayAtTheirRandomStart() {
        INDArray noise = Values.normal(2, 50, 100);
        Given s = new Given(noise, p -> p.mul(0).sum(1));
        Values.assertClose(ofSize(0.3, noise), s.perturb(steps(Norm.L2, 2.5, Bounds.unlimited())), 1e-12, "L2");
        double[] uniform = Values.flat(s.perturb(steps(Norm.L_INFINITY, 2.5, Bounds.unlimited())));
        DescriptiveStatistics spread = new DescriptiveStatistics(uniform);
        assertTrue(spread.getMax() <= 0.3 && spread.getMin() >= -0.3, spread::toString);
        for (int quarter = 1; quarter < 4; quarter++) {
            assertEquals(0.15 * (quarter - 2), spread.getPercentile(25 * quarter), 0.015, "quartile " + quarter);
        }
    }

    @Test
    void onlyTheLossGradientNeedsLabels() {
        assertTrue(new LossGradient(Norm.L2, 1).needsLabels());
        assertFalse(new RandomDirection(1).needsLabels());
        assertFalse(new PowerIteration(1, 1, 1).needsLabels());
        assertFalse(steps(Norm.L2, 1, Bounds.unlimited()).needsLabels());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-60, 1e60})
    void aSizeThatIsNotPositiveInSinglePrecisionIsRefused(double size) {
        assertRefused("epsilon is " + size, () -> new RandomDirection(size));
        assertRefused("epsilon is " + size, () -> new LossGradient(Norm.L2, size));
        assertRefused("epsilon is " + size, () -> new PowerIteration(size, 1, 1));
        assertRefused("xi is " + size, () -> new PowerIteration(1, size, 1));
        assertRefused("epsilon is " + size, () -> new ProjectedSteps(Norm.L2, size, 0, 1, 1, Bounds.images()));
        assertRefused("path is " + size, () -> new ProjectedSteps(Norm.L2, 1, 0, 1, size, Bounds.images()));
        assertRefused("deviation of the noise is " + size, () -> new GaussianNoise(size));
    }

    @Test
    void stepsThatVanishAreRefused() {
        assertRefused(
                "size of a step, path x epsilon / steps, is 1.0E-40",
                () -> new ProjectedSteps(Norm.L2, 1e-20, 0, 1, 1e-20, Bounds.unlimited()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3})
    void atLeastOneIterationIsNeeded(int iterations) {
        assertRefused("power iterations is " + iterations, () -> new PowerIteration(1, 1, iterations));
        assertRefused(
                "steps is " + iterations, () -> new ProjectedSteps(Norm.L2, 1, 0, iterations, 1, Bounds.images()));
    }

    private static void assertRefused(String expected, Executable construction) {
        String message =
                assertThrows(IllegalArgumentException.class, construction).getMessage();
        assertTrue(message.startsWith(expected) && message.contains("expected"), message);
    }
}
