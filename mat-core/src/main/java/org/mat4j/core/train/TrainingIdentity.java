package org.mat4j.core.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.model.Versions;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.databind.node.TextNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be the same for a training to resume from a checkpoint: network, method, updater, seed, batch size and the
 * application's provenance. The duration may differ, so that a training can be made longer.
 */
final class TrainingIdentity implements TrainingPart {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingIdentity.class);
    private static final String IDENTITY = "identity";
    private static final String ENVIRONMENT = "environment";

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final String environment = environment();

    TrainingIdentity(Network network, TrainingStep step, Map<String, String> provenance, TrainingData data) {
        ParameterSet parameters = step.parameters();
        facts.put("network", network.name());
        facts.put("input shape", Arrays.toString(network.inputShape()));
        facts.put("latent size", Integer.toString(network.latentSize()));
        facts.put("class count", Integer.toString(network.classCount()));
        parameters.names().forEach(name -> putShape("parameter " + name, parameters.parameter(name)));
        parameters.stateNames().forEach(name -> putShape("state " + name, parameters.state(name)));
        facts.putAll(TrainingRecord.settings(network));
        facts.putAll(step.config().describe());
        facts.remove("duration");
        facts.put("unlabeled data", data.hasUnlabeled() ? "yes" : "no");
        batchSize(data.labeled()).ifPresent(size -> facts.put("batch size", size));
        provenance.forEach((name, text) -> facts.put(facts.containsKey(name) ? "provenance " + name : name, text));
    }

    private void putShape(String name, INDArray array) {
        facts.put(name, Arrays.toString(array.shape()));
    }

    private static Optional<String> batchSize(DataSetIterator labeled) {
        try {
            return Optional.of(Integer.toString(labeled.batch()));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public void save(Checkpoint.Builder checkpoint) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        facts.forEach(node::put);
        checkpoint.value(IDENTITY, node);
        checkpoint.value(ENVIRONMENT, TextNode.valueOf(environment));
    }

    /** What equal bits depend on beside the settings. */
    private static String environment() {
        return "ND4J " + Versions.nd4j() + ", " + Backend.description() + ", " + Backend.threads() + " threads";
    }

    /** Changes nothing: refuses the checkpoint of another training. */
    @Override
    public void restore(Checkpoint checkpoint) {
        JsonNode node = checkpoint.value(IDENTITY);
        Map<String, String> found = new LinkedHashMap<>();
        node.fields().forEachRemaining(e -> found.put(e.getKey(), e.getValue().asText()));
        List<String> differences = SettingsDifferences.between(found, facts);
        if (!differences.isEmpty()) {
            throw new CheckpointException("the checkpoint is of another training: " + String.join("; ", differences)
                    + ". Resume with the settings it was made with, or start from scratch in another folder");
        }
        String before = checkpoint.value(ENVIRONMENT).asText();
        if (!before.equals(environment)) {
            LOG.warn(
                    "the checkpoint was written on {}, and training resumes on {}: the result may differ in the last"
                            + " bits from that of an uninterrupted training",
                    before,
                    environment);
        }
    }
}
