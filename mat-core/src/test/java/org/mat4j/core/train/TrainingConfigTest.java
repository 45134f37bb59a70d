package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

class TrainingConfigTest {

    private static TrainingConfigBuilder config() {
        return TrainingConfig.builder().method(Methods.vat(2));
    }

    @Test
    void defaults() {
        TrainingConfig config = config().build();
        assertEquals(new Adam(TrainingConfig.DEFAULT_LEARNING_RATE), config.updater());
        assertEquals(new Duration(Duration.Unit.EPOCHS, 1), config.duration());
        assertEquals(TrainingConfig.DEFAULT_SEED, config.seed());
        assertEquals(DataType.FLOAT, config.dataType());
        assertTrue(config.patience().isEmpty());
        assertTrue(config.beta1Schedule().isEmpty());
    }

    @Test
    void equalSettingsAreEqualAndDescribedEqually() {
        assertEquals(config().build().describe(), config().build().describe());
        Map<String, String> facts = config().updates(7).patience(2).build().describe();
        assertEquals("vat", facts.get("method"));
        assertEquals("7 updates", facts.get("duration"));
        assertEquals("2", facts.get("patience"));
    }

    /** Without a text of its own it is called by its class and a number that differs in every run. */
    @Test
    void aScheduleWithoutATextIsDescribedByItsClass() {
        ISchedule schedule = new FixedSchedule(0.5) {
            @Override
            public String toString() {
                return "Mine@1f2e3d4c";
            }
        };
        assertEquals("Mine", config().beta1Schedule(schedule).build().describe().get("beta1"));
    }

    @ParameterizedTest
    @MethodSource("org.mat4j.core.train.ParameterUpdaterTest#updaters")
    void keepsTheUpdaterAndItsSchedule(IUpdater updater) {
        assertEquals(updater, config().updater(updater).build().updater());
    }

    @Test
    void laterChangesOfTheUpdaterDoNotReachIt() {
        Adam mine = new Adam(0.1);
        TrainingConfig config = config().updater(mine).build();
        mine.setBeta1(0.2);
        ((Adam) config.updater()).setBeta1(0.3);
        assertEquals(new Adam(0.1), config.updater());
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of("method is null", TrainingConfig.builder()),
                Arguments.of("data type is BFLOAT16", config().dataType(DataType.BFLOAT16)),
                Arguments.of("patience is 0", config().patience(0)),
                Arguments.of("evaluation interval is 0", config().evaluateEvery(0)),
                Arguments.of("decay of the weight average is 1.0", config().weightAverage(1)),
                Arguments.of("decay of the weight average is NaN", config().weightAverage(Double.NaN)),
                Arguments.of(
                        "beta1 schedule is Sgd", config().updater(new Sgd(0.1)).beta1Schedule(new FixedSchedule(0.5))),
                Arguments.of(
                        "labels that are probabilities is 'at-l2', expected one whose perturbation follows no label",
                        config().method(Methods.adversarial(Norm.L2, 1)).labelForm(LabelForm.PROBABILITIES)),
                Arguments.of("weight decay is 1.0E-60", config().weightDecay(1e-60)),
                Arguments.of("norm of the gradient is 1.0E60", config().gradientNorm(1e60)),
                Arguments.of("duration is 0 epochs", config().epochs(0)),
                Arguments.of("duration is -3 updates", config().updates(-3)),
                Arguments.of(
                        "duration is 2 epochs and 3 updates", config().epochs(2).updates(3)));
    }

    private static IUpdater with(Consumer<Adam> change) {
        Adam adam = new Adam(0.1);
        change.accept(adam);
        return adam;
    }

    /** Ramp-ups begin at 0. */
    private static ISchedule schedule(DoubleUnaryOperator rate) {
        return new FixedSchedule(1) {
            @Override
            public double valueAt(int iteration, int epoch) {
                return rate.applyAsDouble(iteration);
            }
        };
    }

    static Stream<Arguments> badUpdaters() {
        return Stream.of(
                Arguments.of("learning rate of Sgd is 1.0E-60", new Sgd(1e-60)),
                Arguments.of("learning rate of Sgd is 1.0E60", new Sgd(1e60)),
                Arguments.of("learning rate of Sgd is 0.0", new Sgd(0)),
                Arguments.of("learning rate of Adam is NaN", new Adam(Double.NaN)),
                Arguments.of("learning rate of RmsProp is -0.1", new RmsProp(-0.1)),
                Arguments.of("learning rate of Sgd is 0.0", new Sgd(new FixedSchedule(0))),
                Arguments.of("learning rate of Sgd is -1.0", new Sgd(schedule(i -> i - 1))),
                Arguments.of("learning rate of Sgd is NaN", new Sgd(schedule(i -> Double.NaN))),
                Arguments.of("learning rate of Sgd is Infinity", new Sgd(schedule(i -> 1 / i))),
                Arguments.of("beta1 of Adam is 1.0", with(a -> a.setBeta1(1))),
                Arguments.of("beta2 of Adam is -0.5", with(a -> a.setBeta2(-0.5))),
                Arguments.of("epsilon of Adam is 0.0", with(a -> a.setEpsilon(0))),
                Arguments.of("epsilon of Adam is 1.0E-60", with(a -> a.setEpsilon(1e-60))),
                Arguments.of("momentum of Nesterovs is NaN", new Nesterovs(0.1, Double.NaN)),
                Arguments.of("rho of AdaDelta is 1.5", new AdaDelta(1.5, 1e-6)),
                Arguments.of("rmsDecay of RmsProp is 2.0", new RmsProp(0.1, 2, 1e-8)));
    }

    @ParameterizedTest
    @MethodSource("badUpdaters")
    void refusesNumbersThatAnUpdaterCannotWorkWith(String culprit, IUpdater updater) {
        TrainingConfigBuilder builder = config().updater(updater);
        assertRefused(builder::build, culprit + ", expected ");
    }

    @Test
    void takesARateThatWarmsUpFromZero() {
        config().updater(new Sgd(schedule(i -> i / 100))).build();
        config().updater(new Nesterovs(schedule(i -> i < 5000 ? 0 : 1), 0.9)).build();
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void refusesBadValues(String culprit, TrainingConfigBuilder builder) {
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains(culprit), message);
    }

    @Test
    void takesABeta1ScheduleForEachUpdaterThatHasABeta1() {
        for (IUpdater updater : new IUpdater[] {new Adam(), new AdaMax(), new AMSGrad(), new Nadam()}) {
            TrainingConfigBuilder builder = config().updater(updater).beta1Schedule(new FixedSchedule(0.5));
            assertEquals(0.5, builder.build().beta1Schedule().orElseThrow().valueAt(3, 0));
        }
    }
}
