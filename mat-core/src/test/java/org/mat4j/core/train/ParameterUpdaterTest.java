package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.Methods;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/** One updater over the vector of all parameters does what one updater a parameter would. */
class ParameterUpdaterTest {

    private static final int LENGTH = 11;
    private static final int UPDATES = 6;
    /** Where one parameter ends and the next begins. */
    private static final int[] BOUNDS = {0, 1, 7, LENGTH};

    static Stream<IUpdater> updaters() {
        return Stream.of(
                new Sgd(0.1),
                new Nesterovs(0.1, 0.8),
                new Adam(0.01),
                new AdaMax(0.01),
                new AMSGrad(0.01),
                new Nadam(0.01),
                new RmsProp(0.01),
                new AdaGrad(0.1),
                new AdaDelta(),
                new NoOp(),
                new Adam(schedule()),
                new Nesterovs(schedule()));
    }

    private static ISchedule schedule() {
        return new MapSchedule.Builder(ScheduleType.ITERATION)
                .add(0, 0.1)
                .add(2, 0.03)
                .add(4, 0.01)
                .build();
    }

    private static double[] gradient(int update) {
        Random random = new Random(100 + update);
        return random.doubles(LENGTH, -1, 1).toArray();
    }

    /** Parameters of shapes [1], [2, 3] and [4], all 0. */
    static ParameterSet zeros(DataType type) {
        ZeroInitScheme zero = new ZeroInitScheme('c');
        Network network = new TestNetwork(new long[] {2}, 2, 2, (pass, x) -> {
            pass.parameter("bias", zero, 1);
            pass.parameter("weight", zero, 2, 3);
            pass.parameter("scale", zero, 4);
            return new Outputs(x, x);
        });
        return ParameterSet.initialize(network, type, 1);
    }

    static TrainingConfigBuilder by(IUpdater updater) {
        return TrainingConfig.builder().method(Methods.baseline()).updater(updater);
    }

    private static double[][] run(IUpdater config, Optional<ISchedule> beta1) {
        return run(by(config).beta1Schedule(beta1).build(), zeros(DataType.DOUBLE));
    }

