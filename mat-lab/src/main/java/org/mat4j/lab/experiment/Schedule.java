package org.mat4j.lab.experiment;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.train.LinearDecaySchedule;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.core.train.TrainingConfigBuilder;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** How Adam's learning rate changes over a training. */
public enum Schedule {

    /** The same in every update. */
    CONSTANT(TrainingConfig.DEFAULT_LEARNING_RATE, 1, OptionalDouble.empty()),

    /** Constant over the first half of the updates, then falling linearly to 0. */
    LINEAR(TrainingConfig.DEFAULT_LEARNING_RATE, 0.5, OptionalDouble.empty()),

    /**
     * That of the reference implementation of virtual adversarial training (Miyato et al. 2017) for SVHN, 48,000 updates:
     * constant over two thirds of them, then falling linearly to 0, with beta1 0.5 for 0.9.
     */
    REFERENCE_SVHN(80.0 / 120),

    /** The same for CIFAR-10, 200,000 updates: constant over 92 % of them. */
    REFERENCE_CIFAR10(460.0 / 500);

    private final double defaultLearningRate;
    private final double constantShare;
    private final OptionalDouble laterBeta1;

    Schedule(double defaultLearningRate, double constantShare, OptionalDouble laterBeta1) {
        this.defaultLearningRate = defaultLearningRate;
        this.constantShare = constantShare;
        this.laterBeta1 = laterBeta1;
    }

    /** Of the reference. */
    Schedule(double constantShare) {
        this(1e-3, constantShare, OptionalDouble.of(0.5));
    }

    /** The learning rate at the start where none is given. */
    public double defaultLearningRate() {
        return defaultLearningRate;
    }

    /** Short lower-case name. */
    public String id() {
        return Spelling.of(this);
    }

    /** Checks that it can be followed for so long: all but the constant one depend on the number of updates. */
    void check(Duration duration) {
        Checks.require(
                this == CONSTANT || duration.unit() == Duration.Unit.UPDATES && duration.count() <= Integer.MAX_VALUE,
                "duration of the schedule '" + id() + "'",
                duration,
                "a number of updates, at most 2^31 - 1");
    }

    /** Sets the updater. */
    void apply(TrainingConfigBuilder config, double learningRate, Duration duration) {
        if (this == CONSTANT) {
            config.updater(new Adam(learningRate));
            return;
        }
        int end = (int) duration.count();
        int start = (int) (constantShare * end);
        config.updater(Adam.builder()
                .learningRateSchedule(new LinearDecaySchedule(learningRate, start, end))
                .build());
        laterBeta1.ifPresent(later -> {
            Map<Integer, Double> beta1 = new HashMap<>(Map.of(0, new Adam().getBeta1()));
            beta1.put(start, later); // in place of the first one where there is a single update
            config.beta1Schedule(new MapSchedule(ScheduleType.ITERATION, beta1));
        });
    }
}
