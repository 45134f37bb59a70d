package org.mat4j.core.train;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.train.monitor.LatentMonitorConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** How to train: the method, the updater, how long, and the seed. Immutable. */
public final class TrainingConfig {

    /** Learning rate of the default updater, Adam: three times the usual, which a latent of size 2 needs to open up. */
    public static final double DEFAULT_LEARNING_RATE = 3e-3;

    /** Seed by default. */
    public static final long DEFAULT_SEED = 1;

    /** What an object without a text of its own is called ends in a number that differs in every run. */
    private static final String IDENTITY_HASH = "@[0-9a-f]{1,8}\\b";

    private final Method method;
    private final IUpdater updater;
    private final ISchedule beta1Schedule;
    private final Duration duration;
    private final long seed;
    private final DataType dataType;
    private final Integer patience;
    private final Long evaluationInterval;
    private final Double weightAverage;
    private final LatentMonitorConfig latentMonitor;
    private final PerturbationSpace perturbationSpace;

    private TrainingConfig(Builder b) {
        method = b.method;
        updater = b.updater.clone();
        beta1Schedule = b.beta1Schedule;
        duration = b.duration;
        seed = b.seed;
        dataType = b.dataType;
        patience = b.patience;
        evaluationInterval = b.evaluationInterval;
        weightAverage = b.weightAverage;
        latentMonitor = b.latentMonitor;
        perturbationSpace = b.perturbationSpace;
    }

    /** Starts a configuration: MAT with default settings, Adam, one epoch. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is minimized. */
    public Method method() {
        return method;
    }

    /** A copy of the updater. */
    public IUpdater updater() {
        return updater.clone();
    }

    /** Schedule of an Adam-like updater's beta1, by update; empty for a constant one. */
    public Optional<ISchedule> beta1Schedule() {
        return Optional.ofNullable(beta1Schedule);
    }

    /** How long to train. */
    public Duration duration() {
        return duration;
    }

    /** Determines initial parameters, noise and dropout. */
    public long seed() {
        return seed;
    }

    /** Type of numbers: FLOAT, or DOUBLE for numerical checks. */
    public DataType dataType() {
        return dataType;
    }

    /** Evaluations without improvement after which training stops; empty for never. */
    public Optional<Integer> patience() {
        return Optional.ofNullable(patience);
    }

    /** Updates from one evaluation on the validation data to the next; empty for one after each epoch. */
    public OptionalLong evaluationInterval() {
        return evaluationInterval == null ? OptionalLong.empty() : OptionalLong.of(evaluationInterval);
    }

    /** Decay of the moving average of the parameters that the model gets; empty if it gets the last ones. */
    public OptionalDouble weightAverage() {
        return weightAverage == null ? OptionalDouble.empty() : OptionalDouble.of(weightAverage);
    }

    /** When the latent counts as collapsed or exploded. */
    public LatentMonitorConfig latentMonitor() {
        return latentMonitor;
    }

    /** Where the method's perturbation is added: before or behind the network's first layer. */
    public PerturbationSpace perturbationSpace() {
        return perturbationSpace;
    }

    /**
     * What the configuration says, in words by name, as it is kept with the model; equal for equal trainings, in every
     * run of the program.
     */
    public Map<String, String> describe() {
        Map<String, String> settings = TrainingRecord.settings(this);
        settings.replaceAll((name, text) -> text.replaceAll(IDENTITY_HASH, ""));
        return settings;
    }

    /**
     * How long to train.
     *
     * @param unit of the count
     * @param count at least 1
     */
    public record Duration(Unit unit, long count) {

        /** What is counted. */
        public enum Unit {
            /** Passes over the labeled data. */
            EPOCHS,
            /** Parameter updates; the data is passed over as often as needed. */
            UPDATES
        }

        /** Checks the values. */
        public Duration {
            Objects.requireNonNull(unit, "unit");
            if (count < 1) {
                throw new IllegalArgumentException(
                        "training lasts " + count + " " + unit.name().toLowerCase() + "; expected at least 1");
            }
        }
    }

