package org.mat4j.lab.experiment;

import java.util.Locale;
import java.util.Map;
import org.mat4j.core.train.LinearDecaySchedule;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.core.train.TrainingConfigBuilder;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** How Adam's learning rate goes on over a training. */
public enum Schedule {

    /** The same in every update. */
    CONSTANT(TrainingConfig.DEFAULT_LEARNING_RATE, 1) {
        @Override
        void apply(TrainingConfigBuilder config, double learningRate, Duration duration) {
            config.updater(new Adam(learningRate));
        }
    },

    /** Constant over the first half of the updates, then falling linearly to 0. */
    LINEAR(TrainingConfig.DEFAULT_LEARNING_RATE, 0.5) {
        @Override
        void apply(TrainingConfigBuilder config, double learningRate, Duration duration) {
            decay(config, learningRate, duration);
        }
    },

    /**
     * That of the reference implementation of virtual adversarial training (Miyato et al. 2017): constant over two thirds
     * of the updates, then falling linearly to 0, with beta1 0.5 for 0.9.
     */
    REFERENCE(1e-3, 2.0 / 3) {
        @Override
        void apply(TrainingConfigBuilder config, double learningRate, Duration duration) {
            decay(config, learningRate, duration);
            config.beta1Schedule(new MapSchedule(
                    ScheduleType.ITERATION, Map.of(0, new Adam().getBeta1(), start(duration), LATER_BETA1)));
        }
    };

    private static final double LATER_BETA1 = 0.5;

    private final double defaultLearningRate;
    private final double constantShare;

    Schedule(double defaultLearningRate, double constantShare) {
        this.defaultLearningRate = defaultLearningRate;
        this.constantShare = constantShare;
    }

    /** The learning rate at the start where none is given. */
    public double defaultLearningRate() {
        return defaultLearningRate;
    }

    /** Short lower-case name, as on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Sets the updater.
     *
     * @throws IllegalArgumentException if it depends on the number of updates, and epochs are given
     */
    abstract void apply(TrainingConfigBuilder config, double learningRate, Duration duration);

    void decay(TrainingConfigBuilder config, double learningRate, Duration duration) {
        int end = updates(duration);
        config.updater(Adam.builder()
                .learningRateSchedule(new LinearDecaySchedule(learningRate, start(duration), end))
                .build());
    }

    int start(Duration duration) {
        return (int) (constantShare * updates(duration));
    }

    private int updates(Duration duration) {
        if (duration.unit() != Duration.Unit.UPDATES || duration.count() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the schedule '" + id() + "' was given for "
                    + duration.count() + " " + duration.unit().name().toLowerCase(Locale.ROOT)
                    + "; expected a number of updates, at most 2^31 - 1");
        }
        return (int) duration.count();
    }
}
