package org.mat4j.lab.experiment;

import java.util.Objects;
import java.util.OptionalInt;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingConfig.Duration;
import org.mat4j.core.train.TrainingConfigBuilder;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.layers.network.LeNetPlusPlus;

/** The settings of one experiment: a network trained by a method on some data. Immutable. */
public final class Experiment {

    /** Passes over the training examples by default. */
    public static final int DEFAULT_EPOCHS = 10;

    /** Examples a batch by default. */
    public static final int DEFAULT_BATCH_SIZE = 100;

    /** Unlabeled images a batch by default, as in the reference implementation of virtual adversarial training. */
    public static final int DEFAULT_UNLABELED_BATCH_SIZE = 128;

    /** Test examples that are attacked and measured by default; the error without attack is over all of them. */
    public static final int DEFAULT_ROBUSTNESS_SIZE = 1000;

    private final DataSelection data;
    private final Network network;
    private final TypedMethod method;
    private final Duration duration;
    private final int batchSize;
    private final int unlabeledBatchSize;
    private final Schedule schedule;
    private final double learningRate;
    private final EvaluationPlan evaluation;
    private final long seed;
    private final Integer patience;
    private final int robustnessSize;
    private final Preprocessing preprocessing;
    private final Augmentation augmentation;

    private Experiment(Builder b) {
        data = b.data;
        network = b.network;
        method = b.method;
        duration = b.duration;
        batchSize = b.batchSize;
        unlabeledBatchSize = b.unlabeledBatchSize;
        schedule = b.schedule;
        learningRate = b.learningRate != null ? b.learningRate : b.schedule.defaultLearningRate();
        evaluation = b.evaluation;
        seed = b.seed;
        patience = b.patience;
        robustnessSize = b.robustnessSize;
        preprocessing = b.preprocessing;
        augmentation = b.augmentation;
    }

    /** Starts from LeNet++ for the dataset's images, by MAT with the dataset's epsilon. */
    public static Builder builder(DataSelection data) {
        return new Builder(data);
    }

    /** Which data. */
    public DataSelection data() {
        return data;
    }

    /** What is trained. */
    public Network network() {
        return network;
    }

    /** By which method. */
    public TypedMethod method() {
        return method;
    }

    /** The form of the manifold divergence that smoothness is measured in: the method's own, or the default one. */
    public ManifoldDivergence.Form divergence() {
        return method.type().has(Setting.DIVERGENCE)
                ? method.get(Setting.DIVERGENCE)
                : Setting.DIVERGENCE.defaultValue().orElseThrow();
    }

    /** How long. */
    public Duration duration() {
        return duration;
    }

    /** Examples a batch. */
    public int batchSize() {
        return batchSize;
    }

    /** Unlabeled images a batch, where there are any. */
    public int unlabeledBatchSize() {
        return unlabeledBatchSize;
    }

    /** How the learning rate goes on. */
    public Schedule schedule() {
        return schedule;
    }

    /** Which parameters are evaluated, and how often. */
    public EvaluationPlan evaluation() {
        return evaluation;
    }

    /** Of Adam, at the start. */
    public double learningRate() {
        return learningRate;
    }

    /** Of the draw of examples, their order, the initial parameters and the noise. */
    public long seed() {
        return seed;
    }

    /** Epochs without a better validation error after which training stops; empty for never. */
    public OptionalInt patience() {
        return patience == null ? OptionalInt.empty() : OptionalInt.of(patience);
    }

    /** Test examples that are attacked and measured, at most; 0 for none. */
    public int robustnessSize() {
        return robustnessSize;
    }

    /** What is done to all images. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** What is done to training images at random. */
    public Augmentation augmentation() {
        return augmentation;
    }

    /** What the trainer is told. */
    public TrainingConfig trainingConfig() {
        TrainingConfigBuilder config = TrainingConfig.builder().method(method).seed(seed);
        schedule.apply(config, learningRate, duration);
        evaluation.apply(config, data);
        switch (duration.unit()) {
            case EPOCHS -> config.epochs(duration.count());
            case UPDATES -> config.updates(duration.count());
        }
        patience().ifPresent(config::patience);
        return config.build();
    }

    /**
     * Checks what depends on the data.
     *
     * @throws IllegalArgumentException if the batch is larger than the training data, or there is no validation data to
     *     stop by or to measure on
     */
    public void check(TrainingExamples examples) {
        if (batchSize > examples.training().size()) {
            throw new IllegalArgumentException("batch size is " + batchSize + "; expected at most "
                    + examples.training().size() + ", the number of training examples");
        }
        augmentation.requireShape(examples.training().shape());
        evaluation.check(examples);
        if (patience != null && examples.validation().isEmpty()) {
            throw new IllegalArgumentException(
                    "patience is given, but no example is left for validation; expected a" + " smaller train size");
        }
    }