    /** Builds a {@link TrainingConfig}. */
    public static final class Builder {

        private Method method = StandardMethod.MAT.create();
        private IUpdater updater = new Adam(DEFAULT_LEARNING_RATE);
        private ISchedule beta1Schedule;
        private Duration duration = new Duration(Duration.Unit.EPOCHS, 1);
        private long seed = DEFAULT_SEED;
        private DataType dataType = DataType.FLOAT;
        private Integer patience;
        private Long evaluationInterval;
        private Double weightAverage;
        private LatentMonitorConfig latentMonitor = LatentMonitorConfig.defaults();
        private PerturbationSpace perturbationSpace = PerturbationSpace.INPUT;

        private Builder() {}

        /** What is minimized. */
        public Builder method(Method value) {
            method = Objects.requireNonNull(value, "method");
            return this;
        }

        /** Any ND4J updater; its learning rate may be a schedule, counted in updates and epochs. */
        public Builder updater(IUpdater value) {
            updater = Objects.requireNonNull(value, "updater");
            return this;
        }

        /** A schedule of beta1, counted in updates, for Adam, AdaMax, AMSGrad or Nadam. */
        public Builder beta1Schedule(ISchedule value) {
            beta1Schedule = Objects.requireNonNull(value, "beta1 schedule");
            return this;
        }

        /** Trains for a number of passes over the labeled data. */
        public Builder epochs(long count) {
            duration = new Duration(Duration.Unit.EPOCHS, count);
            return this;
        }

        /** Trains for a number of parameter updates. */
        public Builder updates(long count) {
            duration = new Duration(Duration.Unit.UPDATES, count);
            return this;
        }

        /** Determines initial parameters, noise and dropout. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** FLOAT, or DOUBLE for numerical checks. */
        public Builder dataType(DataType value) {
            dataType = Objects.requireNonNull(value, "data type");
            return this;
        }

        /**
         * Evaluates after every so many updates and after the last one, at least 1, instead of after each epoch: for
         * labeled data so few that an epoch is a handful of updates.
         */
        public Builder evaluateEvery(long updates) {
            evaluationInterval = updates;
            return this;
        }

        /**
         * Evaluates, and gives to the model, the exponential moving average of the parameters over the updates instead
         * of the last ones.
         *
         * @param decay in [0, 1), for example 0.999
         */
        public Builder weightAverage(double decay) {
            weightAverage = decay;
            return this;
        }

        /** Stops after so many evaluations without a lower validation error, and keeps the best. */
        public Builder patience(int evaluations) {
            patience = evaluations;
            return this;
        }

        /** When the latent counts as collapsed or exploded. */
        public Builder latentMonitor(LatentMonitorConfig value) {
            latentMonitor = Objects.requireNonNull(value, "latent monitor");
            return this;
        }

        /** Where the method's perturbation is added, and its size measured: by default in the network's input. */
        public Builder perturbationSpace(PerturbationSpace value) {
            perturbationSpace = Objects.requireNonNull(value, "perturbation space");
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public TrainingConfig build() {
            if (dataType != DataType.FLOAT && dataType != DataType.DOUBLE) {
                throw new IllegalArgumentException("data type is " + dataType + "; expected FLOAT or DOUBLE");
            }
            if (patience != null && patience < 1) {
                throw new IllegalArgumentException("patience is " + patience + " evaluations; expected at least 1");
            }
            if (evaluationInterval != null && evaluationInterval < 1) {
                throw new IllegalArgumentException(
                        "evaluation interval is " + evaluationInterval + " updates; expected at least 1");
            }
            if (weightAverage != null && !(weightAverage >= 0 && weightAverage < 1)) {
                throw new IllegalArgumentException(
                        "decay of the weight average is " + weightAverage + "; expected 0 <= decay < 1");
            }
            if (beta1Schedule != null && !Beta1.isSupported(updater)) {
                throw new IllegalArgumentException("a beta1 schedule was given, but the updater is "
                        + updater.getClass().getSimpleName() + "; expected Adam, AdaMax, AMSGrad or Nadam");
            }
            return new TrainingConfig(this);
        }
    }
}
