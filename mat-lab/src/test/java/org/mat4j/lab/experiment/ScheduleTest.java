package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.testing.Messages;
import org.nd4j.linalg.schedule.ISchedule;

class ScheduleTest {

    private static final DataSelection DATA = DataSelection.of(ImageDataset.SAMPLE);

    private static TrainingConfig config(Schedule schedule, long updates) {
        return Experiment.builder(DATA)
                .schedule(schedule)
                .updates(updates)
                .build()
                .trainingConfig();
    }

    private static double rate(TrainingConfig config, int update) {
        return config.updater().getLearningRate(update, 0);
    }

    @Test
    void constantStays() {
        TrainingConfig config = config(Schedule.CONSTANT, 100);
        assertEquals(TrainingConfig.DEFAULT_LEARNING_RATE, rate(config, 0));
        assertEquals(TrainingConfig.DEFAULT_LEARNING_RATE, rate(config, 99));
        assertTrue(config.beta1Schedule().isEmpty());
    }

    @Test
    void linearFallsOverTheSecondHalf() {
        TrainingConfig config = config(Schedule.LINEAR, 100);
        double full = TrainingConfig.DEFAULT_LEARNING_RATE;
        assertEquals(full, rate(config, 50));
        assertEquals(full / 2, rate(config, 75), 1e-12);
        assertEquals(full / 50, rate(config, 99), 1e-12);
        assertTrue(config.beta1Schedule().isEmpty());
    }

    @Test
    void referenceForSvhnFallsOverTheLastThirdWithAnotherBeta1() {
        TrainingConfig config = config(Schedule.REFERENCE_SVHN, 48_000);
        assertEquals(1e-3, rate(config, 0));
        assertEquals(1e-3, rate(config, 32_000));
        assertEquals(0.5e-3, rate(config, 40_000), 1e-12);
        ISchedule beta1 = config.beta1Schedule().orElseThrow();
        assertEquals(0.9, beta1.valueAt(0, 0));
        assertEquals(0.9, beta1.valueAt(31_999, 0));
        assertEquals(0.5, beta1.valueAt(32_000, 0));
        assertEquals(0.5, beta1.valueAt(47_999, 0));
    }

    @Test
    void referenceForCifar10FallsOverTheLast40EpochsOf500WithAnotherBeta1() {
        TrainingConfig config = config(Schedule.REFERENCE_CIFAR10, 200_000);
        assertEquals(1e-3, rate(config, 184_000));
        assertEquals(0.5e-3, rate(config, 192_000), 1e-12);
        ISchedule beta1 = config.beta1Schedule().orElseThrow();
        assertEquals(0.9, beta1.valueAt(183_999, 0));
        assertEquals(0.5, beta1.valueAt(184_000, 0));
    }

    @Test
    void theReferencesLastThirdOfOneUpdateIsAllOfIt() {
        assertEquals(
                0.5,
                config(Schedule.REFERENCE_SVHN, 1).beta1Schedule().orElseThrow().valueAt(0, 0));
    }

    @Test
    void aGivenRateIsTheFirstOne() {
        TrainingConfig config = Experiment.builder(DATA)
                .schedule(Schedule.REFERENCE_SVHN)
                .learningRate(0.02)
                .updates(30)
                .build()
                .trainingConfig();
        assertEquals(0.02, rate(config, 0));
    }

    @Test
    void epochsAreRefused() {
        ExperimentBuilder experiment =
                Experiment.builder(DATA).schedule(Schedule.LINEAR).epochs(3);
        Messages.refused(experiment::build, "the schedule 'linear' is 3 epochs");
    }
}
