package org.mat4j.core.train;

import java.util.ArrayList;
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
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.nd4j.shade.jackson.databind.node.TextNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be the same for a training to go on from a checkpoint: network, method, updater, seed, batch size and the
 * application's provenance. The duration may differ, so that a training can be made longer.
 */
final class TrainingIdentity implements TrainingPart {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingIdentity.class);
    private static final String IDENTITY = "identity";
    private static final String ENVIRONMENT = "environment";
    private static final String CLASS_NAMES = "classNames";

    private final List<String> classNames;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final String environment = environment();

    TrainingIdentity(
            Network network,
            List<String> classNames,
            TrainingConfig config,
            ParameterSet parameters,
            Map<String, String> provenance,
            TrainingData data) {
        this.classNames = classNames;
        facts.put("network", network.name());
        facts.put("input shape", Arrays.toString(network.inputShape()));
        facts.put("latent size", Integer.toString(network.latentSize()));
        facts.put("class count", Integer.toString(network.classCount()));
        parameters
                .names()
                .forEach(name -> facts.put(
                        "parameter " + name,
                        Arrays.toString(parameters.parameter(name).shape())));
        parameters
                .stateNames()
                .forEach(name -> facts.put(
                        "state " + name, Arrays.toString(parameters.state(name).shape())));
        facts.putAll(TrainingRecord.settings(network));
        Map<String, String> training = config.describe();
        training.remove("duration");
        facts.putAll(training);
        facts.put("unlabeled data", data.hasUnlabeled() ? "yes" : "no");
        batchSize(data.labeled()).ifPresent(size -> facts.put("batch size", size));
        provenance.forEach((name, text) -> facts.put(facts.containsKey(name) ? "provenance " + name : name, text));
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
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        classNames.forEach(names::add);
        checkpoint.value(CLASS_NAMES, names);
        checkpoint.value(ENVIRONMENT, TextNode.valueOf(environment));
    }

    /** The names of the classes of a checkpoint's training. */
    static List<String> classNames(Checkpoint checkpoint) {
        List<String> names = new ArrayList<>();
        checkpoint.value(CLASS_NAMES).forEach(name -> names.add(name.asText()));
        return names;
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
                    + ". Resume with the settings it was made with, or start anew in another folder");
        }
        String before = checkpoint.value(ENVIRONMENT).asText();
        if (!before.equals(environment)) {
            LOG.warn(
                    "the checkpoint was written on {}, and training goes on with {}: the result may differ in the last"
                            + " bits from that of an uninterrupted training",
                    before,
                    environment);
        }
    }
}