    private static double[][] run(TrainingConfig config, ParameterSet set) {
        INDArray parameters = set.flat();
        ParameterUpdater updater = new ParameterUpdater(config, set);
        double[][] trace = new double[UPDATES][];
        for (int t = 0; t < UPDATES; t++) {
            updater.apply(Nd4j.createFromArray(new double[][] {gradient(t)}), t, 0);
            trace[t] = parameters.toDoubleVector();
        }
        return trace;
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void equalsOneUpdaterAParameter(IUpdater config) {
        double[][] trace = run(config, Optional.empty());
        for (int p = 0; p + 1 < BOUNDS.length; p++) {
            int length = BOUNDS[p + 1] - BOUNDS[p];
            long size = config.stateSize(length);
            INDArray state = size == 0 ? null : Nd4j.zeros(DataType.DOUBLE, 1, size);
            GradientUpdater<?> updater = config.instantiate(state, state != null);
            INDArray parameter = Nd4j.zeros(DataType.DOUBLE, 1, length);
            for (int t = 0; t < UPDATES; t++) {
                INDArray step = Nd4j.createFromArray(new double[][] {gradient(t)})
                        .get(NDArrayIndex.all(), NDArrayIndex.interval(BOUNDS[p], BOUNDS[p + 1]))
                        .dup();
                updater.applyUpdater(step, t, 0);
                parameter.subi(step);
                double[] expected = parameter.dup().data().asDouble();
                double[] actual = Arrays.copyOfRange(trace[t], BOUNDS[p], BOUNDS[p + 1]);
                assertArrayEquals(expected, actual, 1e-14, "update " + t);
            }
        }
    }

    /** Schedules may give anything in any update. */
    @Test
    void aRateOrBeta1ThatCannotBeIsRefusedInItsUpdate() {
        ISchedule falling = new LinearFall(0.2);
        ParameterSet set = zeros(DataType.DOUBLE);
        ParameterUpdater sgd = new ParameterUpdater(by(new Sgd(falling)).build(), set);
        sgd.apply(Nd4j.ones(DataType.DOUBLE, 1, LENGTH), 1, 0);
        INDArray before = set.flat().dup();
        assertRefused(
                () -> sgd.apply(Nd4j.ones(DataType.DOUBLE, 1, LENGTH), 3, 0),
                "learning rate of update 4, as the updater's schedule has it, is -0.");
        assertEquals(before, set.flat());
        ParameterUpdater adam =
                new ParameterUpdater(by(new Adam(0.1)).beta1Schedule(falling).build(), set);
        assertRefused(
                () -> adam.apply(Nd4j.ones(DataType.DOUBLE, 1, LENGTH), 3, 0),
                "beta1 of update 4, as its schedule has it, is -0.");
    }

    private record LinearFall(double value) implements ISchedule {
        private static final long serialVersionUID = 1L;

        @Override
        public double valueAt(int iteration, int epoch) {
            return value - 0.09 * iteration;
        }

        @Override
        public ISchedule clone() {
            return this;
        }
    }

    @Test
    void weightDecayTakesItsShareOfWeightsAlone() {
        TrainingConfig config = by(new Sgd(schedule())).weightDecay(0.3).build();
        ParameterSet set = zeros(DataType.DOUBLE);
        set.flat().assign(2);
        double[][] trace = run(config, set);
        double[] expected = new double[LENGTH];
        Arrays.fill(expected, 2);
        for (int t = 0; t < UPDATES; t++) {
            double rate = t < 2 ? 0.1 : t < 4 ? 0.03 : 0.01;
            for (int i = 0; i < LENGTH; i++) {
                double decay = i >= BOUNDS[1] && i < BOUNDS[2] ? 0.3 * expected[i] : 0;
                expected[i] -= rate * (gradient(t)[i] + decay);
            }
            assertArrayEquals(expected, trace[t], 1e-14, "update " + t);
        }
    }

    @Test
    void weightDecayIsThatOfAdamW() {
        ParameterSet set = zeros(DataType.DOUBLE);
        set.flat().assign(2);
        double[][] trace = run(by(new Adam(0.02)).weightDecay(0.5).build(), set);
        double[][] steps = run(new Adam(0.02), Optional.empty());
        double weight = 2;
        for (int t = 0; t < UPDATES; t++) {
            double step = steps[t][3] - (t == 0 ? 0 : steps[t - 1][3]);
            weight += step - 0.02 * 0.5 * weight;
            assertEquals(weight, trace[t][3], 1e-14, "update " + t);
        }
    }

    @Test
    void aLongGradientIsShortenedAndAShortOneStays() {
        for (double largest : new double[] {0.7, 100}) {
            double[][] trace = run(by(new Sgd(0.1)).gradientNorm(largest).build(), zeros(DataType.DOUBLE));
            double[] sum = new double[LENGTH];
            for (int t = 0; t < UPDATES; t++) {
                double norm =
                        Math.sqrt(Arrays.stream(gradient(t)).map(g -> g * g).sum());
                for (int i = 0; i < LENGTH; i++) {
                    sum[i] -= 0.1 * gradient(t)[i] * Math.min(1, largest / norm);
                }
                assertArrayEquals(sum, trace[t], 1e-14, "largest norm " + largest);
            }
        }
    }

    @Test
    void decayAndNormOutOfRangeAreNamed() {
        for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused("weight decay is " + bad, by(new Sgd(1)).weightDecay(bad));
            refused("norm of the gradient is " + bad, by(new Sgd(1)).gradientNorm(bad));
        }
        refused("norm of the gradient is 0.0", by(new Sgd(1)).gradientNorm(0));
        refused(
                "weight decay is 0.1, expected 0, since AdaDelta",
                by(new AdaDelta()).weightDecay(0.1));
    }

