package org.mat4j.lab.timing;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.layers.network.LeNetPlusPlus;

/**
 * What to measure. Immutable.
 *
 * @param network what is trained
 * @param method which method
 * @param labeled labeled examples per step, at least 1
 * @param unlabeled unlabeled examples per step; 0 for none of their own: the labeled ones serve
 * @param steps updates measured, at least 1
 * @param warmup updates before them, which are not counted; with 0 the first one is, which builds the graph and plans its
 *     memory
 * @param seed of the random data and the training
 * @param breakdown whether the operations are measured one by one
 */
@RecordBuilder
public record BenchConfig(
        Network network,
        TypedMethod method,
        int labeled,
        int unlabeled,
        int steps,
        int warmup,
        long seed,
        Breakdown breakdown)
        implements BenchConfigBuilder.With {

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

    /** Checks the values. */
    public BenchConfig {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(breakdown, "breakdown");
        Checks.atLeast(1, "labeled", labeled);
        Checks.atLeast(0, "unlabeled", unlabeled);
        Checks.atLeast(1, "steps", steps);
        Checks.atLeast(0, "warmup", warmup);
    }

    /** Starts from LeNet++ by MAT with 100 labeled examples per step. */
    public static BenchConfigBuilder builder() {
        return BenchConfigBuilder.builder()
                .network(new LeNetPlusPlus())
                .method(Methods.mat(ImageDataset.SAMPLE.epsilon()))
                .labeled(Experiment.DEFAULT_BATCH_SIZE)
                .steps(DEFAULT_STEPS)
                .warmup(DEFAULT_WARMUP)
                .seed(TrainingConfig.DEFAULT_SEED)
                .breakdown(Breakdown.NONE);
    }

    /** What the trainer is told: the same as in an {@link Experiment} with default settings. */
    TrainingConfig trainingConfig() {
        // The data of an experiment has no part in its training configuration.
        return Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
                .network(network)
                .method(method)
                .updates((long) warmup + steps)
                .seed(seed)
                .build()
                .trainingConfig();
    }
}
