package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.method.Methods;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
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
                Arguments.of("duration is 0 epochs", config().epochs(0)),
                Arguments.of("duration is -3 updates", config().updates(-3)),
                Arguments.of(
                        "duration is 2 epochs and 3 updates", config().epochs(2).updates(3)));
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