    private static void refused(String start, TrainingConfigBuilder config) {
        String message =
                assertThrows(IllegalArgumentException.class, config::build).getMessage();
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void sgdSubtractsTheScaledGradient() {
        double[][] trace = run(new Sgd(0.1), Optional.empty());
        double[] sum = new double[LENGTH];
        for (int t = 0; t < UPDATES; t++) {
            for (int i = 0; i < LENGTH; i++) {
                sum[i] -= 0.1 * gradient(t)[i];
            }
            assertArrayEquals(sum, trace[t], 1e-14);
        }
    }

    @Test
    void adamIsThatOfKingmaAndBa() {
        assertAdam(t -> 0.02, t -> 0.9, new Adam(0.02), Optional.empty());
    }

    @Test
    void learningRateScheduleTakesEffect() {
        ISchedule rate = schedule();
        assertAdam(t -> t < 2 ? 0.1 : t < 4 ? 0.03 : 0.01, t -> 0.9, new Adam(rate), Optional.empty());
    }

    @Test
    void beta1ScheduleTakesEffect() {
        ISchedule beta1 = new MapSchedule.Builder(ScheduleType.ITERATION)
                .add(0, 0.9)
                .add(3, 0.5)
                .build();
        assertAdam(t -> 0.02, t -> t < 3 ? 0.9 : 0.5, new Adam(0.02), Optional.of(beta1));
        // The other updaters with a beta1 follow the schedule as well.
        for (IUpdater config : new IUpdater[] {new AdaMax(0.02), new AMSGrad(0.02), new Nadam(0.02)}) {
            double[][] constant = run(config, Optional.empty());
            double[][] scheduled = run(config, Optional.of(beta1));
            assertArrayEquals(constant[2], scheduled[2], 1e-14, config.toString());
            assertEquals(false, Arrays.equals(constant[3], scheduled[3]), config.toString());
        }
    }

    /** Zhuang et al. (2020), Algorithm 2, as ND4J's native operation computes it. */
    @Test
    void adaBeliefRunsToo() {
        double[][] trace = run(new AdaBelief(0.02), Optional.empty());
        double[] x = new double[LENGTH];
        double[] m = new double[LENGTH];
        double[] s = new double[LENGTH];
        for (int t = 0; t < UPDATES; t++) {
            double[] g = gradient(t);
            for (int i = 0; i < LENGTH; i++) {
                m[i] = 0.9 * m[i] + 0.1 * g[i];
                s[i] = 0.999 * s[i] + 0.001 * Math.pow(g[i] - m[i], 2) + 1e-14;
                double corrected = 0.02 * Math.sqrt(1 - Math.pow(0.999, t + 1)) / (1 - Math.pow(0.9, t + 1));
                x[i] -= corrected * m[i] / (Math.sqrt(s[i]) + 1e-14);
            }
            assertArrayEquals(x, trace[t], 1e-9, "update " + t);
        }
    }

    private interface At {
        double value(int update);
    }

    /** Algorithm 1 of Kingma and Ba (2015) in the form of the end of its section 2, which ND4J has. */
    private static void assertAdam(At rate, At beta1, IUpdater config, Optional<ISchedule> beta1Schedule) {
        double[][] trace = run(config, beta1Schedule);
        double[] x = new double[LENGTH];
        double[] m = new double[LENGTH];
        double[] v = new double[LENGTH];
        for (int t = 0; t < UPDATES; t++) {
            double[] g = gradient(t);
            double b1 = beta1.value(t);
            for (int i = 0; i < LENGTH; i++) {
                m[i] = b1 * m[i] + (1 - b1) * g[i];
                v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                double corrected = rate.value(t) * Math.sqrt(1 - Math.pow(0.999, t + 1)) / (1 - Math.pow(b1, t + 1));
                x[i] -= corrected * m[i] / (Math.sqrt(v[i]) + 1e-8);
            }
            assertArrayEquals(x, trace[t], 1e-12, "update " + t);
        }
    }
}
