package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.FixedSchedule;

class TrainingConfigTest {

    private static void assertRefused(String message, TrainingConfig.Builder builder) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }

    @Test
    void defaults() {
        TrainingConfig config = TrainingConfig.builder().build();
        assertEquals("mat", config.method().name());
        assertEquals(new Adam(TrainingConfig.DEFAULT_LEARNING_RATE), config.updater());
        assertEquals(new Duration(Duration.Unit.EPOCHS, 1), config.duration());
        assertEquals(TrainingConfig.DEFAULT_SEED, config.seed());
        assertEquals(DataType.FLOAT, config.dataType());
        assertTrue(config.patience().isEmpty());
        assertTrue(config.beta1Schedule().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("org.mat4j.core.train.ParameterUpdaterTest#updaters")
    void keepsTheUpdaterAndItsSchedule(IUpdater updater) {
        assertEquals(updater, TrainingConfig.builder().updater(updater).build().updater());
    }

    @Test
    void laterChangesOfTheUpdaterDoNotReachIt() {
        Adam mine = new Adam(0.1);
        TrainingConfig config = TrainingConfig.builder().updater(mine).build();
        mine.setBeta1(0.2);
        ((Adam) config.updater()).setBeta1(0.3);
        assertEquals(new Adam(0.1), config.updater());
    }

    @Test
    void refusesBadValues() {
        assertRefused(
                "data type is BFLOAT16; expected FLOAT or DOUBLE",
                TrainingConfig.builder().dataType(DataType.BFLOAT16));
        assertRefused(
                "patience is 0 evaluations; expected at least 1",
                TrainingConfig.builder().patience(0));
        assertRefused(
                "a beta1 schedule was given, but the updater is Sgd; expected Adam, AdaMax, AMSGrad or Nadam",
                TrainingConfig.builder().updater(new Sgd(0.1)).beta1Schedule(new FixedSchedule(0.5)));
        assertEquals(
                "training lasts 0 epochs; expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> TrainingConfig.builder()
                                .epochs(0))
                        .getMessage());
        assertEquals(
                "training lasts -3 updates; expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> TrainingConfig.builder()
                                .updates(-3))
                        .getMessage());
    }

    @Test
    void takesABeta1ScheduleForEachUpdaterThatHasABeta1() {
        for (IUpdater updater : new IUpdater[] {new Adam(), new AdaMax(), new AMSGrad(), new Nadam()}) {
            TrainingConfig.Builder builder =
                    TrainingConfig.builder().updater(updater).beta1Schedule(new FixedSchedule(0.5));
            assertEquals(0.5, builder.build().beta1Schedule().orElseThrow().valueAt(3, 0));
        }
    }
}
