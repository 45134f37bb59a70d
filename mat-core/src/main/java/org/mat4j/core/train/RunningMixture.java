package org.mat4j.core.train;

import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Memory;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;

/** The mixture of a training's latents, which follows its labeled batches. */
final class RunningMixture implements TrainingPart {

    private static final String RECORD = "mixture";

    private final TrainingConfig config;
    private MixtureEstimator estimator;
    private GaussianMixture current;

    /** @throws IllegalArgumentException if its covariances are larger than Java's heap */
    RunningMixture(Network network, TrainingConfig config) {
        this.config = config;
        MixtureConfig mixture = config.method().objective().mixture();
        requireFits(network, mixture.covarianceType().forLatentSize(network.latentSize()));
        estimator = new MixtureEstimator(mixture, network.classCount(), network.latentSize());
    }

    /** Its largest values, which are made twice in each update: [m, D, D] of FULL covariances, else [m, D]. */
    private static void requireFits(Network network, CovarianceType type) {
        long size = network.latentSize();
        long classes = network.classCount();
        long wide = type == CovarianceType.FULL ? size : 1;
        Memory.requireHeap(
                type + " covariances of the mixture of " + classes + " classes in a latent of size " + size,
                2 * Memory.bytes(DataType.DOUBLE, classes, size, wide));
    }

    /** The estimate goes on as it began: it keeps its own settings, also in a checkpoint. */
    static void requireSame(String what, Method next, Method began) {
        Checks.require(
                next.objective().mixture().equals(began.objective().mixture()),
                what,
                next.objective().mixture(),
                began.objective().mixture() + ", which the training began with");
    }

    /** As the last batch left it; null before the first. */
    GaussianMixture current() {
        return current;
    }

    /**
     * Takes in a batch.
     *
     * @param latent [n, D]
     * @param labels [n, m]
     * @param finite says which update it is that has no mixture
     * @throws TrainingDivergedException if there is none
     */
    LatentBatch update(INDArray latent, INDArray labels, DivergenceCheck finite) {
        finite.latent(latent);
        LatentBatch batch = LatentBatch.of(latent, labels, config.labelForm());
        try {
            estimator.update(batch);
            current = estimator.snapshot();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Its moments overflow, or a covariance cannot be inverted.
            throw finite.diverged("no mixture fits the latent: " + e.getMessage());
        }
        return batch;
    }

    @Override
    public void save(Checkpoint checkpoint) {
        checkpoint.addValue(RECORD, current.toJson());
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        resume(GaussianMixture.fromJson(checkpoint.value(RECORD, JsonNode.class)));
    }

    /** Follows the batches from a mixture on. */
    void resume(GaussianMixture mixture) {
        current = mixture;
        estimator = MixtureEstimator.resume(mixture);
    }
}
