package org.mat4j.examples.bench;

import java.util.Objects;
import org.mat4j.core.method.MethodSettings;
import org.mat4j.core.method.StandardMethod;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.examples.experiment.Experiment;
import org.mat4j.examples.experiment.NetworkKind;

/** What to measure. Immutable. */
public final class BenchConfig {

    /** Updates measured by default. */
    public static final int DEFAULT_STEPS = 20;

    /** Updates before them by default. */
    public static final int DEFAULT_WARMUP = 3;

    private final NetworkKind network;
    private final Integer width;
    private final Integer latentSize;
    private final StandardMethod method;
    private final MethodSettings settings;
    private final int labeled;
    private final int unlabeled;
    private final int steps;
    private final int warmup;
    private final long seed;

    private BenchConfig(Builder b) {
        network = b.network;
        width = b.width;
        latentSize = b.latentSize;
        method = b.method;
        settings = b.settings;
        labeled = b.labeled;
        unlabeled = b.unlabeled;
        steps = b.steps;
        warmup = b.warmup;
        seed = b.seed;
    }

    /** Starts from LeNet++ by MAT with 100 labeled examples a step. */
    public static Builder builder() {
        return new Builder();
    }

    /** Which network. */
    public NetworkKind network() {
        return network;
    }

    /** Its width; null for its default. */
    Integer width() {
        return width;
    }

    /** Its latent's size; null for its default. */
    Integer latentSize() {
        return latentSize;
    }

    /** Which method. */
    public StandardMethod method() {
        return method;
    }

    /** Labeled examples a step. */
    public int labeled() {
        return labeled;
    }

    /** Unlabeled examples a step; 0 if the labeled ones serve. */
    public int unlabeled() {
        return unlabeled;
    }

    /** Updates measured. */
    public int steps() {
        return steps;
    }

    /** Updates before them. */
    public int warmup() {
        return warmup;
    }

    /** Of the random data and the training. */
    public long seed() {
        return seed;
    }

    /** What the trainer is told: the defaults of training. */
    TrainingConfig trainingConfig() {
        return TrainingConfig.builder()
                .method(method.create(settings))
                .updates((long) warmup + steps)
                .seed(seed)
                .build();
    }

    /** Builds a {@link BenchConfig}. */
    public static final class Builder {

        private NetworkKind network = NetworkKind.LENET_PLUS_PLUS;
        private Integer width;
        private Integer latentSize;
        private StandardMethod method = StandardMethod.MAT;
        private MethodSettings settings = MethodSettings.defaults();
        private int labeled = Experiment.DEFAULT_BATCH_SIZE;
        private int unlabeled;
        private int steps = DEFAULT_STEPS;
        private int warmup = DEFAULT_WARMUP;
        private long seed = TrainingConfig.DEFAULT_SEED;

        private Builder() {}

        /** Which network, on images of the size it was published for. */
        public Builder network(NetworkKind value) {
            network = Objects.requireNonNull(value, "network");
            return this;
        }

        /** Size of its first layer; null for the network's default. */
        public Builder width(Integer value) {
            width = value;
            return this;
        }

        /** Size of its latent; null for the network's default. */
        public Builder latentSize(Integer value) {
            latentSize = value;
            return this;
        }

        /** Which method. */
        public Builder method(StandardMethod value) {
            method = Objects.requireNonNull(value, "method");
            return this;
        }

        /** The method's numbers. */
        public Builder settings(MethodSettings value) {
            settings = Objects.requireNonNull(value, "settings");
            return this;
        }

        /** Labeled examples a step, at least 1. */
        public Builder labeled(int value) {
            labeled = value;
            return this;
        }

        /** Unlabeled examples a step; 0 for none of their own: the labeled ones serve. */
        public Builder unlabeled(int value) {
            unlabeled = value;
            return this;
        }

        /** Updates measured, at least 1. */
        public Builder steps(int value) {
            steps = value;
            return this;
        }

        /** Updates before them, at least 1: the first one plans the memory. */
        public Builder warmup(int value) {
            warmup = value;
            return this;
        }

        /** Of the random data and the training. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public BenchConfig build() {
            atLeast("labeled", labeled, 1);
            atLeast("unlabeled", unlabeled, 0);
            atLeast("steps", steps, 1);
            atLeast("warmup", warmup, 1);
            return new BenchConfig(this);
        }

        private static void atLeast(String name, int value, int smallest) {
            if (value < smallest) {
                throw new IllegalArgumentException(name + " is " + value + "; expected at least " + smallest);
            }
        }
    }
}
