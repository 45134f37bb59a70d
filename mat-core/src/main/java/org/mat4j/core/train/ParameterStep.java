package org.mat4j.core.train;

import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.shard.ShardResult;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What an update does with what its batch gave: to the parameters and states, by the updater, and to the mixture. */
record ParameterStep(ParameterSet parameters, ParameterUpdater updater, RunningMixture mixture) {

    /**
     * Makes the step.
     *
     * @param result its gradient is overwritten
     * @param labels [n, m]
     * @param epoch counted from 0
     * @param largestDecay of the states
     * @throws TrainingDivergedException if anything is infinite or NaN
     */
    LatentBatch take(ShardResult result, INDArray labels, DivergenceCheck finite, int epoch, double largestDecay) {
        finite.loss(result.outputs().loss(), result.outputs().terms());
        finite.gradient(result.gradient(), parameters);
        updater.apply(result.gradient(), finite.update() - 1, epoch);
        finite.parameters(parameters);
        result.states().forEach((name, change) -> change.applyTo(parameters.state(name), largestDecay));
        return mixture.update(result.outputs().latent(), labels, finite);
    }
}
