package org.mat4j.core.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.model.Versions;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be the same for a training to resume from a checkpoint: network, method, updater, seed, batch size and the
 * application's provenance. The duration may differ, so that a training can be made longer.
 *
 * @param settings each by its name
 * @param environment what equal bits depend on beside the settings
 */
record TrainingIdentity(Map<String, String> settings, String environment) implements TrainingPart {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingIdentity.class);
    private static final String IDENTITY = "identity";

    static TrainingIdentity of(Network network, TrainingStep step, Map<String, String> provenance, TrainingData data) {
        Map<String, String> settings = TrainingSettings.of(network, step.config());
        settings.remove("duration");
        settings.put("network", network.name());
        settings.put("input shape", Arrays.toString(network.inputShape()));
        settings.put("latent size", Integer.toString(network.latentSize()));
        settings.put("class count", Integer.toString(network.classCount()));
        ParameterSet parameters = step.parameters();
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

    @Override
    public void save(Checkpoint checkpoint) {
        checkpoint.addValue(IDENTITY, this);
    }

    /** Changes nothing: refuses the checkpoint of another training. */
    @Override
    public void restore(Checkpoint checkpoint) {
        TrainingIdentity saved = checkpoint.value(IDENTITY, TrainingIdentity.class);
        List<String> differences = TrainingSettings.differences(saved.settings, settings);
        if (!differences.isEmpty()) {
            throw new CheckpointException("the checkpoint is of another training: " + String.join("; ", differences)
                    + ". Resume with the settings it was made with, or start from scratch in another folder");
        }
        if (!saved.environment.equals(environment)) {
            LOG.warn(
                    "the checkpoint was written on {}, and training resumes on {}: the result may differ in the last"
                            + " bits from that of an uninterrupted training",
                    saved.environment,
                    environment);
        }
    }
}