    /** Builds an {@link Experiment}. */
    public static final class Builder {

        private final DataSelection data;
        private Network network;
        private TypedMethod method;
        private Duration duration = new Duration(Duration.Unit.EPOCHS, DEFAULT_EPOCHS);
        private int batchSize = DEFAULT_BATCH_SIZE;
        private int unlabeledBatchSize = DEFAULT_UNLABELED_BATCH_SIZE;
        private Schedule schedule = Schedule.CONSTANT;
        private Double learningRate;
        private EvaluationPlan evaluation = EvaluationPlan.defaults();
        private long seed = TrainingConfig.DEFAULT_SEED;
        private Integer patience;
        private int robustnessSize = DEFAULT_ROBUSTNESS_SIZE;
        private Preprocessing preprocessing = Preprocessing.SCALED;
        private Augmentation augmentation = Augmentation.NONE;

        private Builder(DataSelection data) {
            this.data = Objects.requireNonNull(data, "data");
            method = Methods.mat(data.dataset().epsilon());
            network = new LeNetPlusPlus().withInput(NetworkKind.taskOf(data.dataset()));
        }

        /** What is trained. */
        public Builder network(Network value) {
            network = Objects.requireNonNull(value, "network");
            return this;
        }

        /** By which method. */
        public Builder method(TypedMethod value) {
            method = Objects.requireNonNull(value, "method");
            return this;
        }

        /** Trains for a number of passes over the training data. */
        public Builder epochs(long count) {
            duration = new Duration(Duration.Unit.EPOCHS, count);
            return this;
        }

        /** Trains for a number of parameter updates. */
        public Builder updates(long count) {
            duration = new Duration(Duration.Unit.UPDATES, count);
            return this;
        }

        /** Examples a batch, at least 1 and at most the training examples. */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /** Unlabeled images a batch, at least 1; without effect where every label is used. */
        public Builder unlabeledBatchSize(int value) {
            unlabeledBatchSize = value;
            return this;
        }

        /** How the learning rate goes on; all but the constant one need a number of updates. */
        public Builder schedule(Schedule value) {
            schedule = Objects.requireNonNull(value, "schedule");
            return this;
        }

        /** Which parameters are evaluated, and how often; whether the smoothness is followed. */
        public Builder evaluation(EvaluationPlan value) {
            evaluation = Objects.requireNonNull(value, "evaluation");
            return this;
        }

        /** Of Adam at the start, positive; by default that of the schedule. */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /** Of the draw of examples, their order, the initial parameters and the noise. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Stops after so many epochs, at least 1, without a better validation error, and keeps the best. */
        public Builder patience(int epochs) {
            patience = epochs;
            return this;
        }

        /** Test examples that are attacked and measured, at most; 0 for none. */
        public Builder robustnessSize(int value) {
            robustnessSize = value;
            return this;
        }

        /** What is done to all images; it is fitted to the training images and saved with the model. */
        public Builder preprocessing(Preprocessing value) {
            preprocessing = Objects.requireNonNull(value, "preprocessing");
            return this;
        }

        /** What is done to training images at random, after the preprocessing. */
        public Builder augmentation(Augmentation value) {
            augmentation = Objects.requireNonNull(value, "augmentation");
            return this;
        }

        /**
         * Builds the experiment.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public Experiment build() {
            if (batchSize < 1) {
                throw new IllegalArgumentException("batch size is " + batchSize + "; expected at least 1");
            }
            if (unlabeledBatchSize < 1) {
                throw new IllegalArgumentException(
                        "unlabeled batch size is " + unlabeledBatchSize + "; expected at least 1");
            }
            if (learningRate != null && !(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "learning rate is " + learningRate + "; expected a positive, finite number");
            }
            if (robustnessSize < 0) {
                throw new IllegalArgumentException("robustness size is " + robustnessSize + "; expected 0 or more");
            }
            if (patience != null && data.validationSize().orElse(1) == 0) {
                throw new IllegalArgumentException(
                        "patience is given, but the validation size is 0; expected validation examples to stop by");
            }
            evaluation.check(data);
            Experiment experiment = new Experiment(this);
            experiment.trainingConfig(); // checks the rest
            return experiment;
        }
    }
}
