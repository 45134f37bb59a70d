package org.mat4j.core.train;

import java.util.Arrays;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.FirstLayer;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.train.shard.CleanOutputs;
import org.mat4j.core.train.shard.UpdateBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a training does with its first batch before the first update. */
record FirstBatch(Network network, ParameterSet parameters, UpdateBatch batch) {

    private static final Logger LOG = LoggerFactory.getLogger(FirstBatch.class);

    /** Warns where the method's perturbation does not fit the inputs. */
    void checkPerturbation(TrainingConfig config) {
        INDArray x = batch.here().labeled().castTo(config.dataType());
        INDArray perturbed =
                config.perturbationSpace() == PerturbationSpace.INPUT ? x : FirstLayer.apply(network, parameters, x);
        Advice.onPerturbation(
                        config.method(), perturbed, batch.labels().argMax(1).toIntVector())
                .forEach(LOG::warn);
    }

    /**
     * The first update's mixture is that of its own batch before training: there is no other yet.
     *
     * @throws IllegalArgumentException if the network gives other shapes than it says
     */
    void startMixture(RunningMixture mixture, BatchComputation computation, DivergenceCheck finite) {
        CleanOutputs outputs = NetworkException.naming(network, "cannot be run", () -> computation.cleanPass(batch));
        checkShape("latent", outputs.latent(), "latentSize", network.latentSize());
        checkShape("logits", outputs.logits(), "classCount", network.classCount());
        mixture.update(outputs.latent(), batch.labels(), finite);
    }

    private void checkShape(String what, INDArray value, String method, int size) {
        long examples = batch.labels().size(0);
        Checks.require(
                Arrays.equals(value.shape(), new long[] {examples, size}),
                "shape of the " + what + " that " + network.name() + ".build gives",
                Arrays.toString(value.shape()),
                "[" + examples + ", " + size + "] as its " + method + "() says");
    }
}
