package org.mat4j.lab.timing;

import java.util.Objects;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.layers.network.LeNetPlusPlus;

/** What to measure. Immutable. */
public final class BenchConfig {

    /** Updates measured by default. */
    public static final int DEFAULT_STEPS = 20;

    /** Updates before them by default. */
    public static final int DEFAULT_WARMUP = 3;

    /** Whether the operations of a step are measured one by one, which costs some time itself. */
    public enum Breakdown {
        /** They are not. */
        NONE,
        /** They are, but for the first step of all, which plans. */
        BY_OPERATION
    }

    private final Network network;
    private final TypedMethod method;
    private final TrainingConfig trainingConfig;
    private final int labeled;
    private final int unlabeled;
    private final int steps;
    private final int warmup;
    private final long seed;
    private final Breakdown breakdown;

    private BenchConfig(Builder b) {
        network = b.network;
        method = b.method;
        trainingConfig = b.trainingConfig();
        labeled = b.labeled;
        unlabeled = b.unlabeled;
        steps = b.steps;
        warmup = b.warmup;
        seed = b.seed;
        breakdown = b.breakdown;
    }

    /** Starts from LeNet++ by MAT with 100 labeled examples a step. */
    public static Builder builder() {
        return new Builder();
    }

    /** What is trained. */
    public Network network() {
        return network;
    }

    /** Which method. */
    public TypedMethod method() {
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

    /** Whether the operations are measured one by one. */
    public Breakdown breakdown() {
        return breakdown;
    }

    /** What the trainer is told: the same as in an {@link Experiment} with default settings. */
    TrainingConfig trainingConfig() {
        return trainingConfig;
    }

    /** Builds a {@link BenchConfig}. */
    public static final class Builder {

        private Network network = new LeNetPlusPlus();
        private TypedMethod method = Methods.mat(ImageDataset.SAMPLE.epsilon());
        private int labeled = Experiment.DEFAULT_BATCH_SIZE;
        private int unlabeled;
        private int steps = DEFAULT_STEPS;
        private int warmup = DEFAULT_WARMUP;
        private long seed = TrainingConfig.DEFAULT_SEED;
        private Breakdown breakdown = Breakdown.NONE;

        private Builder() {}

        /** What is trained. */
        public Builder network(Network value) {
            network = Objects.requireNonNull(value, "network");
            return this;
        }

        /** Which method. */
        public Builder method(TypedMethod value) {
            method = Objects.requireNonNull(value, "method");
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

        /** Updates before them, which are not counted; with 0 the first one is, which builds the graph and plans its memory. */
        public Builder warmup(int value) {
            warmup = value;
            return this;
        }

        /** Of the random data and the training. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Whether to measure the operations one by one. */
        public Builder breakdown(Breakdown value) {
            breakdown = Objects.requireNonNull(value, "breakdown");
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
            atLeast("warmup", warmup, 0);
            return new BenchConfig(this);
        }

        private TrainingConfig trainingConfig() {
            // The data of an experiment has no part in its training configuration.
            return Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                    .network(network)
                    .method(method)
                    .updates((long) warmup + steps)
                    .seed(seed)
                    .build()
                    .trainingConfig();
        }

        private static void atLeast(String name, int value, int smallest) {
            if (value < smallest) {
                throw new IllegalArgumentException(name + " is " + value + "; expected at least " + smallest);
            }
        }
    }
}
