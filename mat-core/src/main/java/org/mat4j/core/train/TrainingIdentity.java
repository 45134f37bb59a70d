package org.mat4j.core.train;

import java.util.Arrays;
import java.util.Map;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.model.Versions;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What must be the same for a training to resume from a checkpoint: network, method, updater, seed, batch size and the
 * application's provenance. The duration may differ, so that a training can be made longer.
 *
 * @param settings each by its name
 * @param environment what equal bits depend on beside the settings
 */
record TrainingIdentity(Map<String, String> settings, String environment) {

    /** @param config of this training, or of the one that was changed to it */
    static TrainingIdentity of(
            Network network,
            TrainingConfig config,
            ParameterSet parameters,
            Map<String, String> provenance,
            TrainingData data) {
        Map<String, String> settings = TrainingSettings.of(network, config);
        settings.remove("duration");
        settings.put("network", network.name());
        settings.put("input shape", Arrays.toString(network.inputShape()));
        settings.put("latent size", Integer.toString(network.latentSize()));
        settings.put("class count", Integer.toString(network.classCount()));
        parameters.names().forEach(name -> settings.put("parameter " + name, shape(parameters.parameter(name))));
        parameters.stateNames().forEach(name -> settings.put("state " + name, shape(parameters.state(name))));
        settings.put("unlabeled data", data.hasUnlabeled() ? "yes" : "no");
        data.batchSize().ifPresent(size -> settings.put("batch size", Integer.toString(size)));
        provenance.forEach(
                (name, text) -> settings.put(settings.containsKey(name) ? "provenance " + name : name, text));
        String environment =
                "ND4J " + Versions.nd4j() + ", " + Backend.description() + ", " + Backend.threads() + " threads";
        return new TrainingIdentity(settings, environment);
    }

    private static String shape(INDArray array) {
        return Arrays.toString(array.shape());
    }
}
